"""OAuth access tokens for sources and senders.  Knows identity providers, never a mailbox or a relay."""
