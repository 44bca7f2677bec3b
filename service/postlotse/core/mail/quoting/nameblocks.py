"""A block of name, role and association at the end of a text without a closing formula above it: `start_of_block`.

Only a block in which a role or an association is named counts, and no block that answers a question ("Wir sind:").
"""

import re

from postlotse.core.mail.quoting.shapes import COLONS, Shapes, alternatives, fold

_LONGEST_BLOCK = 6
_LONGEST_LINE = 70
#: How many words a person has written above, a salutation not counted, before a block can be a signature.
_LEAST_TEXT = 4

#: Offices in an association and at work, by language; folded stems.
_ROLES = {
    "de": (
        "vorsitz|vorstand|vorständin|schatzmeister|kassenwart|kassier|kassenführ|schriftführ|sekretari|sekretär|geschäftsführ|"
        "geschäftsstelle|leitung|leiter|koordinat|beauftragt|referent|beisitz|ansprechp|präsident|projektleit|im namen|obmann"
    ),
    "en": "president|chair|treasurer|secretary|board|director|coordinator|member|manager|officer|founder|on behalf",
    "tr": "başkan|sekreter|sayman|yönetim|üyesi|müdür|koordinatör|temsilci|sorumlusu",
    "ar": "رئيس|أمين|سكرتير|عضو|مدير|منسق|مسؤول",
    "fa": "رییس|رئیس|دبیر|خزانه|مسئول|عضو|مدیر",
    "ru": "председател|президент|секретар|казначе|руководител|координатор|директор|член правления|заместител",
    "uk": "голова|заступни|скарбни|керівни|член правління|директор|координатор",
    "bg": "председател|касиер|ръководител|управител|член на|координатор",
    "ro": "președint|preşedint|vicepreședint|secretar|trezorier|membr[uăi]|coordonator|director",
    "pl": "prezes|skarbni|sekretarz|członek|członkini|zarząd|przewodnicząc|kierown|koordynator",
    "hr": "predsjedni|predsedni|tajni[ck]|sekretar|blagajni|član|voditelj|председни|благајни|koordinator",
    "fr": "présid|vice-présid|trésori|secrétaire|membre|responsable|coordina|directeur|directrice",
    "es": "vocal|miembro|tesorer|secretari|coordina|responsable|diretor|tesoureir|membro",
    "it": "tesorier|segretari|membro|responsabile|coordina|direttore|direttrice|consiglier",
    "sq": "kryetar|sekretar|arkëtar|anëtar|drejtor|koordinator",
    "so": "guddoomiye|xoghaye|xubin|agaasime",
    "ku": "serok|hevserok|sekreter|endam|berpirs|rêveber|سەرۆک|ئەندام|بەڕێوەبەر",
    "ti": "ኣቦ መንበር|ሊቀመንበር|ጸሓፊ|ኣባል|አባል|ፀሐፊ",
    "other": "elnök|titkár|pénztáros|předsed|predsed|pokladn|tajemn|jednatel|πρόεδρος|γραμματέας|ταμίας|voorzitter|"
    "penningmeester|ordförande|formand|styreleder|chủ tịch|hội trưởng",
}
#: What associations call themselves; not what rooms and places are called too ("Zentrum", "Haus").
_ASSOCIATIONS = {
    "de": (
        "\\w{0,30}(?:verein|verband|vereinigung|gemeinschaft|gemeinde|forum|initiative|netzwerk|stiftung|bündnis|"
        "gesellschaft)\\b|e\\. ?v\\.|e\\.v\\b|g?gmbh"
    ),
    "en": "association|society|union|\\w{0,10}club|foundation|network|council|committee",
    "tr": "derne[kğ]|birli[kğ]|vak[ıi]f|vakf[ıi]|federasyon|toplulu[kğ]|cemiyet",
    "ar": "جمعية|رابطة|اتحاد|منظمة|نادي|مؤسسة|مبادرة",
    "fa": "انجمن|کانون|بنیاد|موسسه",
    "ru": "объединени|общество|ассоциаци|союз|фонд|организаци|клуб|община",
    "uk": "товариств|об'єднання|спілка|асоціаці|організаці|громада",
    "bg": "сдружение|дружеств|фондация|читалище|асоциация",
    "ro": "asociați|asociaţi|societate|fundați|uniune|comunitate",
    "pl": "stowarzyszeni|fundacj|towarzystw|zrzeszeni|związ|klub|wspólnot",
    "hr": "udrug|udruženj|društv|zajednic|удружењ|друштв|заједниц",
    "fr": "collectif|amicale|fédération",
    "es": "asociaci|associa|fundaci|funda[cç]|federaci|peña",
    "it": "associazion|circolo|fondazion|comunità|comitato",
    "sq": "shoqat|shoqëri|fondacion|bashkësi",
    "so": "ururka|urur|jaaliyad",
    "ku": "komele|komeleya|yekîtî|کۆمەڵە|یەکێتی",
    "ti": "ማሕበር|ማኅበር|ማህበር|ኮምዩኒቲ",
    "other": (
        "egyesület|alapítvány|spolek|sdružení|združenie|σύλλογος|κοινότητα|ένωση|vereniging|stichting|förening|forening|hội "
    ),
}
#: A word of the person in office begins so; a long compound of an association ends so (see "de" above).
_OFFICE = re.compile(rf"(?<!\w)(?:{alternatives(_ROLES.values())}|{alternatives(_ASSOCIATIONS.values())})")
_ASSOCIATION = re.compile(rf"(?<!\w)(?:{alternatives(_ASSOCIATIONS.values())})")
_ROLE = re.compile(rf"(?<!\w)(?:{alternatives(_ROLES.values())})")
_NAME_WORD = re.compile(r"[^\W\d_][\w.'’-]*$")
#: "Am Markt 3", "65183 Musterhausen".
_ADDRESS_LINE = re.compile(r"[^\W_][^\d:;!?]{2,40} \d{1,4} ?[a-zA-Z]?(?:, .{3,40})?$|\d{4,5} [^\W\d_][^\d:;!?]{2,40}$")
_SENTENCE = re.compile(r"[^\W\d_]{4,}[.!]$|[?؟:;,،…!]$")


def names_office(line: str) -> bool:
    """Tell whether a trimmed line names a role or an association."""
    return bool(_OFFICE.search(fold(line)))


def start_of_block(text: Shapes, footer: set[int], contact: re.Pattern[str]) -> int:
    """Return where a block of name, role and association begins that ends the text, the number of lines = none.

    `contact` finds what only addresses and telephone numbers hold, in a folded line.
    """
    none = len(text)
    stop = none
    while stop and (not text.bare[stop - 1] or stop - 1 in footer):
        stop -= 1
    start = stop
    while start and text.bare[start - 1] and start - 1 not in footer:
        start -= 1
        if stop - start > _LONGEST_BLOCK:
            return none
    lines = text.bare[start:stop]
    if start == 0 or len(lines) < 2 or not _is_block(lines, contact):
        return none
    above = [line for line in text.bare[:start] if line]
    if not above or above[-1].endswith((*COLONS, ",", "،")):
        return none
    words = sum(len(line.split()) for line in above if not line.endswith((",", "،")))
    return start if words >= _LEAST_TEXT else none


def _is_block(lines: list[str], contact: re.Pattern[str]) -> bool:
    """Tell whether lines are a name and below it only roles, associations and addresses."""
    if any(len(line) > _LONGEST_LINE for line in lines):
        return False
    folded = [fold(line) for line in lines]
    offices = [bool(_OFFICE.search(words)) for words in folded]
    if not any(offices):
        return False
    for number, (line, words) in enumerate(zip(lines, folded, strict=True)):
        if contact.search(words) and not _is_sentence(line):
            continue
        if _is_sentence(line) or ":" in line or not (line[0].isupper() or line[0].isdigit() or _has_no_case(line)):
            return False
        if not offices[number] and not _ADDRESS_LINE.match(line) and not (number == 0 and _is_name(line)):
            return False
    if _is_name(lines[0]) and not offices[0]:
        return not _has_no_case(lines[0]) or bool(_ROLE.match(folded[1]))
    return bool(_ASSOCIATION.search(folded[0])) and any(_ROLE.match(words) for words in folded[1:])


def _is_sentence(line: str) -> bool:
    return bool(_SENTENCE.search(line)) or len(line.split()) > 9


def _has_no_case(line: str) -> bool:
    return not (line[0].isupper() or line[0].islower()) and line[0].isalpha()


def _is_name(line: str) -> bool:
    """Tell whether a line is two to four words that begin with capitals, as names do."""
    words = line.split()
    return 2 <= len(words) <= 4 and all(
        _NAME_WORD.match(word) and (word[0].isupper() or len(word) < 4 or _has_no_case(word)) for word in words
    )
