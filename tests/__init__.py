"""The suite.  `tests.stack` holds the servers that several rooms share."""
