"""The pages of the desk: each reads through `store.reads` and changes through `flow`."""
