"""What a filter in front of us said about a message: the headers of the filters that cities run.

A header is only a claim: whoever sends may write it.  Nothing here makes a mail more trusted, a verdict only moves it aside
for people to look through; where the house names the headers that its own gateway sets (and strips from outside), no other
counts.
"""

import re
from collections.abc import Callable, Mapping

from postlotse.core.mail import autowords
from postlotse.core.mail.types import Mail

_YES = re.compile(r"\s*(?:yes|true|spam|1)\b", re.I)
_SCL = re.compile(r"\s*([5-9])\s*$")
_FOREFRONT = re.compile(r"\b(?:SFV:(?:SPM|SKB|SKS)|CAT:(?:SPM|HSPM|PHSH|HPHSH|HPHISH|MALW|AMP))\b", re.I)
_RSPAMD_ACTION = re.compile(r"\s*(?:reject|add[ _]header|rewrite[ _]subject|quarantine|discard)\b", re.I)
_RSPAMD_RESULT = re.compile(r"\s*[\w.-]{1,60}\s*:\s*true\b", re.I)
_PROOFPOINT = re.compile(r"\brule=(?!\w{0,40}not)\w{0,40}(?:spam|phish|malware|adult)", re.I)
_KASPERSKY = re.compile(r"\s*(?:spam|probable[_ ]?spam|phishing|blacklisted)\b", re.I)
_EXPURGATE = re.compile(r"\s*(?:spam|suspect|dangerous|phishing|malware|virus)", re.I)
_JUNK = re.compile(r"\s*junk\b", re.I)
_INFECTED = re.compile(r"\s*(?:yes|infected|true)\b", re.I)
_STARTS_YES = re.compile(r"\s*yes\b", re.I)

#: Header → what it must look like to mean spam.  Scores and stars without the limit of the house mean nothing and are left out.
_FILTERS: Mapping[str, Callable[[str], object]] = {
    # SpamAssassin, amavis, rspamd, Barracuda and many more
    "X-Spam-Flag": _YES.match,
    "X-Spam": _YES.match,
    "X-Spam-Status": _YES.match,
    "X-Spam-Detected": _YES.match,
    "X-Spamcheck": _YES.match,
    "X-Spam-Flag-Verdict": _YES.match,
    "X-Barracuda-Spam-Flag": _YES.match,
    "X-Barracuda-Spam-Status": _STARTS_YES.match,
    "X-Rspamd-Action": _RSPAMD_ACTION.match,
    "X-Spamd-Result": _RSPAMD_RESULT.match,
    "X-Bogosity": _YES.match,
    "X-DSPAM-Result": _YES.match,
    # Microsoft Exchange and Exchange Online
    "X-MS-Exchange-Organization-SCL": _SCL.match,
    "X-Forefront-Antispam-Report": _FOREFRONT.search,
    # Gateways of other makers
    "X-Proofpoint-Spam-Details": _PROOFPOINT.search,
    "X-TM-AS-Result": _STARTS_YES.match,
    "X-KLMS-AntiSpam-Status": _KASPERSKY.match,
    "X-KSMG-AntiSpam-Status": _KASPERSKY.match,
    "X-purgate-type": _EXPURGATE.match,
    "X-antispameurope-Spamstatus": _YES.match,
    "X-Gm-Spam": _YES.match,
    "X-Gm-Phishy": _YES.match,
    "X-UI-Filterresults": _JUNK.match,
    "UI-InboundReport": _JUNK.match,
    # Virus scanners
    "X-Virus-Flag": _INFECTED.match,
    "X-Virus-Status": _INFECTED.match,
    "X-Amavis-Alert": _INFECTED.match,
}
_BY_LOWER_NAME = {name.lower(): (name, means_spam) for name, means_spam in _FILTERS.items()}
#: So long a header is read to this point.
_MAX = 2_000


def verdict(mail: Mail, *, trusted: frozenset[str] | None = None) -> str:
    """Return the header by which a filter called the message spam, or "".

    `trusted`: the names of the headers that our own gateway sets, lower case ("subject" for a mark in the subject); None = any.
    """
    for name, value in mail.headers:
        known = _BY_LOWER_NAME.get(name.lower())
        if known and (trusted is None or name.lower() in trusted) and known[1](value[:_MAX]):
            return known[0]
    if (trusted is None or "subject" in trusted) and autowords.SPAM_SUBJECT.match(mail.subject):
        return "Subject"
    return ""
