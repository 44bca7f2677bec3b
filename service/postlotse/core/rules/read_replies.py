"""Read `replies.yaml` and `calendar.yaml`."""

from collections.abc import Mapping

from postlotse.core.calendar import USUAL_HOURS, WEEKDAYS, CalendarPolicy, Span
from postlotse.core.rules import keys, schema
from postlotse.core.rules.schema import Page
from postlotse.core.rules.types import ReplyPolicy
from postlotse.core.yamltext import Node, Table

LAENDER = frozenset({"BW", "BY", "BE", "BB", "HB", "HH", "HE", "MV", "NI", "NW", "RP", "SL", "SN", "ST", "SH", "TH"})
NUMBERS = {
    "response_days": (1, 60),
    "ack_same_subject_day": (0, 20),
    "ack_per_address_day": (0, 50),
    "ack_per_domain_hour": (0, 1000),
    "ack_total_ten_minutes": (1, 10_000),
}


def replies(page: Page, root: Node | None) -> ReplyPolicy:
    """Return how senders are answered; what the file does not say keeps its default."""
    if root is None:
        return ReplyPolicy()
    top = schema.fields(page, root, ("replies",), required=("replies",))
    entry = schema.fields(page, top.get("replies"), keys.REPLIES)
    usual = ReplyPolicy()
    numbers = {
        key: schema.number(page, entry.get(key), getattr(usual, key), least=least, most=most)
        for key, (least, most) in NUMBERS.items()
    }
    domains = []
    for item in schema.items(page, entry.get("no_ack_domains")):
        value = schema.text(page, item).lower().lstrip("@")
        if schema.domain_like(value):
            domains.append(value)
        else:
            page.note(item, "not-a-domain", f"„{value}“ ist keine Domain.", "in der Form verein.example schreiben")
    addresses = [a.lower() for item in schema.items(page, entry.get("no_ack_addresses")) if (a := schema.address(page, item))]
    return ReplyPolicy(
        response_days=numbers["response_days"] or usual.response_days,
        ack_same_subject_day=_kept(numbers["ack_same_subject_day"], usual.ack_same_subject_day),
        ack_per_address_day=_kept(numbers["ack_per_address_day"], usual.ack_per_address_day),
        ack_per_domain_hour=_kept(numbers["ack_per_domain_hour"], usual.ack_per_domain_hour),
        ack_total_ten_minutes=_kept(numbers["ack_total_ten_minutes"], usual.ack_total_ten_minutes),
        second_language_always=schema.yes_no(page, entry.get("second_language_always"), usual.second_language_always),
        no_ack_domains=tuple(domains),
        no_ack_addresses=tuple(addresses),
    )


def _kept(value: int | None, usual: int) -> int:
    return usual if value is None else value


def calendar(page: Page, root: Node | None) -> CalendarPolicy:
    """Return which days are working days."""
    if root is None:
        return CalendarPolicy()
    top = schema.fields(page, root, ("calendar",), required=("calendar",))
    entry = schema.fields(page, top.get("calendar"), keys.CALENDAR)
    land = schema.known_ids(page, entry.get("land"), LAENDER, "das Land")
    closures = tuple(
        found for item in schema.items(page, entry.get("closures")) if (found := schema.day(page, item)) is not None
    )
    return CalendarPolicy(land=land[0] if land else "HE", closures=closures, hours=_hours(page, entry.get("hours")))


def _hours(page: Page, node: Node | None) -> Mapping[int, tuple[Span, ...]]:
    """Read when the house is open: the same hours from Monday to Friday, or those of each weekday that is named."""
    if node is None:
        return USUAL_HOURS
    if not isinstance(node, Table):
        spans = _spans(page, node)
        return dict.fromkeys(range(5), spans)
    found = {}
    for day, at, value in schema.entries(page, node):
        if schema.known_ids(page, at, WEEKDAYS, "der Wochentag"):
            found[WEEKDAYS[day]] = _spans(page, value)
    return found


def _spans(page: Page, node: Node) -> tuple[Span, ...]:
    """Read one or several spans written as 08:00-16:00."""
    found = []
    for item in schema.items(page, node):
        value = schema.text(page, item).replace("–", "-").replace(" ", "")
        start, end = (schema.minutes(part) for part in (value.partition("-")[0], value.partition("-")[2]))
        if start is None or end is None or end <= start:
            page.note(item, "not-hours", f"„{value}“ ist keine Zeit von–bis.", "in der Form 08:00-16:00 schreiben")
        else:
            found.append((start, end))
    return tuple(found)
