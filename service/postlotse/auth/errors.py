"""What can go wrong with a token; sources and senders turn it into their own kinds."""

from postlotse.core.errors import PostlotseError


class TokenRefused(PostlotseError):
    """The identity provider does not give us a token: a matter for a person."""


class TokenUnavailable(PostlotseError):
    """The identity provider is away for now."""

    temporary = True


class UnusableCredential(PostlotseError):
    """A name, password or token holds a character that its mechanism cannot carry."""
