"""The reference of the rules files as a page, made from what the readers know.  Writes no files."""

from collections.abc import Iterator, Mapping

from postlotse.core.names import FIRST_TIER, SECOND_TIER, ConcernState, Flag, Kind
from postlotse.core.rules import keys
from postlotse.core.rules.conditions.registry import CONDITIONS, NESTING
from postlotse.core.topics.stems import ALGORITHMS
from postlotse.core.words import FLAG_WORDS, KIND_WORDS, LANGUAGE_WORDS, STATE_WORDS

NESTING_WORDS = {"all": "Treffen alle zu?", "any": "Trifft mindestens eine zu?", "none": "Trifft keine zu?"}
_TABLES: tuple[tuple[str, str, keys.Keys], ...] = (
    ("`offices.yaml`: eine Stelle", "Unter `offices`, je Kürzel einer Stelle:", keys.OFFICE),
    ("Eine Abwesenheit", "Unter `absences` einer Stelle:", keys.ABSENCE),
    ("`organisations.yaml`: ein Verein", "Unter `organisations`, je Kürzel eines Vereins:", keys.ORGANISATION),
    ("Eine dauerhafte Zustimmung", "Unter `standing_consents` eines Vereins:", keys.CONSENT),
    ("`topics.yaml`: ein Thema", "Unter `topics`, je Kürzel eines Themas:", keys.TOPIC),
    ("`routing.yaml`: eine Regel", "Unter `rules`, in der Reihenfolge, in der sie geprüft werden:", keys.RULE),
    ("Was geschehen kann", "Unter `then` einer Regel:", keys.ACTION),
)
_MORE_TABLES: tuple[tuple[str, str, keys.Keys], ...] = (
    ("`replies.yaml`", "Unter `replies`:", keys.REPLIES),
    ("`calendar.yaml`", "Unter `calendar`:", keys.CALENDAR),
    ("Ein Test", "Unter `tests` einer Regel und in Dateien unter `tests/`:", keys.CASE),
    ("Was ein Test vorgibt", "Unter `given` eines Tests:", keys.GIVEN),
    ("Der Vorgang in einem Test", "Unter `case` in `given`:", keys.CASE_GIVEN),
    ("Was ein Test erwartet", "Unter `expect` eines Tests:", keys.EXPECT),
)


def reference_markdown() -> str:
    """Return `docs/rules-reference.md`: every key of every file, every condition, every code."""
    return "\n".join(_lines()) + "\n"


def key_rows(table: keys.Keys) -> Iterator[str]:
    """Yield a Markdown table of keys and meanings."""
    yield from ("| Schlüssel | Bedeutung |", "|---|---|")
    for key, meaning in table.items():
        yield f"| `{key}` | {_cell(meaning)} |"


def condition_rows() -> Iterator[str]:
    """Yield a Markdown table of the conditions: what each asks, and an example."""
    yield from ("| Schlüssel | fragt | Beispiel |", "|---|---|---|")
    for key, entry in CONDITIONS.items():
        yield f"| `{key}` | {_cell(entry.asks)} | `{entry.example}` |"


def _lines() -> Iterator[str]:
    yield from (
        "# Alle Schlüssel der Regeldateien",
        "",
        "<!-- Erzeugt aus service/postlotse/core/rules/ mit `make docs`; nicht von Hand ändern. -->",
        "",
        "Zum Nachschlagen. Wie man damit umgeht, erklären [Regeln einstellen](rules.md) und die [Anleitung](rules/README.md).",
    )
    for title, where, table in _TABLES:
        yield from ("", f"## {title}", "", where, "", *key_rows(table))
    yield from ("", "## Bedingungen", "", "Unter `when` einer Regel; stehen mehrere nebeneinander, gelten alle:", "")
    yield from condition_rows()
    yield from ("", "Mit einer Liste von Bedingungen darunter:", "", *key_rows({key: NESTING_WORDS[key] for key in NESTING}))
    for title, where, table in _MORE_TABLES:
        yield from ("", f"## {title}", "", where, "", *key_rows(table))
    languages = {code: LANGUAGE_WORDS[code] for code in (*FIRST_TIER, *SECOND_TIER)}
    yield from _codes("Arten von Mails", "Für `kind`:", {k.value: KIND_WORDS[k] for k in Kind})
    yield from _codes("Merkmale", "Für `flags`:", {f.value: FLAG_WORDS[f] for f in Flag})
    yield from _codes("Stand eines Anliegens", "Für `case: {state: …}`:", {s.value: STATE_WORDS[s] for s in ConcernState})
    yield from _codes("Sprachen", "Für `language`, dazu `unknown` (nicht erkannt):", languages)
    stemmed = ", ".join(f"`{code}`" for code in ALGORITHMS)
    yield from ("", f"`stems` kennt die Formen in: {stemmed}. In anderen Sprachen hilft `words` mit Sternchen.")


def _codes(title: str, where: str, words: Mapping[str, str]) -> Iterator[str]:
    """Yield a section of codes and their words."""
    yield from ("", f"## {title}", "", where, "", "| Kürzel | heißt |", "|---|---|")
    for code, word in words.items():
        yield f"| `{code}` | {word} |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
