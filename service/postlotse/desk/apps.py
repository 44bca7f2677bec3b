"""The Django application of the desk."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Pages of the desk; no tables."""

    name = "postlotse.desk"
    label = "desk"
