"""Composing the mails that Postlotse sends: from core values to bytes for the wire.

Pure: template sources, keys and times come in as arguments; nothing here decides whether a mail may leave.
"""
