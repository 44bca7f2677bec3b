"""Real and hostile mail servers on loopback, for the tests of every room."""
