"""Slow down guessing of passwords: a few wrong tries for one name from one address, then a pause.

Counts in Django's cache, which is this process's memory unless the house configures a shared one; with several desk
processes each counts for itself.
"""

import hashlib
import unicodedata

from django.core.cache import cache

#: Wrong tries for one name from one address, and for one address in all, before the pause.
TRIES_NAME = 5
TRIES_ADDRESS = 30
#: Length of the pause in seconds, counted from the first wrong try.
PAUSE = 300


def blocked(name: str, address: str) -> bool:
    """Tell whether this name or this address has to wait."""
    return any(int(cache.get(key, 0)) >= most for key, most in _keys(name, address))


def failed(name: str, address: str) -> None:
    """Count a wrong try."""
    for key, _ in _keys(name, address):
        if not cache.add(key, 1, PAUSE):
            try:
                cache.incr(key)
            except ValueError:  # it ran out between the two calls
                cache.add(key, 1, PAUSE)


def succeeded(name: str, address: str) -> None:
    """Forget the wrong tries of this name from this address."""
    cache.delete(_keys(name, address)[0][0])


def _keys(name: str, address: str) -> tuple[tuple[str, int], tuple[str, int]]:
    """Return cache keys with their limits; names are hashed, since anything may be typed there."""
    both = hashlib.sha256(f"{_same(name)}\0{address}".encode(errors="replace")).hexdigest()
    alone = hashlib.sha256(address.encode()).hexdigest()
    return (f"sign-in:{both}", TRIES_NAME), (f"sign-in-from:{alone}", TRIES_ADDRESS)


def _same(name: str) -> str:
    """Return a name as the sign-in form compares it, so that another way of writing it is no other name."""
    return unicodedata.normalize("NFKC", name.strip()).strip().casefold()
