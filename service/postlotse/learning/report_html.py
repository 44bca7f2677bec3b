"""An evaluation as one HTML page that needs nothing else: tables, and curves as SVG with the numbers beside them.

No script, no address outside the page; every curve is also a table, so that it can be read without seeing it.
"""

from collections.abc import Iterable, Mapping, Sequence
from html import escape

from postlotse.learning import curves
from postlotse.learning.card import LEFT_OUT, ROWS
from postlotse.learning.evaluate import Evaluation

_STYLE = """
body{font:1rem/1.5 system-ui,sans-serif;max-width:70rem;margin:0 auto;padding:1rem;color:#1b1b1b;background:#fff}
h1{font-size:1.6rem}h2{font-size:1.2rem;margin-top:2rem}
table{border-collapse:collapse;margin:.5rem 0}caption{text-align:left;font-weight:600}
th,td{padding:.2rem .7rem;border-bottom:1px solid #ccc;text-align:left}td{text-align:right;font-variant-numeric:tabular-nums}
.pair{display:flex;flex-wrap:wrap;gap:2rem;align-items:flex-start}.scroll{overflow-x:auto}
svg{max-width:100%;height:auto}details{margin:.5rem 0}
@media(prefers-color-scheme:dark){body{color:#eee;background:#181818}th,td{border-color:#555}}
"""
_SIDE, _EDGE = 320, 40


def page(found: Evaluation, *, made_at: str) -> str:
    """Return the whole page; `made_at` is shown as it stands."""
    figures = found.figures
    how = "geschachtelt" if figures.get("nested") else "einfach (Schwellen aus den übrigen Durchgängen)"
    parts = [
        f"<p>{escape(str(found).partition(chr(10))[0])}. Kreuzvalidierung {how}. {escape(made_at)}. Alles in Prozent.</p>",
        _table("Im Ganzen", ("Größe", "Wert"), [(w, f"{figures[k]:.1f}") for k, w in ROWS if k in figures]),
        _table(
            "Weggelassenes", ("Was", "erstes Thema", "unter drei"), [
                (w, f"{figures[k]['top1']:.1f}", f"{figures[k]['top3']:.1f}") for k, w in LEFT_OUT if k in figures
            ],
        ),
        "<h2>Stimmen die Wahrscheinlichkeiten?</h2><div class=pair>",
        _curve(
            [(p, r) for p, r, _ in figures["calibration_curve"]], "vorhergesagt", "eingetroffen", diagonal=True,
            title="Kalibrierung: vorhergesagte Sicherheit gegen Anteil richtiger erster Themen",
        ),
        _table(
            "Kalibrierung", ("vorhergesagt", "richtig", "Mails"),
            [(f"{p:.1f}", f"{r:.1f}", str(int(n))) for p, r, n in figures["calibration_curve"]],
        ),
        "</div><h2>Wie viel lässt sich wie sicher beantworten?</h2><div class=pair>",
        _curve(
            figures["coverage_curve"], "beantwortet", "davon richtig", diagonal=False,
            title="Anteil beantworteter Mails gegen Anteil richtiger, die sichersten zuerst",
        ),
        _table(
            "Beantwortbar bei fester Präzision", ("Präzision", "beantwortet"),
            [(name, f"{value:.1f}") for name, value in figures["coverage"].items()],
        ),
        "</div><h2>Nach Thema und Sprache</h2><div class=pair>",
        _by("Erstes Thema richtig, nach Thema", figures["top1_by_topic"]),
        _by("Erstes Thema richtig, nach Sprache", figures["top1_by_language"]),
        _by("Sprache nie gelesen", figures["languages_left_out"].get("top1_by_name", {})),
        _table(
            "Vorschläge nach Sprache", ("Sprache", "mit Vorschlag", "davon richtig", "Mails"),
            [(n, f"{a:.1f}", f"{r:.1f}", str(c)) for n, (a, r, c) in figures["answered_by_language"].items()],
        ),
        "</div><h2>Merkmale</h2>",
        _table(
            "Merkmale, Modell und Wortlisten zusammen", ("Merkmal", "Texte", "gefunden", "Präzision"),
            [
                (name, str(x["texts"]), f"{x['recall']:.1f}", f"{x['precision']:.1f}")
                for name, x in figures["flags"].items()
            ],
        ),
        "<h2>Verwechslungen</h2>",
        _table(
            "Die häufigsten", ("eigentlich", "gehalten für", "Mails"),
            [(t, s, str(n)) for t, s, n in curves.worst_confusions(figures["confusion"])],
        ),
        _matrix(figures["confusion"]),
    ]  # fmt: skip
    return (
        '<!doctype html>\n<html lang="de"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>Auswertung des Themenmodells</title><style>{_STYLE}</style></head>\n<body><main>"
        f"<h1>Auswertung des Themenmodells</h1>\n{''.join(parts)}</main></body></html>\n"
    )


def _table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in heads)
    body = "".join(
        f'<tr><th scope="row">{escape(row[0])}</th>{"".join(f"<td>{escape(cell)}</td>" for cell in row[1:])}</tr>\n'
        for row in rows
    )
    return f"<table><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>\n{body}</tbody></table>\n"


def _by(caption: str, shares: Mapping[str, Sequence[float]]) -> str:
    rows = [(name, f"{share:.1f}", str(int(count))) for name, (share, count) in shares.items()]
    return _table(caption, ("Name", "richtig", "Mails"), rows)


def _matrix(table: Mapping[str, Mapping[str, int]]) -> str:
    """Return the whole confusion matrix, folded; empty cells stay empty."""
    names = sorted({*table, *(said for row in table.values() for said in row)})
    rows = [(true, *(str(table[true].get(said, "")) for said in names)) for true in sorted(table)]
    whole = _table("Zeilen: eigentlich; Spalten: gehalten für", ("", *names), rows)
    return f'<details><summary>Ganze Tabelle</summary><div class="scroll" tabindex="0">{whole}</div></details>'


def _curve(points: Iterable[Sequence[float]], across: str, up: str, *, diagonal: bool, title: str) -> str:
    """Return a curve on a square from 0 to 100 percent."""

    def place(x: float, y: float) -> str:
        return f"{_EDGE + x / 100 * _SIDE:.1f},{10 + (100 - y) / 100 * _SIDE:.1f}"

    spots = [place(x, y) for x, y in points]
    lines = "".join(
        f'<path d="M{place(0, at)}L{place(100, at)}M{place(at, 0)}L{place(at, 100)}" stroke="#bbb" stroke-width=".5"/>'
        f'<text x="{_EDGE - 6}" y="{14 + (100 - at) / 100 * _SIDE:.0f}" text-anchor="end">{at}</text>'
        f'<text x="{_EDGE + at / 100 * _SIDE:.0f}" y="{_SIDE + 26}" text-anchor="middle">{at}</text>'
        for at in range(0, 101, 20)
    )
    ideal = f'<path d="M{place(0, 0)}L{place(100, 100)}" stroke="#888" stroke-dasharray="4 3"/>' if diagonal else ""
    dots = "".join(f'<circle cx="{x}" cy="{y}" r="3" fill="#0b5cad"/>' for x, y in (spot.split(",") for spot in spots))
    return (
        f'<svg role="img" aria-label="{escape(title)}" viewBox="0 0 {_SIDE + 60} {_SIDE + 50}" width="{_SIDE + 60}" '
        f'height="{_SIDE + 50}" font-size="11" fill="currentColor"><title>{escape(title)}</title>{lines}{ideal}'
        f'<path d="M{"L".join(spots)}" fill="none" stroke="#0b5cad" stroke-width="2"/>{dots}'
        f'<text x="{_EDGE + _SIDE / 2}" y="{_SIDE + 44}" text-anchor="middle">{escape(across)}</text>'
        f'<text transform="translate(12 {10 + _SIDE / 2}) rotate(-90)" text-anchor="middle">{escape(up)}</text>'
        "</svg>\n"
    )
