"""Read the tests of a rule set: `tests:` beside a rule, and the files `tests/*.yaml`.  Says where one is wrong, runs none."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from postlotse.core.mail.types import Attachment
from postlotse.core.names import FIRST_TIER, SECOND_TIER, UNCLEAR, ConcernState, Flag, Kind, Priority, Referral, Route
from postlotse.core.rules import keys, schema
from postlotse.core.rules.cases import Expected, Given, GivenCase, RuleCase
from postlotse.core.rules.schema import Page
from postlotse.core.yamltext import Node, Scalar, Table

CASE_KEYS, GIVEN_KEYS, EXPECT_KEYS = tuple(keys.CASE), tuple(keys.GIVEN), tuple(keys.EXPECT)
#: How sure a topic counts that is given without a number.
SURE = 0.99
#: Written where nothing is expected: no office, no rule.
NOBODY = frozenset({"", "none"})
UNKNOWN = "unknown"
_VERDICTS = ("yes", "no", UNKNOWN)
_LANGUAGES = frozenset((*FIRST_TIER, *SECOND_TIER))
_ROUTES = frozenset({Route.AUTO, Route.REVIEW, Route.NONE})
_TYPES = {
    "pdf": "application/pdf",
    "doc": "application/msword",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "rtf": "application/rtf",
    "zip": "application/zip",
    "ics": "text/calendar",
    "txt": "text/plain",
    "csv": "text/csv",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "gif": "image/gif",
    "heic": "image/heic",
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
}
_ATTACHMENT_BYTES = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseIds:
    """The ids that a case may name."""

    offices: Collection[str] = ()
    topics: Collection[str] = ()
    rules: Collection[str] = ()
    templates: Collection[str] = ()


def case_file(page: Page, root: Node | None, ids: CaseIds) -> tuple[RuleCase, ...]:
    """Return the cases of one file under `tests/`."""
    if root is None:
        return ()
    top = schema.fields(page, root, ("tests",), required=("tests",))
    return cases(page, top.get("tests"), ids)


def cases(page: Page, node: Node | None, ids: CaseIds, *, rule: str = "") -> tuple[RuleCase, ...]:
    """Return the cases of a list; `rule` = the rule that they stand beside."""
    found = (_case(page, item, ids, rule, at) for at, item in enumerate(schema.items(page, node), 1))
    return tuple(case for case in found if case is not None)


def _case(page: Page, node: Node, ids: CaseIds, rule: str, at: int) -> RuleCase | None:
    """Read one case; beside a rule `expect` may be missing: then the rule itself is expected."""
    before = len(page.problems)
    entry = schema.fields(page, node, CASE_KEYS, required=() if rule else ("expect",))
    if not isinstance(node, Table):
        return None
    subject, text = schema.text(page, entry.get("subject")), schema.text(page, entry.get("text"))
    if "subject" not in entry and "text" not in entry:
        page.note(node, "missing-key", "Dem Test fehlt die Mail.", "„subject: …“ und „text: …“ ergänzen")
    given = _given(page, entry.get("given"), ids)
    expect = _expected(page, entry.get("expect"), ids, needed=not rule)
    sender = schema.address(page, entry.get("from"))
    name = schema.text(page, entry.get("name")) or _title(subject, text) or f"{rule or 'Test'} {at}"
    if len(page.problems) > before:
        return None
    return RuleCase(
        name=name,
        subject=subject,
        text=text,
        from_=sender,
        given=given,
        expect=expect,
        rule=rule,
        file=page.file,
        line=node.line,
        column=node.column,
    )


def _title(subject: str, text: str) -> str:
    """Return what a case without a name is called: its subject or the beginning of its text."""
    words = " ".join((subject or text).split())
    return words if len(words) <= 60 else f"{words[:59]}…"


def _given(page: Page, node: Node | None, ids: CaseIds) -> Given:
    """Read what is taken as known."""
    entry = schema.fields(page, node, GIVEN_KEYS)
    return Given(
        topics=_topics(page, entry.get("topics"), ids),
        kind=schema.choice(page, entry.get("kind"), Kind),
        flags=frozenset(_flags(page, entry["flags"])) if "flags" in entry else None,
        language=_language(page, entry.get("language")),
        in_case=schema.yes_no(page, entry.get("in_case"), False),
        case=_given_case(page, entry.get("case"), ids),
        first_contact=schema.yes_no(page, entry.get("first_contact"), True),
        received=_moment(page, entry.get("received")),
        absent=schema.known_ids(page, entry.get("absent"), ids.offices, "die Stelle"),
        attachments=_attachments(page, entry.get("attachments")),
        to=tuple(value for item in schema.items(page, entry.get("to")) if (value := schema.address(page, item))),
        authenticated=_authenticated(page, entry.get("authenticated")),
    )


def _given_case(page: Page, node: Node | None, ids: CaseIds) -> GivenCase | None:
    """Read the case that the mail belongs to or names."""
    if node is None:
        return None
    entry = schema.fields(page, node, keys.CASE_GIVEN)
    closed = schema.yes_no(page, entry.get("closed"), False)
    states = schema.choices(page, entry.get("state"), ConcernState)
    return GivenCase(
        states=frozenset(states or ((ConcernState.DONE,) if closed else (ConcernState.REVIEW,))),
        offices=frozenset(schema.known_ids(page, entry.get("office"), ids.offices, "die Stelle")),
        topics=frozenset(schema.known_ids(page, entry.get("topic"), ids.topics, "das Thema")),
        idle_days=schema.number(page, entry.get("idle_days"), 0, most=3650) or 0,
    )


def _topics(page: Page, node: Node | None, ids: CaseIds) -> tuple[tuple[str, float], ...] | None:
    """Read topics with their probabilities, or topics that are sure; `unklar` or nothing = none is."""
    if node is None:
        return None
    known = {*ids.topics, UNCLEAR}
    found = []
    if isinstance(node, Table):
        pairs = [(at, value) for _, at, value in schema.entries(page, node)]
        found = [
            (name, schema.share(page, value, SURE))
            for at, value in pairs
            for name in schema.known_ids(page, at, known, "das Thema")
        ]
    else:
        found = [(name, SURE) for name in schema.known_ids(page, node, known, "das Thema")]
    found = [(name, share) for name, share in found if name != UNCLEAR]
    return tuple(sorted(found, key=lambda pair: -pair[1]))


def _flags(page: Page, node: Node) -> tuple[Flag, ...]:
    """Read flags; `none` = none at all."""
    return () if _none(node) else schema.choices(page, node, Flag)


def _tags(page: Page, node: Node) -> tuple[str, ...]:
    """Read tags; `none` = none at all."""
    return () if _none(node) else schema.texts(page, node)


def _none(node: Node) -> bool:
    """Tell whether it is written that there is to be nothing."""
    return isinstance(node, Scalar) and node.value.strip().lower() in NOBODY


def _language(page: Page, node: Node | None) -> str | None:
    """Read one language code or `unknown`."""
    codes = schema.known_ids(page, node, {*_LANGUAGES, UNKNOWN}, "die Sprache")
    return codes[0] if codes else None


def _moment(page: Page, node: Node | None) -> datetime | None:
    """Read a day and a time as the city's clock shows it; a day alone means ten o'clock."""
    if node is None:
        return None
    value = schema.text(page, node).replace("T", " ")
    try:
        if len(value) not in (10, 16):
            raise ValueError
        moment = datetime.strptime(value if len(value) == 16 else f"{value} 10:00", "%Y-%m-%d %H:%M")  # noqa: DTZ007  city time
        if not 2000 <= moment.year < 2100:
            raise ValueError
        return moment
    except ValueError:
        page.note(node, "not-a-moment", f"„{value}“ ist kein Zeitpunkt.", "in der Form „2026-12-31 18:30“ schreiben")
        return None


def _attachments(page: Page, node: Node | None) -> tuple[Attachment, ...]:
    """Read the names of attached files; `yes` = one document, `no` = none."""
    if isinstance(node, Scalar) and node.value.strip().lower() in {"yes", "ja", "true", "no", "nein", "false"}:
        return (_attachment("anhang.pdf"),) if schema.yes_no(page, node, False) else ()
    return tuple(_attachment(name) for name in schema.texts(page, node))


def _attachment(name: str) -> Attachment:
    kind = _TYPES.get(name.rpartition(".")[2].lower(), "application/octet-stream")
    return Attachment(name=name, type=kind, size=_ATTACHMENT_BYTES)


def _authenticated(page: Page, node: Node | None) -> str:
    """Read yes, no or unknown."""
    if node is None or (isinstance(node, Scalar) and node.value.strip().lower() == UNKNOWN):
        return UNKNOWN
    return "yes" if schema.yes_no(page, node, False) else "no"


def _expected(page: Page, node: Node | None, ids: CaseIds, *, needed: bool) -> Expected:
    """Read what is expected; `needed` = at least one thing must be."""
    entry = schema.fields(page, node, EXPECT_KEYS)
    if needed and isinstance(node, Table) and not node.entries:
        page.note(node, "empty", "Der Test erwartet nichts.", "zum Beispiel „office: …“ ergänzen")
    route = schema.choice(page, entry.get("route"), Route)
    if route is not None and route not in _ROUTES:
        cure = "„auto“, „review“ oder „none“ schreiben"
        page.note(entry["route"], "route-shadow", "Den Probebetrieb kann ein Test nicht erwarten.", cure)
    return Expected(
        topic=_one(page, entry.get("topic"), {*ids.topics, UNCLEAR}, "das Thema"),
        kind=schema.choice(page, entry.get("kind"), Kind),
        office=_one(page, entry.get("office"), ids.offices, "die Stelle", nobody=True),
        route=route,
        referral=schema.choice(page, entry.get("referral"), Referral),
        rule=_one(page, entry.get("rule"), ids.rules, "die Regel", nobody=True),
        matches=_matches(page, entry.get("matches"), beside_rule=not needed),
        involve=_several(page, entry.get("involve"), ids.offices, "die Stelle"),
        priority=schema.choice(page, entry.get("priority"), Priority),
        tags=_tags(page, entry["tags"]) if "tags" in entry else None,
        due=schema.number(page, entry.get("due"), None, most=250),
        flags=_flags(page, entry["flags"]) if "flags" in entry else None,
        ask_consent=schema.yes_no(page, entry["ask_consent"], False) if "ask_consent" in entry else None,
        templates=_several(page, entry.get("template"), ids.templates, "die Vorlage"),
        acknowledge=schema.yes_no(page, entry["acknowledge"], False) if "acknowledge" in entry else None,
        languages=_several(page, entry.get("languages"), _LANGUAGES, "die Sprache"),
    )


def _matches(page: Page, node: Node | None, *, beside_rule: bool) -> bool | None:
    """Read whether the rule itself is to take part; only a case that stands beside one can say so."""
    if node is None:
        return None
    if not beside_rule:
        page.note(node, "no-rule-beside", "„matches“ gibt es nur bei Tests, die bei einer Regel stehen.", "„rule: …“ schreiben")
    return schema.yes_no(page, node, True)


def _one(page: Page, node: Node | None, ids: Collection[str], what: str, *, nobody: bool = False) -> str | None:
    """Return one id, None when none is expected; with `nobody` "" or none = there is to be none."""
    if node is None:
        return None
    if nobody and _none(node):
        return ""
    found = schema.known_ids(page, node, ids, what)
    if len(found) > 1:
        page.note(node, "several", "Hier wird genau ein Kürzel erwartet.")
    return found[0] if found else None


def _several(page: Page, node: Node | None, ids: Collection[str], what: str) -> tuple[str, ...] | None:
    """Return several ids, None when the key is not there; `none` = there are to be none."""
    if node is None:
        return None
    return () if _none(node) else schema.known_ids(page, node, ids, what)
