"""The command `postlotse`: one file per command group, imported only when its command is called."""
