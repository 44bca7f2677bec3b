"""What programs and firms add below a mail whoever writes it: confidentiality notices, virus scanners, "think before printing".

A person who calls something confidential is no footer: a notice has to speak of a wrong recipient too.
"""

import re

from postlotse.core.mail.quoting.shapes import Shapes, alternatives, fold, pattern

#: Somebody who was not meant to get the mail, by language; folded stems.
_WRONG_RECIPIENT = (
    "irrtümlich|irrtum erhalten|irrtum zugesandt|versehentlich erhalten|fälschlicherweise|nicht der richtige|"
    "nicht der beabsichtigte|"
    "nicht der vorgesehene|nicht der bestimmungsgemäße|nicht der adressat|nicht für sie bestimmt|richtige adressat|"
    "unbefugte weitergabe|"
    "ausschließlich für den adressaten|ausschließlich für den bezeichneten|nur für den adressaten|"
    "intended recipient|intended only|intended solely|in error|by mistake|addressee only|use of the addressee|named recipient|"
    "yanlışlıkla|alıcısı değilseniz|ilgili kişi değilseniz|muhatabı değilseniz|gönderilen kişi|gönderildiği kişi|"
    "بطريق الخطأ|عن طريق الخطأ|المرسل إليه|بالخطأ|المستلم المقصود|به اشتباه|اشتباها|گیرنده مورد نظر|"
    "по ошибке|ошибочно|не являетесь|адресат|помилково|помилкою|не є адресатом|адресован|погрешка|предназначено|"
    "din greșeală|din greşeală|din eroare|destinatarul|destinatarului|omyłkowo|pomyłkowo|przez pomyłkę|adresatem|adresata|"
    "greškom|grešku|primatelj|primalac|грешком|par erreur|destinataire|por error|destinatario|per errore|erroneamente|"
    "gabimisht|marrësi|si khalad|khalad ah|ብስሕተት|በስህተት|ontvangen hebt|onterecht"
)
_CONFIDENTIAL = (
    "vertraulich|rechtlich geschützt|unbefugt|nicht gestattet|nicht zulässig|confidential|privileged|unauthori[sz]ed|"
    "prohibited|gizli|yasak|"
    "hukuki|سرية|سري|خصوصية|محرمانه|конфиденц|конфіденц|поверител|запрещ|заборон|забран|poufn|zastrzeżon|zabronion|"
    "confiden[tțţ]|"
    "interzis|povjerlj|poverlj|поверљ|zabranj|confidenti|interdit|confidencial|prohibid|riservat|vietat|konfidencial|ndalohet|"
    "qarsoodi|sir ah|ምስጢ|vertrouwelijk"
)
#: A mail itself, which the notice speaks of.
_THE_MAIL = (
    "diese e-?mail|diese nachricht|dieser e-?mail|dieses schreiben|diese mitteilung|der inhalt dieser|hinweis|"
    "wichtiger hinweis|disclaimer|"
    "this e-?mail|this message|this communication|the information|the contents|confidentiality|e-?mail|message|notice|"
    "bu e-?posta|bu ileti|bu mesaj|yasal uyarı|هذه الرسالة|هذا البريد|رسالة|این ایمیل|این پیام|ایمیل|"
    "сообщени|письм|повідомлен|лист|съобщени|писмо|mesaj|wiadomoś|poruk|порук|courriel|mensaje|correo|messaggio|mesazh|"
    "email|መልእክት|መልእኽቲ"
)
#: What the wrong recipient shall do; only beside words that only notices use.
_DELETE = re.compile(
    pattern(
        "delete|destroy|notify|lösch|vernicht|informieren sie|benachrichtig|siliniz|удалите|уничтож|видаліть|знищ|изтрийте|"
        "usunięci|usuń|zniszcz|șterge|ştergeţi|distrug|supprim|détrui|elimin|cancell|borr|obri[sš]|uništ|fshi|حذف|احذف|"
        "إتلاف|verwijder"
    )
)
_NOT_MEANT = re.compile(
    pattern(
        "richtige adressat|vorgesehene empfänger|beabsichtigte empfänger|erhalten haben|for the addressee|intended recipient|"
        "received this|received it|muhatabı|alıcısı değil|aldıysanız|получили|адресатом|отримали|получили сте|адресат|"
        "adresatem|otrzyma|destinatar|primit|primatelj|primalac|primili|reçu|destinataire|recibido|destinatario|ricevuto|"
        "marrësi|merrni|المستلم|استلم|گیرنده|دریافت"
    )
)
_WRONG = re.compile(alternatives([_WRONG_RECIPIENT]))
_SECRET = re.compile(alternatives([_CONFIDENTIAL]))
_MAIL = re.compile(alternatives([_THE_MAIL]))
_WRONG_STEMS = tuple(fold(word) for word in _WRONG_RECIPIENT.split("|"))

#: The note of a virus scanner, alone on its line, or a sentence about "this mail".
_CLEAN = re.compile(
    r"[\W_]{0,6}(?:"
    + pattern(
        "virenfrei|keine viren gefunden|virus-?free|no virus(?:es)? found|checked by avg|scanned by|"
        "не содержит вирусов|без вирусов|"
        "не містить вірусів|вірусів немає|без вірусів|без вируси|не съдържа вируси|wolny od wirusów|wolne od wirusów|"
        "bez wirusów|"
        "fără viruși|nu conține viruși|virüs içermez|virüs bulunmuyor|virüssüz|sans virus|garanti sans virus|libre de virus|"
        "privo di virus|priva di virus|bez virusa|без вируса|nema virusa|pa viruse|خالي من الفيروسات|خالية من الفيروسات|"
        "عاری از ویروس|بدون ویروس"
    )
    + ")"
)
_SCANNED = re.compile(
    r"[\W_]{0,6}"
    + pattern(
        "(?:diese e-?mail|diese nachricht|this e-?mail|this message|(?:это|данное) (?:сообщение|письмо)|цей лист|"
        "це повідомлення|"
        "този имейл|това съобщение|ta wiadomość|acest (?:e-?mail|mesaj)|bu e-?posta|bu ileti|cet e-?mail|ce message|"
        "ce courriel|"
        "este correo|este mensaje|questa e-?mail|questo messaggio|ova poruka|ky mesazh)[^\\n]{0,80}"
        "(?:auf viren|virenfrei|viruses|virus|avast|avg|malware|вирус|вірус|wirus|viru[sș]|virüs)"
    )
)
_SCAN_STEMS = tuple(map(fold, ("vire", "viru", "wiru", "virü", "вирус", "вірус", "فيروس", "ویروس", "scanned by", "checked by")))
#: A call to save paper speaks of printing, of the environment, and to the reader or of this mail.
_PRINT = re.compile(
    pattern("druck|print|imprim|stampa|печат|друк|druk|yazdır|tipăr|ispis|štamp|tiska|tiskn|shtyp|εκτυπ|skriv ut|طباع|تطبع|چاپ")
)
_NATURE = re.compile(
    pattern(
        "umwelt|bäume|environment|planet|trees|çevre|doğa|environnement|ambiente|окружающ|природ|довкілл|околн|"
        "środowisk|ekolog|ökolog|ecolog|écolog|эколог|еколог|mediu|"
        "prirod|natur|ağaç|drzew|дерев|arbres|árboles|alberi|copac|okoliš|životn|περιβάλλον|milieu|miljö|miljø|"
        "mjedis|البيئة|محیط زیست"
    )
)
#: Not to print, said to the reader.
_REFRAIN = re.compile(
    pattern(
        r"nicht (?:aus)?(?:zu)?druck|nur (?:dann |wenn |falls |bei bedarf |im notfall )[^\n]{0,60}druck|"
        r"(?:do not|don't|avoid|only) print|"
        r"yazdırma(?:yın|yınız|dan|malı)|n'imprim|évite[rz] d'imprimer|no imprim|evit[ea] (?:de )?imprim|"
        r"não imprim|non stampa|evita(?:te)? di stampare|"
        r"не (?:рас)?печат|не роздруковуй|не друкуй|не разпечат|nie drukuj|nie drukow|nu (?:tipăr|imprim|printa)|"
        r"ne(?:moj(?:te)?)? (?:ispisuj|ispisiv|tiska|štampa|printa)|mos e? ?(?:shtyp|printo)|niet af ?te? ?druk|"
        r"لا تطبع|عدم طباع|چاپ نکن"
    )
)
_BEFORE = re.compile(
    pattern(
        "bevor|before|wirklich|ob diese|really need|önce|avant d|antes de|prima di|прежде чем|перед|зперш|перш ніж|przed|zanim|"
        "înainte|prije nego|pre nego|преди|denken sie|think|consider|pensez|piens|pensa|düşün|подум|помисл|pomyśl|"
        "gândi|para se|mendo|σκεφ|než |mielőtt|قبل|"
        "قبل از"
    )
)
_THIS_MAIL = re.compile(
    pattern(
        "diese (?:e-?mail|mail|nachricht)|this (?:e-?mail|mail|message)|bu (?:e-?posta|mesaj|ileti)|cet e-?mail|ce (?:message|"
        "courriel|mail)|este (?:correo|mensaje)|questa e-?mail|questo messaggio|это (?:письмо|сообщение)|цей лист|цього листа|"
        "това (?:писмо|съобщение)|този имейл|t[eęa] wiadomoś|tej wiadomoś|tego (?:e-?)?maila|acest (?:e-?mail|"
        "mesaj)|ov[uae] (?:poruk|e-?mail)|"
        "këtë (?:e-?mail|mesazh)"
    )
)
#: A person speaks.
_I = re.compile(
    pattern(
        r"\b(?:ich|wir|mir|uns|i (?:am|have|will|can|could|need|did|do|had|would)|i'\w+|we|je|nous|yo|io|noi|я|"
        r"мы|ми|аз|ние|ja|eu|unë)\b"
    )
)
_PRINT_STEMS = tuple(
    map(
        fold,
        (
            "druck",
            "print",
            "impri",
            "stampa",
            "печат",
            "друк",
            "druk",
            "yazdır",
            "tipăr",
            "ispis",
            "štamp",
            "tisk",
            "shtyp",
            "طباع",
            "تطبع",
            "چاپ",
            "εκτυπ",
            "skriv ut",
        ),
    )
)
_BANNER = re.compile(
    pattern(
        r"[\[(*<!⚠\s]{0,6}(?:achtung|vorsicht|warnung|hinweis|caution|warning|external|extern|attention|dikkat|внимание|"
        r"увага|uwaga|"
        r"atenție|attenzione|atención|externe e-?mail|external e-?mail|external sender|externer absender|\[ext\])\b[^\n]{0,200}"
        r"(?:extern|outside|außerhalb|dışından|harici|внешн|зовнішн|външ|zewnętrzn|exterior|extérieur|externo|esterno|links|"
        r"anhänge|attachments)"
    )
)


def flagged(text: Shapes) -> set[int]:
    """Return the numbers of the lines that are such footers."""
    whole = fold("\n".join(line for line in text.bare if len(line) > 10))
    found: set[int] = set()
    scanned = any(stem in whole for stem in _SCAN_STEMS)
    printed = any(stem in whole for stem in _PRINT_STEMS)
    if scanned or printed:
        for at, line in enumerate(text.bare):
            if 8 <= len(line) <= 260:
                if scanned and _is_scan(fold(line)):
                    found.update(range(at, _end_of_line_note(text, at)))
                elif printed:
                    found.update(_call_to_save_paper(text, at))
    if any(stem in whole for stem in _WRONG_STEMS):
        found.update(_notices(text))
    if "mailing" in whole or "listinfo" in whole:
        found.update(_list_footer(text))
    if any(word in whole[:400] for word in ("extern", "outside", "внешн", "harici")):
        at = text.next_text(0)
        if at < len(text) and _BANNER.match(fold(text.bare[at])) and text.next_text(_end(text, at)) < len(text):
            found.update(range(at, _end(text, at)))
    return found


def _is_scan(words: str) -> bool:
    """Tell whether a line is the note of a virus scanner."""
    if words.endswith("?"):
        return False
    return bool((len(words) < 80 and _CLEAN.match(words)) or _SCANNED.match(words))


def _call_to_save_paper(text: Shapes, at: int) -> range:
    """Return the lines of a call to think before printing that begins at a line: one or two, or none."""
    words = fold(text.bare[at])
    for size in (1, 2):
        if size == 2:
            below = text.bare[at + 1] if at + 1 < len(text) else ""
            if not below or len(words) > 160:
                break
            words = f"{words} {fold(below)}"
        if words.endswith("?") and not _NATURE.search(words):
            break
        nature = bool(_NATURE.search(words))
        asks = bool(_BEFORE.search(words) or _REFRAIN.search(words))
        if asks and _PRINT.search(words) and (nature or _THIS_MAIL.search(words)) and not _I.search(words):
            return range(at, at + size)
        if not nature and not asks:
            break
    return range(0)


def _notices(text: Shapes) -> set[int]:
    """Return the lines of confidentiality notices; one may have several paragraphs."""
    found: set[int] = set()
    runs = paragraphs(text)
    cues: list[tuple[bool, bool, bool, int]] = []
    for start, stop in runs:
        words = fold(" ".join(text.bare[start:stop])[:2_000])
        if "?" in words or "؟" in words:
            cues.append((False, False, False, 0))
            continue
        secret = bool(_SECRET.search(words) or (_DELETE.search(words) and _NOT_MEANT.search(words)))
        cues.append((bool(_WRONG.search(words)), secret, bool(_MAIL.search(words)), len(words)))
    for number, (wrong, secret, mail, length) in enumerate(cues):
        if length <= 60 or not mail or not (wrong and secret):
            continue
        found.update(range(_title_above(text, runs[number][0]), runs[number][1]))
        for step in (-1, 1):  # its other paragraphs: only one of the two words, right beside it
            other = number + step
            while 0 <= other < len(runs) and cues[other][3] > 40 and (cues[other][0] or (cues[other][1] and cues[other][2])):
                found.update(range(*runs[other]))
                other += step
    return found


def _list_footer(text: Shapes) -> set[int]:
    """Return the lines that a mailing list program put below: a long rule and a few lines with its name and address."""
    for at in range(len(text) - 1, max(-1, len(text) - 12), -1):
        if len(text.bare[at]) >= 20 and not text.bare[at].strip("_-="):
            below = fold(" ".join(text.bare[at + 1 :]))
            if "mailing list" in below or "listinfo" in below or "mailingliste" in below or "mailing-liste" in below:
                return set(range(at, len(text)))
            break
    return set()


def _end(text: Shapes, at: int) -> int:
    """Return the line behind the paragraph in which a line stands."""
    while at < len(text) and text.bare[at]:
        at += 1
    return at


def _end_of_line_note(text: Shapes, at: int) -> int:
    """Return the line behind a scanner's note: links right below belong to it."""
    at += 1
    while (
        at < len(text)
        and text.bare[at]
        and (text.bare[at].startswith(("http", "www.", "<http", "(http")) or "avast" in text.bare[at])
    ):
        at += 1
    return at


def _title_above(text: Shapes, start: int) -> int:
    """Return where a notice starts: a heading or rule over it ("Vertraulichkeitshinweis") belongs to it."""
    above = start - 1
    while above >= 0 and not text.bare[above]:
        above -= 1
    if above >= 0 and start - above <= 2:
        line = fold(text.bare[above])
        if len(line) < 60 and (
            not any(char.isalnum() for char in line) or _SECRET.search(line) or "disclaimer" in line or "uyarı" in line
        ):
            return above
    return start


def paragraphs(text: Shapes) -> list[tuple[int, int]]:
    """Return (start, stop) of each run of lines that are not blank."""
    runs: list[tuple[int, int]] = []
    start = -1
    for at, line in enumerate(text.bare):
        if line and start < 0:
            start = at
        elif not line and start >= 0:
            runs.append((start, at))
            start = -1
    if start >= 0:
        runs.append((start, len(text)))
    return runs
