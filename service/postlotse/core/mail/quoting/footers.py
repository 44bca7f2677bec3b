"""What programs and firms add below a mail whoever writes it: confidentiality notices, virus scanners, "think before printing".

A person who calls something confidential is no footer: a notice has to speak of a wrong recipient too.
"""

import re

from postlotse.core.mail.quoting.shapes import Shapes, alternatives, fold, pattern

#: Somebody who was not meant to get the mail, by language; folded stems.
_WRONG_RECIPIENT = (
    "irrtümlich|irrtum erhalten|irrtum zugesandt|versehentlich erhalten|fälschlicherweise|nicht der richtige|nicht der beabsichtigte|"
    "nicht der vorgesehene|nicht der bestimmungsgemäße|nicht der adressat|nicht für sie bestimmt|richtige adressat|unbefugte weitergabe|"
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
    "vertraulich|rechtlich geschützt|unbefugt|nicht gestattet|nicht zulässig|confidential|privileged|unauthori[sz]ed|prohibited|gizli|yasak|"
    "hukuki|سرية|سري|خصوصية|محرمانه|конфиденц|конфіденц|поверител|запрещ|заборон|забран|poufn|zastrzeżon|zabronion|confiden[tțţ]|"
    "interzis|povjerlj|poverlj|поверљ|zabranj|confidenti|interdit|confidencial|prohibid|riservat|vietat|konfidencial|ndalohet|"
    "qarsoodi|sir ah|ምስጢ|vertrouwelijk"
)
#: A mail itself, which the notice speaks of.
_THE_MAIL = (
    "diese e-?mail|diese nachricht|dieser e-?mail|dieses schreiben|diese mitteilung|der inhalt dieser|hinweis|wichtiger hinweis|disclaimer|"
    "this e-?mail|this message|this communication|the information|the contents|confidentiality|e-?mail|message|notice|"
    "bu e-?posta|bu ileti|bu mesaj|yasal uyarı|هذه الرسالة|هذا البريد|رسالة|این ایمیل|این پیام|ایمیل|"
    "сообщени|письм|повідомлен|лист|съобщени|писмо|mesaj|wiadomoś|poruk|порук|courriel|mensaje|correo|messaggio|mesazh|email|መልእክት|መልእኽቲ"
)
_WRONG = re.compile(alternatives([_WRONG_RECIPIENT]))
_SECRET = re.compile(alternatives([_CONFIDENTIAL]))
_MAIL = re.compile(alternatives([_THE_MAIL]))
_WRONG_STEMS = tuple(fold(word) for word in _WRONG_RECIPIENT.split("|"))

#: One line of a scanner or of a call to save paper.
_LINES = (
    r"(?:diese e-?mail|diese nachricht)[^\n]{0,60}(?:auf viren|virenfrei|avast|avg|von .{0,30}geprüft)|virenfrei\.?|virenfrei\. ?www|virus-?free\.?|"
    r"(?:this e-?mail|this message)[^\n]{0,80}(?:viruses|avast|avg|malware|virus)|checked by avg|scanned by|"
    r"не содержит вирусов|без вирусов|(?:это|данное) (?:сообщение|письмо)[^\n]{0,60}вирус|не містить вірусів|вірусів немає|без вірусів|"
    r"(?:цей лист|це повідомлення)[^\n]{0,60}вірус|без вируси|не съдържа вируси|(?:този имейл|това съобщение)[^\n]{0,60}вирус|"
    r"wolny od wirusów|wolne od wirusów|bez wirusów|ta wiadomość[^\n]{0,60}wirus|fără viruși|nu conține viruși|acest (?:e-?mail|mesaj)[^\n]{0,60}viru|"
    r"virüs içermez|virüs bulunmuyor|virüssüz|bu e-?posta[^\n]{0,80}virüs|sans virus|garanti sans virus|(?:cet e-?mail|ce message)[^\n]{0,80}virus|"
    r"libre de virus|(?:este correo|este mensaje)[^\n]{0,80}virus|privo di virus|priva di virus|(?:questa e-?mail|questo messaggio)[^\n]{0,80}virus|"
    r"bez virusa|без вируса|nema virusa|pa viruse|خالي من الفيروسات|خالية من الفيروسات|عاری از ویروس|بدون ویروس|"
    r"(?:bitte )?(?:denken|prüfen|überlegen) sie[^\n]{0,60}(?:ausdruck|drucken)|bevor sie diese (?:e-?mail|mail|nachricht)[^\n]{0,30}druck|"
    r"(?:bitte )?(?:denken sie an die umwelt|umwelt schonen)|(?:please )?(?:consider|think)[^\n]{0,50}print|think before you print|"
    r"(?:lütfen )?(?:çevreyi|bu e-?postayı yazdırmadan|bu mesajı yazdırmadan|doğayı)[^\n]{0,80}(?:düşün|yazdır|koru)|"
    r"(?:merci de )?(?:pensez?|penser)[^\n]{0,50}(?:imprim|environnement)|(?:antes de|piensa|piense)[^\n]{0,60}(?:imprim|ambiente)|"
    r"(?:prima di|pensa|rispetta)[^\n]{0,60}(?:stampa|ambiente)|(?:прежде чем|перед тем как|подумайте)[^\n]{0,60}(?:печат|окружающ)|"
    r"(?:перш ніж|перед тим як|подбайте|подумайте)[^\n]{0,60}(?:друк|довкілл)|(?:преди да|помислете)[^\n]{0,60}(?:печат|отпеч|околната)|"
    r"(?:zanim|przed|pomyśl)[^\n]{0,50}(?:wydruk|drukowan|środowisk)|(?:înainte|gândi|protejați|gândeșt)[^\n]{0,60}(?:imprim|tipăr|mediu)|"
    r"(?:prije|pre) nego[^\n]{0,60}(?:ispis|štamp|tiska|print)|(?:mendo|para se)[^\n]{0,60}(?:printo|shtyp|mjedis)"
)
_LINE = re.compile(rf"[\W_]{{0,6}}(?:{pattern(_LINES)})")
_LINE_STEMS = tuple(
    fold(
        "vire|viru|viri|virü|вирус|вірус|فيروس|ویروس|druck|print|yazdır|imprim|stampa|печат|друк|drukow|tipăr|ispis|štamp|tiska|shtyp|"
        "umwelt|çevre|doğa|environnement|ambiente|окружа|довкіл|околн|środow|mediu|mjedis|avast|scanned by|checked by"
    ).split("|")
)
_BANNER = re.compile(
    alternatives(
        (
            r"[\[(*<!⚠\s]{0,6}(?:achtung|vorsicht|warnung|hinweis|caution|warning|external|extern|attention|dikkat|внимание|увага|uwaga|atenție|attenzione|"
            r"atención|externe e-?mail|external e-?mail|external sender|externer absender|\[ext\])\b[^\n]{0,200}"
            r"(?:extern|outside|außerhalb|dışından|harici|внешн|зовнішн|външ|zewnętrzn|exterior|extérieur|externo|esterno|links|anhänge|attachments)",
        )
    )
)


def flagged(text: Shapes) -> set[int]:
    """Return the numbers of the lines that are such footers."""
    whole = fold("\n".join(line for line in text.bare if len(line) > 10))
    found: set[int] = set()
    if any(stem in whole for stem in _LINE_STEMS):
        for at, line in enumerate(text.bare):
            if 10 <= len(line) <= 260 and _LINE.match(fold(line)):
                found.update(range(at, _end_of_line_note(text, at)))
    if any(stem in whole for stem in _WRONG_STEMS):
        found.update(_notices(text))
    if "mailing" in whole or "listinfo" in whole:
        found.update(_list_footer(text))
    if any(word in whole[:400] for word in ("extern", "outside", "внешн", "harici")):
        at = text.next_text(0)
        if at < len(text) and _BANNER.match(fold(text.bare[at])) and text.next_text(_end(text, at)) < len(text):
            found.update(range(at, _end(text, at)))
    return found


def _notices(text: Shapes) -> set[int]:
    """Return the lines of confidentiality notices; one may have several paragraphs."""
    found: set[int] = set()
    runs = paragraphs(text)
    cues: list[tuple[bool, bool, bool, int]] = []
    for start, stop in runs:
        words = fold(" ".join(text.bare[start:stop])[:2_000])
        cues.append((bool(_WRONG.search(words)), bool(_SECRET.search(words)), bool(_MAIL.search(words)), len(words)))
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
