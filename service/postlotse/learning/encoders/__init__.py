"""Sentence encoders: one port, an adapter each."""
