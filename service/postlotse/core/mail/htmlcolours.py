"""Answers that a person wrote in a colour into the older mail below ("meine Antworten in Rot"), as is usual with Outlook.

Two proofs are needed: the person names the colour, and runs of that colour stand in what is quoted.  Without the first the
colours of a quotation are left alone: signatures and forms have colours too.
"""

import re
from html import unescape

from postlotse.core.mail.cleantext import one_line
from postlotse.core.mail.quoting import Split
from postlotse.core.mail.quoting.shapes import fold, pattern

_MOST_ANSWERS = 60
_LONGEST_NEW = 3_000
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
_RUN = re.compile(r"<(?:span|font|p|div|b|td)\b([^<>]{0,600})>([^<]{1,4000})", re.I)
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
    hues = announced(found.new)
    quoted = {one_line(line.lstrip("> ")) for line in found.quoted.split("\n")}
    lines: list[str] = []
    last = -1
    for run in _RUN.finditer(source):
        if hue_of(run.group(1)) not in hues:
            continue
        text = one_line(unescape(run.group(2)))
        if not text or "@" in text:
            continue
        if last >= 0 and not _BREAK.search(source, last, run.start()) and lines:
            lines[-1] += " " + text
        else:
            lines.append(text)
        last = run.end()
    said = [line for line in lines if any(line in other for other in quoted) and line not in found.new]
    if not said or len(said) > _MOST_ANSWERS or sum(map(len, said)) > 0.8 * len(found.quoted):
        return ""
    return "\n".join(said)


_BREAK = re.compile(r"<(?:/p|/div|br|/li|/td|p|div|li)\b", re.I)


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
