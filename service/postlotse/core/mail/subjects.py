"""Prefixes that mail programs put before subjects, in many languages: is it a reply, is it a forward, what was it about."""

import re

_REPLY = (
    "re", "aw", "antw", "antwort", "sv", "vs", "yn", "ynt", "yanıt", "cevap", "odp", "odpowiedź", "отв", "ответ", "відп",
    "відповідь", "رد", "پاسخ",
    "răsp", "rasp", "r", "rif", "ri", "res", "resp", "rép", "отг", "отговор", "одг", "odg", "odgovor", "回复", "答复", "απ",
    "σχετ",
)  # fmt: skip
_FORWARD = (
    "fw", "fwd", "wg", "wtr", "weitergeleitet", "ilt", "tr", "пересл", "перес", "переслано", "перенапр", "пд", "doorst",
    "pd", "i", "inoltro", "rv", "rvd", "enc", "trs", "trans", "transf",
    "препр", "препратено", "прослеђено", "proslijeđeno", "prosl", "vb", "vl", "redir", "إعادة توجيه", "توجيه", "هدایت",
    "بازارسال", "προωθ", "转发",
)  # fmt: skip
_NUMBERED = r"(?:\s*(?:\[\d{1,3}\]|\(\d{1,3}\)|\*\d{1,3}|\^\d{1,3}))?\s*[:：]\s*"
_ONE_REPLY = re.compile(r"\s*(?:" + "|".join(map(re.escape, _REPLY)) + r")" + _NUMBERED, re.I)
_ONE_FORWARD = re.compile(r"\s*(?:" + "|".join(map(re.escape, _FORWARD)) + r")" + _NUMBERED, re.I)
_TAG = re.compile(r"\s*\[[^\[\]]{1,40}\]\s*")


def _folded(subject: str) -> str:
    """Fold the Turkish capital İ, which `re.I` does not; the length stays."""
    return subject.replace("İ", "i")


def is_reply(subject: str) -> bool:
    """Tell whether the outermost prefix says reply ("Re:", "AW:", "YNT:", "Odp:" …); a list tag in front is skipped."""
    subject = _folded(subject)
    return bool(
        _ONE_REPLY.match(subject) or _ONE_REPLY.match(_TAG.sub("", subject, count=1) if subject.startswith("[") else "")
    )


def is_forward(subject: str) -> bool:
    """Tell whether the outermost prefix says forward ("WG:", "Fwd:", "İLT:", "Пересл:" …)."""
    subject = _folded(subject)
    return bool(_ONE_FORWARD.match(subject)) and not _ONE_REPLY.match(subject)


def bare(subject: str) -> str:
    """Return the subject without any reply and forward prefixes."""
    for _ in range(20):
        found = _ONE_REPLY.match(_folded(subject)) or _ONE_FORWARD.match(_folded(subject))
        if not found:
            break
        subject = subject[found.end() :]
    return subject.strip()
