"""The rule book: read it, check it, match it.  Pure; files are found and read by `datafiles`."""
