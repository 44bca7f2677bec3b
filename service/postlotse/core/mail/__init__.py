"""Reading mail: bytes in, a `Mail` out, never an exception."""
