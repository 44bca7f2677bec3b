"""The files of sets, each content once."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime

from postlotse.store.models import RuleSetRow


def exact_of(files: Mapping[str, str]) -> str:
    """Return a hash that changes with every character."""
    return hashlib.sha256(json.dumps(dict(files), sort_keys=True, ensure_ascii=True).encode()).hexdigest()


def stored(files: Mapping[str, str], fingerprint: str, now: datetime) -> str:
    """Keep the files of a set once; return their exact hash."""
    exact = exact_of(files)
    RuleSetRow.objects.get_or_create(exact=exact, defaults={"fingerprint": fingerprint, "files": dict(files), "stored_at": now})
    return exact
