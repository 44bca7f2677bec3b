"""What Postlotse knows: pure, typed values and functions.  No Django, no files, no sockets, no clock."""
