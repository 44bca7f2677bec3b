"""A replay as one HTML page that needs nothing else: no script, no address outside of it, and a table beside every picture."""

from collections.abc import Iterable, Sequence
from html import escape

from postlotse.core.replay.sentences import KIND_WORDS, agreement_line, figures, headline, notes, number, share
from postlotse.core.replay.types import Agreement, ChangeKind, Example, Replay

_STYLE = """
:root{color-scheme:light dark;--ink:#1b1b1b;--paper:#fff;--line:#767676;--soft:#ececec;--old:#8a5a00;--new:#0b5cad}
@media(prefers-color-scheme:dark){:root{--ink:#eee;--paper:#181818;--line:#8c8c8c;--soft:#333;--old:#f0b64a;--new:#7db8f5}}
body{font:1rem/1.5 system-ui,sans-serif;max-width:70rem;margin:0 auto;padding:1rem;color:var(--ink);background:var(--paper)}
h1{font-size:1.6rem;margin-bottom:.3rem}h2{font-size:1.25rem;margin-top:2.2rem}
.lead{font-size:1.2rem;font-weight:600;margin:.5rem 0}.small{font-size:.9rem}
table{border-collapse:collapse;margin:.5rem 0}caption{text-align:left;font-weight:600;padding:.2rem 0}
th,td{padding:.3rem .7rem;border-bottom:1px solid var(--line);text-align:left;vertical-align:top;font-weight:400}
thead th{font-weight:600}.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.w{white-space:nowrap}th[scope=row]{min-width:11rem}summary{cursor:pointer;padding:.4rem 0}
.scroll{overflow-x:auto}.scroll:focus-visible{outline:3px solid var(--new)}
svg{max-width:100%;height:auto;display:block}code{font-size:.9em;overflow-wrap:anywhere}
@media print{body{max-width:none}}
"""
_WIDE, _LEFT, _ROW = 760, 250, 24
#: So many changes are shown at once; the rest is folded.
_MOST = 25
_Cell = str | tuple[str, ...]
_MEANS = (
    "Richtig heißt: dieselbe Stelle auf dieselbe Art, wie ein Mensch es entschieden hat. Wer entscheidet, sieht den Vorschlag "
    "der bisherigen Regeln; das hilft der bisherigen Fassung etwas."
)
_PAIRS = (
    "Anteil der Anliegen, die so entschieden würden wie am Arbeitsplatz, nach Thema, bisher und künftig; Zahlen in der Tabelle "
    "darunter"
)


def replay_html(replay: Replay, *, made_at: str = "", title: str = "Was sich durch die neuen Regeln ändert") -> str:
    """Return the whole page; `made_at` is shown as it stands."""
    parts = [
        f"<header><h1>{escape(title)}</h1>\n{_about(replay, made_at)}</header>\n<main>",
        f'<p class="lead">{escape(headline(replay))}</p>\n<p>{escape(agreement_line(replay.agreement))}</p>\n',
        *(f"<p>{escape(note)}</p>\n" for note in notes(replay)),
        _share_bar(replay),
        _section("wichtig", "Das Wichtigste", _figures(replay)),
        _section("aenderungen", "Was anders entschieden wird", _groups(replay)),
        _section("bestaetigungen", "Eingangsbestätigungen", _acknowledgements(replay)),
        _section("uebereinstimmung", "So wie am Arbeitsplatz entschieden?", _agreement(replay.agreement)),
        "</main>",
    ]
    return (
        '<!doctype html>\n<html lang="de"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head>\n<body>{''.join(parts)}</body></html>\n"
    )


def _about(replay: Replay, made_at: str) -> str:
    span = f"Mails vom {replay.since:%d.%m.%Y} bis {replay.until:%d.%m.%Y}. " if replay.since and replay.until else ""
    anew = "Das Modell hat die Themen noch einmal vermutet. " if replay.anew else ""
    sets = f"Fassung <code>{escape(replay.before[:12])}</code> gegen <code>{escape(replay.after[:12])}</code>. "
    return f'<p class="small">{span}{sets}{anew}{escape(made_at)}</p>'


def _section(identity: str, title: str, inside: str) -> str:
    return f'<section aria-labelledby="{identity}"><h2 id="{identity}">{escape(title)}</h2>\n{inside}</section>\n'


def _share_bar(replay: Replay) -> str:
    """Return one bar of all mails: elsewhere, changed otherwise, the same; its numbers stand in the sentence above."""
    if not replay.mails:
        return ""
    others = replay.changed - replay.elsewhere
    parts = (
        ("andere Stelle", replay.elsewhere, "--new"),
        ("sonst anders", others, "--old"),
        ("gleich", replay.unchanged, "--soft"),
    )
    at, bars = 0.0, []
    for _, count, colour in parts:
        width = _WIDE * count / replay.mails
        bars.append(f'<rect x="{at:.1f}" y="0" width="{width:.1f}" height="28" style="fill:var({colour})"/>')
        at += width
    words = ", ".join(f"{name} {number(count)}" for name, count, _ in parts)
    keys = "".join(
        f'<rect x="{place}" y="38" width="14" height="14" style="fill:var({colour});stroke:var(--line)"/>'
        f'<text x="{place + 20}" y="50">{escape(name)}: {number(count)}</text>'
        for place, (name, count, colour) in zip((0, 240, 480), parts, strict=True)
    )
    frame = f'<rect x="0" y="0" width="{_WIDE}" height="28" fill="none" style="stroke:var(--line)"/>'
    return _svg(f"Alle Mails: {words}", 60, f"{''.join(bars)}{frame}{keys}")


def _svg(label: str, height: int, inside: str) -> str:
    return (
        f'<svg role="img" aria-label="{escape(label)}" viewBox="-1 -1 {_WIDE + 2} {height}" width="{_WIDE + 2}" '
        f'height="{height}" font-size="13" fill="currentColor"><title>{escape(label)}</title>{inside}</svg>\n'
    )


def _figures(replay: Replay) -> str:
    rows = [
        (words, number(found.count), _topics(found.topics, replay), _examples(found.examples))
        for words, found in figures(replay)
    ]
    return _table("Mails, bei denen sich das Entscheidende ändert", ("Was", "Mails", "Themen", "Zum Beispiel"), rows)


def _groups(replay: Replay) -> str:
    if not replay.groups:
        return "<p>Nichts.</p>"
    moves = [(group.sentence, group.count) for group in replay.groups if group.kind is not ChangeKind.RULE][:12]
    heads = ("Änderung", "Anliegen", "Art", "Themen", "Zum Beispiel")
    rows = [
        (g.sentence, number(g.count), KIND_WORDS[g.kind], _topics(g.topics, replay), _examples(g.examples[:3]))
        for g in replay.groups
    ]
    told = _bars("Die häufigsten Änderungen", moves) + _table(
        "Anliegen, die gleich anders entschieden werden", heads, rows[:_MOST]
    )
    if rest := rows[_MOST:]:
        told += (
            f"<details><summary>{number(len(rest))} weitere Änderungen</summary>{_table('Weitere', heads, rest)}</details>\n"
        )
    return told


def _bars(label: str, rows: Sequence[tuple[str, int]]) -> str:
    """Return horizontal bars with their counts; the table below them holds the same."""
    if not rows:
        return ""
    most = max(count for _, count in rows)
    left = 2 * _LEFT - 60
    inside = []
    for at, (words, count) in enumerate(rows):
        wide = max(2.0, (_WIDE - left - 60) * count / most)
        inside.append(f'<text x="0" y="{_ROW * at + 16}">{escape(_cut(words, 62))}</text>')
        inside.append(f'<rect x="{left}" y="{_ROW * at + 4}" width="{wide:.1f}" height="15" style="fill:var(--new)"/>')
        inside.append(f'<text x="{left + 6 + wide:.1f}" y="{_ROW * at + 16}">{number(count)}</text>')
    return _svg(f"{label}; die Zahlen stehen auch in der Tabelle darunter", _ROW * len(rows) + 8, "".join(inside))


def _acknowledgements(replay: Replay) -> str:
    if not replay.acknowledgements:
        return "<p>Unverändert.</p>"
    rows = [(group.sentence, number(group.count), _examples(group.examples)) for group in replay.acknowledgements]
    return _table("Geänderte Eingangsbestätigungen", ("Änderung", "Mails", "Zum Beispiel"), rows)


def _agreement(agreement: Agreement) -> str:
    if not agreement.decided:
        return f"<p>{escape(agreement_line(agreement))}</p>"
    rows = [
        (row.name, number(row.decided), share(row.before, row.decided), share(row.after, row.decided))
        for row in agreement.topics
    ]
    before, after = (share(right, agreement.decided) for right in (agreement.before, agreement.after))
    rows.append(("alle", number(agreement.decided), before, after))
    moved = [
        ("nun richtig, bisher nicht", number(agreement.gained.count), _examples(agreement.gained.examples)),
        ("nun falsch, bisher richtig", number(agreement.lost.count), _examples(agreement.lost.examples)),
    ]
    own = [
        (words, number(part.decided), share(part.right, part.decided))
        for words, part in (("bisher", agreement.automatic_before), ("künftig", agreement.automatic_after))
    ]
    return (
        _pairs(agreement)
        + _table("Nach dem Thema, das am Arbeitsplatz stand", ("Thema", "Anliegen", "bisher richtig", "künftig richtig"), rows)
        + _table("Was sich daran ändert", ("Anliegen", "Zahl", "Zum Beispiel"), moved)
        + _table("Davon gingen von selbst oder im Probebetrieb", ("Fassung", "Anliegen", "davon richtig"), own)
        + f'<p class="small">{_MEANS}</p>'
    )


def _pairs(agreement: Agreement) -> str:
    """Return two bars for each topic, before and after; the table below holds the same."""
    inside = []
    for at, row in enumerate(agreement.topics[:30]):
        y = 2 * _ROW * at
        inside.append(f'<text x="0" y="{y + 22}">{escape(_cut(row.name, 32))}</text>')
        for offset, right, colour in ((4, row.before, "--old"), (22, row.after, "--new")):
            width = (_WIDE - _LEFT - 80) * right / row.decided
            inside.append(f'<rect x="{_LEFT}" y="{y + offset}" width="{width:.1f}" height="15" style="fill:var({colour})"/>')
            inside.append(f'<text x="{_LEFT + 6 + width:.1f}" y="{y + offset + 12}">{share(right, row.decided)}</text>')
    height = 2 * _ROW * min(30, len(agreement.topics))
    keys = "".join(
        f'<rect x="{x}" y="{height + 6}" width="14" height="14" style="fill:var({colour})"/>'
        f'<text x="{x + 20}" y="{height + 18}">{word}</text>'
        for x, colour, word in ((_LEFT, "--old", "bisher"), (_LEFT + 110, "--new", "künftig"))
    )
    return _svg(_PAIRS, height + 28, "".join(inside) + keys)


def _table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[_Cell]]) -> str:
    """Return a table; cells that are a number stand to the right, heads of rows are the first cells."""
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in heads)
    body = "".join(f'<tr><th scope="row">{_inside(row[0])}</th>{"".join(map(_cell, row[1:]))}</tr>\n' for row in rows)
    table = f"<table><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>\n{body}</tbody></table>"
    return f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(caption)}">{table}</div>\n'


def _cell(cell: _Cell) -> str:
    right = isinstance(cell, str) and (cell[:1].isdigit() or cell == "–")
    return f'<td class="n">{_inside(cell)}</td>' if right else f"<td>{_inside(cell)}</td>"


def _inside(cell: _Cell) -> str:
    """Return a text, or words that do not break in themselves."""
    return escape(cell) if isinstance(cell, str) else ", ".join(f'<span class="w">{escape(word)}</span>' for word in cell)


def _topics(topics: Sequence[tuple[str, int]], replay: Replay) -> str:
    told = [f"{replay.topic_names.get(topic, topic)} ({number(count)})" for topic, count in topics[:5]]
    return " · ".join([*told, "…"] if len(topics) > len(told) else told)


def _examples(examples: Sequence[Example]) -> tuple[str, ...]:
    """Return where to look: case numbers, or message ids."""
    return tuple(example.case or f"Nachricht {example.message}" for example in examples[:5])


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
