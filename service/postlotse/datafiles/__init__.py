"""Rules and models on disk: where they lie, reading them, noticing changes, keeping the last good ones."""
