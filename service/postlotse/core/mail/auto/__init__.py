"""Automatic answers without a header that says so: recognised by the words of the newest text.  See `verdict`."""
