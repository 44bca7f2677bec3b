"""Signs beside the model's opinion that a mail went to many or sells something: words, links and prices.

Without one of them a mail that asks something of its own is never called a circular or spam.
"""

import re

from postlotse.core.mail.types import Mail

_WORDS = re.compile(
    r"unsubscri|abbestell|austragen|abmelden|newsletter|rundbrief|rundschreiben|verteiler|mailing|\bstop\b|désabonn|désinscri|"
    r"darse de baja|disiscri|cancella l.iscrizione|dezabon|отпис|рассылк|розсилк|відпис|абонамент|listeden çık|bülten|"
    r"abonelik|wypisa|odjavi|إلغاء الاشتراك|النشرة|لغو اشتراک|خبرنامه|"
    r"click|klick|clic\b|cliquez|tıkla|натисн|нажм|kliknij|klikni|clicca|haga clic|انقر|اضغط|کلیک|"
    r"rabatt|discount|sale\b|gratis|kostenlos|angebot|indirim|скидк|знижк|promo|remise|descuento|sconto|zniżk|popust|خصم|تخفیف|"
    r"bitcoin|crypto|krypto|крипт|lotter|lotto|lotería|jackpot|gewinn|winner|prize|"
    r"выигр|виграш|ödül|جائزة|برنده|inherit|erbschaft|million|миллион|мільйон|investi|invest\b|инвест|seo\b|ranking|"
    r"passwor[dt]|konto wird|account (?:will|has)|verify|verifizier|doğrula|bestellen|lieferbar|preis|price|fiyat|цена|ціна",
    re.I,
)
_LINK = re.compile(r"https?://|\bwww\.|\.(?:example|com|net|biz|info|top|shop)/", re.I)
_PRICE = re.compile(r"\d\s?(?:%|€|\$|euro?\b|usd|eur)", re.I)
_MOST = 6_000
_MANY_LINKS = 4


def shows(mail: Mail) -> bool:
    """Tell whether subject or text bear a sign of a circular or an offer, or the mail is full of links."""
    text = f"{mail.subject}\n{mail.full_text[:_MOST]}"
    if _WORDS.search(text) or mail.html[:200_000].count("<a ") >= _MANY_LINKS:
        return True
    return bool(_LINK.search(text) and _PRICE.search(text)) or len(_LINK.findall(text)) >= _MANY_LINKS
