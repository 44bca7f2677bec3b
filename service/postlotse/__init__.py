"""Postlotse: e-mail intake for a city's contact point for migrant organisations."""

__version__ = "0.1.0"
