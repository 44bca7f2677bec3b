"""The tests of a rule set at work: each mail is decided about, and what came is held against what was expected."""
