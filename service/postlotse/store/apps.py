"""The Django application of the tables."""

from django.apps import AppConfig


class StoreConfig(AppConfig):
    """Tables of Postlotse."""

    name = "postlotse.store"
    label = "store"
