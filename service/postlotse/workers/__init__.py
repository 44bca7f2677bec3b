"""Killable, limited child processes that read hostile bytes."""
