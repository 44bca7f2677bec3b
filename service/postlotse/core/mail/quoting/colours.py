"""Answers that a person wrote in a colour into the older mail below ("meine Antworten in Rot"), as is usual with Outlook.

Two proofs are needed: the person names the colour, and runs of that colour stand in what is quoted.  Without the first the
colours of a quotation are left alone: signatures and forms have colours too.
"""

import re
from html import unescape

from postlotse.core.mail.cleantext import one_line
from postlotse.core.mail.htmltags import pieces
from postlotse.core.mail.quoting.layers import Split
from postlotse.core.mail.quoting.shapes import fold, pattern

_MOST_ANSWERS = 60
_LONGEST_NEW = 3_000
_LONGEST_ATTRIBUTES = 1_000
#: How much of a quotation may be answers.
_MOST_SHARE = 0.8
_LINES = frozenset(["p", "div", "br", "li", "td", "tr", "h1", "h2", "h3", "blockquote"])
#: Colours by hue, as people name them; folded.
_HUES = {
    "red": r"rote?[mnrs]?|red|kırmızı\w*|rouge|rojo|rosso|vermelho|красн\w+|червон\w+|червен\w*|czerwon\w+|roșu|crven\w+|"
    r"kuqe|sor|piros\w*|červen\w+|بالاحمر|الاحمر|احمر|قرمز",
    "blue": r"blaue?[mnrs]?|blue|mavi\w*|bleue?|azul|blu|син\w+|niebiesk\w+|albastru|plav\w+|kaltër|şîn|kék\w*|modr\w+|"
    r"بالازرق|الازرق|ازرق|ابی",
    "green": r"grüne?[mnrs]?|green|yeşil\w*|vert|verde|зелен\w+|zielon\w+|zelen\w+|"
    r"gjelbër|kesk|zöld\w*|الاخضر|بالاخضر|اخضر|سبز",
}
_COLOURED = (
    r"farb(?:ig|e|lich)\w*|coloured|colored|(?:in|bi) colou?r|"
    r"renkli|en couleur|en color|a colori|цветн\w+|цветом|кольором|kolorem"
)
_NAMED = {hue: re.compile(rf"(?<!\w)(?:{pattern(words)})(?!\w)") for hue, words in _HUES.items()}
_ANY = re.compile(rf"(?<!\w)(?:{pattern(_COLOURED)})(?!\w)")
#: That something was answered, and where: colours alone are talked about too.
_ANSWERED = re.compile(
    pattern(
        r"antwort|anmerk|kommentar|ergänz|änderung|eingefügt|eingetragen|unten|answer|comment|repl(?:y|ies)|below|inline|added|"
        r"cevap|yanıt|aşağıda|yorum|répons|commentaire|ci-dessous|respuesta|comentario|abajo|rispost|comment|sotto|"
        r"ответ|ниже|комментар|відповід|нижче|отговор|по-долу|odpowied|poniżej|uwagi|răspuns|mai jos|odgovor|ispod|"
        r"përgjigj|më poshtë|bersiv|resposta|abaixo|válasz|odpověd|اجاب|ردود|ادناه|پاسخ|جواب"
    )
)
_COLOUR = re.compile(
    r"(?<![\w-])color\s*[:=]\s*[\"']?\s*(#[0-9a-f]{6}\b|#[0-9a-f]{3}\b|"
    r"rgb\(\s*\d{1,3}\s*,\s*\d{1,3}\s*,\s*\d{1,3}\s*\)|[a-z]{3,20})",
    re.I,
)
_NAMES = {
    "red": "red",
    "crimson": "red",
    "firebrick": "red",
    "darkred": "red",
    "blue": "blue",
    "navy": "blue",
    "royalblue": "blue",
    "darkblue": "blue",
    "mediumblue": "blue",
    "green": "green",
    "darkgreen": "green",
    "lime": "green",
    "limegreen": "green",
    "seagreen": "green",
}


def announced(new: str) -> set[str]:
    """Return the hues in which a person says to have answered, all of them for "farbig"; empty for ordinary texts."""
    if len(new) > _LONGEST_NEW:
        return set()
    words = fold(new)
    hues = {hue for hue, named in _NAMED.items() if named.search(words)}
    if not hues and _ANY.search(words):
        hues = set(_HUES)
    return hues if hues and _ANSWERED.search(words) else set()


def answers(source: str, found: Split) -> str:
    """Return the coloured lines of the quotation in the announced hues, "" = none or too many to be answers."""
    lines = [one_line(line) for line in _coloured(source, announced(found.new))]
    if len(lines) > _MOST_ANSWERS:
        return ""
    quoted = "\n".join(one_line(line.lstrip("> ")) for line in found.quoted.split("\n"))
    said = [line for line in lines if line and "@" not in line and line in quoted]
    said = [line for line in said if line not in found.new]
    if not said or sum(map(len, said)) > _MOST_SHARE * len(found.quoted):
        return ""
    return "\n".join(said)


def _coloured(source: str, hues: set[str]) -> list[str]:
    """Return the text that stands in elements of these hues, by line."""
    lines: list[str] = []
    under_way: list[str] = []  # joined once, so that a long line costs linear time
    inside, depth = "", 0  # the name of the coloured element that is open, and how many of that name
    for tag, attributes, text in pieces(source):
        name = tag.lstrip("/")
        if name in _LINES and under_way:
            lines.append("".join(under_way))
            under_way = []
        if not inside and tag == name and attributes and hue_of(attributes[:_LONGEST_ATTRIBUTES]) in hues:
            inside, depth = name, 1
        elif inside and name == inside:
            depth += -1 if tag != name else 1
            inside = inside if depth > 0 else ""
        if inside and text:
            under_way.append(unescape(text))
    return [*lines, "".join(under_way)]


def hue_of(attributes: str) -> str:
    """Return the hue of the text colour that a tag's attributes set: red, blue or green; "" = none, or hardly a colour."""
    if "olor" not in attributes and "OLOR" not in attributes:
        return ""
    colour = _COLOUR.search(attributes)
    if not colour:
        return ""
    value = colour.group(1).lower()
    if value in _NAMES:
        return _NAMES[value]
    if value.startswith("#"):
        digits = value[1:] if len(value) == 7 else "".join(2 * digit for digit in value[1:])
        red, green, blue = (int(digits[at : at + 2], 16) for at in (0, 2, 4))
    elif value.startswith("rgb"):
        red, green, blue = (int(number) for number in re.findall(r"\d+", value)[:3])
    else:
        return ""
    high = max(red, green, blue)
    if high < 90 or high - min(red, green, blue) < 80:
        return ""
    if red == high:
        return "red" if green < 0.55 * red and blue < 0.55 * red else ""
    return "blue" if blue == high else "green"
