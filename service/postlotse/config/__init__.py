"""`postlotse.toml`: typed, explained, checked.  Values only; nothing is opened or connected here."""
