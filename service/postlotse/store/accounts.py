"""Accounts of the desk: Django's users with one role each."""

from django.contrib.auth.models import Group, User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from postlotse.core.errors import PostlotseError
from postlotse.store import tx


class PasswordRefused(PostlotseError):
    """The password is too weak."""


def add(name: str, *, password: str, role: str) -> None:
    """Create an account, or set its password and role anew; raises PasswordRefused with what is missing."""
    try:
        validate_password(password, User(username=name))
    except ValidationError as error:
        raise PasswordRefused(" ".join(error.messages)) from None
    with tx.atomic():
        user, _ = User.objects.get_or_create(username=name)
        user.set_password(password)
        user.is_active = True
        user.save()
        group, _ = Group.objects.get_or_create(name=role)
        user.groups.set([group])


def everybody() -> list[tuple[str, list[str]]]:
    """Return every account with its roles, by name."""
    users = User.objects.order_by("username").prefetch_related("groups")
    return [(user.username, sorted(group.name for group in user.groups.all())) for user in users]
