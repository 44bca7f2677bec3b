"""The web desk: where staff look, decide and release.  Reads through `store.reads`, changes through `flow.review`."""
