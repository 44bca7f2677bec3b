"""Who may see what: case work sees and decides, administration and data protection see ids, topics, rules and counts.

The rule lives here and in the view decorators below; templates only hide what a view would refuse anyway.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, Group
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from postlotse.core.errors import NotFound


class Role(StrEnum):
    """The groups of the desk, by the name that they bear in the database."""

    CASES = "Sachbearbeitung"
    ADMINISTRATION = "Administration"
    PRIVACY = "Datenschutz"


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """What a signed-in person may do.

    `look` = lists without content, `content` = texts, `decide` = changes, `administer` = rules, and which model is in use.
    """

    look: bool = False
    content: bool = False
    decide: bool = False
    administer: bool = False


P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def ensure_groups() -> None:
    """Make the groups of the desk that are missing."""
    for role in Role:
        Group.objects.get_or_create(name=role.value)


def access_of(user: AbstractBaseUser | AnonymousUser) -> Access:
    """Return what a person may do, asked once a request; someone without a role may do nothing."""
    known: Access | None = getattr(user, "postlotse_access", None)
    if known is None:
        known = _access(user)
        user.postlotse_access = known  # type: ignore[union-attr]
    return known


def _access(user: Any) -> Access:
    if not user.is_authenticated or not user.is_active:
        return Access()
    if user.is_superuser:
        return Access(look=True, content=True, decide=True, administer=True)
    roles = set(user.groups.filter(name__in=list(Role)).values_list("name", flat=True))
    cases = Role.CASES in roles
    return Access(look=bool(roles), content=cases, decide=cases, administer=Role.ADMINISTRATION in roles)


def name_of(request: HttpRequest) -> str:
    """Return the name under which a person's acts are recorded."""
    return request.user.get_username()


def looking(view: "View[P]") -> "View[P]":
    """Let everyone with a role in; unknown ids become 404."""
    return _guarded(
        view, lambda access: access.look, "Ihr Konto hat noch keine Rolle. Bitte wenden Sie sich an die Administration."
    )


def reading(view: "View[P]") -> "View[P]":
    """Let only case work in: this view shows content."""
    return _guarded(view, lambda access: access.content, _NO_CONTENT)


def deciding(view: "View[P]") -> "View[P]":
    """Let only case work in: this view changes things."""
    return _guarded(view, lambda access: access.decide, _NO_CONTENT)


def administering(view: "View[P]") -> "View[P]":
    """Let only administration in."""
    return _guarded(view, lambda access: access.administer, "Das darf nur die Administration.")


_NO_CONTENT = (
    "Mit Ihrer Rolle sehen Sie Kennungen, Themen, Regeln und Zahlen, aber keine Inhalte von Mails. "
    "Brauchen Sie im Einzelfall Einsicht, hilft die Sachbearbeitung weiter."
)


def _guarded(view: "View[P]", allowed: Callable[[Access], bool], sentence: str) -> "View[P]":
    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not allowed(access_of(request.user)):
            raise PermissionDenied(_(sentence))
        try:
            return view(request, *args, **kwargs)
        except NotFound as missing:
            raise Http404(str(missing)) from missing

    return guarded
