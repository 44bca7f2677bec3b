"""What a person edits: the draft they work on, or the set in use until they change something.  Nothing here goes live.

Which draft that is stands in the session; who has none and once began one goes on with it.
"""

import hashlib
import json
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock

from django.http import HttpRequest
from django.utils.translation import gettext as _

from postlotse.core.errors import Conflict, NotFound
from postlotse.core.rules.types import RuleBook
from postlotse.datafiles.rulefiles import Judgement, RuleSet, judge
from postlotse.desk import tools
from postlotse.desk.access import access_of, name_of
from postlotse.desk.tools import RuleTools
from postlotse.store import rulesets
from postlotse.store.rulesets import Draft, DraftState

_CHOSEN = "entwurf"
#: Judgements that are remembered: a page asks the same several times, and tests take seconds.
_MOST = 8
_judged: "OrderedDict[tuple[str, str, bool], Judgement]" = OrderedDict()
_lock = Lock()


@dataclass(frozen=True, slots=True, kw_only=True)
class Working:
    """The files under work; `draft` None = nothing is changed yet.  `book` has the names of what is in them."""

    files: Mapping[str, str]
    base_files: Mapping[str, str]
    base: str
    draft: Draft | None
    book: RuleBook

    @property
    def draft_id(self) -> int:
        """Return the id of the draft, 0 when there is none yet."""
        return self.draft.id if self.draft else 0

    @property
    def stand(self) -> str:
        """Return what a form remembers, so that it notices when somebody else was faster."""
        return f"{self.draft.id}:{self.draft.version}" if self.draft else f"0:{self.base}"


def rule_tools() -> RuleTools:
    """Return what the pages on rules need; raises NotFound where the desk has no folder."""
    found = tools.rules()
    if found is None:
        raise NotFound(_("Dieser Arbeitsplatz kennt keinen Ordner mit Regeln."))
    return found


def working(request: HttpRequest) -> Working:
    """Return what this person edits, or reads."""
    draft = _chosen(request) if access_of(request.user).administer else None
    return of_draft(draft)


def of_draft(draft: Draft | None) -> Working:
    """Return the files of a draft, or those in use."""
    in_use = rule_tools().library.in_use()
    if draft is None:
        return Working(files=in_use.files, base_files=in_use.files, base=in_use.book.fingerprint, draft=None, book=in_use.book)
    whole = judged(draft.files).whole
    return Working(files=draft.files, base_files=draft.base_files, base=draft.base, draft=draft, book=whole or in_use.book)


def choose(request: HttpRequest, draft: Draft | None) -> None:
    """Let this person go on with a draft, or begin afresh with the next change."""
    request.session[_CHOSEN] = draft.id if draft else 0


def _chosen(request: HttpRequest) -> Draft | None:
    chosen = request.session.get(_CHOSEN)
    if chosen == 0:
        return None
    if chosen is None:
        by = name_of(request)
        return next((d for d in rulesets.drafts(DraftState.OPEN) if d.by == by and d.origin is rulesets.Origin.DESK), None)
    try:
        draft = rulesets.draft(int(chosen))
    except NotFound:
        return None
    return draft if draft.state is DraftState.OPEN else None


def keep(request: HttpRequest, before: Working, files: Mapping[str, str], title: str) -> Draft:
    """Put changed files into the draft, a new one when there is none; raises Conflict when somebody else was faster."""
    now, by = tools.current().clock(), name_of(request)
    if request.POST.get("stand") != before.stand:
        raise Conflict(_("Inzwischen hat sich der Entwurf oder die geltende Fassung geändert."))
    if before.draft is None:
        made = rulesets.save_draft(title=title, files=files, by=by, now=now, base_files=before.base_files)
    else:
        made = rulesets.change_draft(before.draft.id, version=before.draft.version, by=by, now=now, files=files)
    choose(request, made)
    return made


def judged(files: Mapping[str, str], *, tests: bool = False) -> Judgement:
    """Return the verdict on files, remembered for the day; with `tests` their own tests are run too."""
    today = tools.local_now().date()
    exact = hashlib.sha256(json.dumps(dict(files), sort_keys=True).encode()).hexdigest()
    key = (exact, today.isoformat(), tests)
    with _lock:
        if key in _judged:
            _judged.move_to_end(key)
            return _judged[key]
    found = judge(RuleSet(files=files), today=today, cases=rule_tools().cases if tests else None)
    with _lock:
        _judged[key] = found
        while len(_judged) > _MOST:
            _judged.popitem(last=False)
    return found
