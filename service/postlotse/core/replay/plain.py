"""A replay as JSON-able values (`docs/cli.md`): ids, topics, rules and counts; no text of a mail, no address."""

from typing import Any

from postlotse.core.replay.sentences import agreement_line, headline, notes
from postlotse.core.replay.types import Agreement, Group, Mails, Replay, Share

VERSION = 1


def replay_json(replay: Replay) -> dict[str, Any]:
    """Return the replay as JSON-able values."""
    return {
        "v": VERSION,
        "rules": {"before": replay.before, "after": replay.after},
        "since": replay.since.isoformat() if replay.since else None,
        "until": replay.until.isoformat() if replay.until else None,
        "sentence": headline(replay),
        "mails": replay.mails,
        "concerns": replay.concerns,
        "changed": replay.changed,
        "elsewhere": replay.elsewhere,
        "unchanged": replay.unchanged,
        "unreadable": replay.unreadable,
        "newly_automatic": _mails(replay.newly_automatic),
        "no_longer_automatic": _mails(replay.no_longer_automatic),
        "newly_on_probation": _mails(replay.newly_on_probation),
        "newly_consent_bound": _mails(replay.newly_consent_bound),
        "no_longer_consent_bound": _mails(replay.no_longer_consent_bound),
        "newly_unrouted": _mails(replay.newly_unrouted),
        "groups": [_group(group) for group in replay.groups],
        "acknowledgements": [_group(group) for group in replay.acknowledgements],
        "agreement": _agreement(replay.agreement),
        "new_topics": list(replay.new_topics),
        "dropped_topics": list(replay.dropped_topics),
        "merged_topics": [{"from": old, "to": new} for old, new in replay.merged_topics],
        "coming": replay.coming.isoformat() if replay.coming else None,
        "guessed_anew": replay.anew,
        "notes": notes(replay),
        "seconds": round(replay.seconds, 2),
        "per_second": round(replay.mails / replay.seconds, 1) if replay.seconds else None,
    }


def _mails(found: Mails) -> dict[str, Any]:
    return {"count": found.count, "examples": _examples(found), "topics": dict(found.topics)}


def _examples(found: Mails | Group) -> list[dict[str, Any]]:
    return [{"message": example.message, "case": example.case or None} for example in found.examples]


def _group(group: Group) -> dict[str, Any]:
    return {
        "kind": group.kind.value,
        "sentence": group.sentence,
        "count": group.count,
        "office": {"before": group.office_before or None, "after": group.office_after or None},
        "rule": {"before": group.rule_before or None, "after": group.rule_after or None},
        "topics": dict(group.topics),
        "examples": _examples(group),
    }


def _agreement(agreement: Agreement) -> dict[str, Any]:
    return {
        "sentence": agreement_line(agreement),
        "decided": agreement.decided,
        "before": agreement.before,
        "after": agreement.after,
        "gained": _mails(agreement.gained),
        "lost": _mails(agreement.lost),
        "automatic": {"before": _share(agreement.automatic_before), "after": _share(agreement.automatic_after)},
        "topics": [
            {"topic": row.topic, "decided": row.decided, "before": row.before, "after": row.after} for row in agreement.topics
        ],
    }


def _share(share: Share) -> dict[str, int]:
    return {"decided": share.decided, "right": share.right}
