"""What may be written in the files, key by key, with its meaning in German: for the readers, the reference page and editors.

Holds words only; how a value is read stands in `rules.read_*`, the conditions in `rules.conditions`.
"""

from collections.abc import Mapping

#: Key → meaning.  The order is that of the reference page.
Keys = Mapping[str, str]

OFFICE: Keys = {
    "name": "der Name auf Deutsch",
    "names": "der Name in anderen Sprachen: `{en: Sports office, tr: Spor dairesi}`",
    "aliases": "andere Namen, unter denen die Stelle gesucht wird",
    "kind": "`int` = Stelle unserer Stadt, `pub` = andere Behörde, `ext` = Verein, Stiftung, Firma",
    "sensitive": "`yes` = auch innerhalb der Stadt erst fragen; sonst `no`",
    "address": "an diese Adresse wird weitergeleitet; ohne sie wird nur der Kontakt genannt",
    "other_addresses": "weitere Adressen, von denen die Stelle schreibt; dorthin geht nichts",
    "contact": "dieser Text steht in der Mail an Ratsuchende",
    "for": "wofür die Stelle da ist",
    "not_for": "wofür sie nicht da ist",
    "languages": "Sprachen, in denen man dort Auskunft bekommt",
    "deputy": "Kürzel der Stelle, die bei Abwesenheit vertritt",
    "absences": "Tage, an denen niemand da ist: `[{first: 2026-07-20, last: 2026-08-07}]`",
    "checked_on": "wann zuletzt jemand Adresse und Zuständigkeit geprüft hat",
    "wants_original": "`no` = die Stelle bekommt nur die Zusammenfassung, nicht die Mail als Anhang; sonst `yes`",
    "answer_to": "wohin die Stelle antwortet: `us` (an uns, zum Vorgang) oder `sender` (gleich an die Person); sonst `us`",
    "relay": "wie ihre Antwort an uns weitergeht: `staff` (nach einem Blick darauf) oder `direct` (von selbst); sonst `staff`",
    "subject_prefix": "steht vor dem Betreff dessen, was wir dorthin weiterleiten: `[Post]`",
}
ABSENCE: Keys = {
    "first": "der erste Tag",
    "last": "der letzte Tag",
    "deputy": "wer nur in dieser Zeit vertritt; sonst gilt `deputy` der Stelle",
    "note": "eine Notiz für Mitarbeitende",
}
ORGANISATION: Keys = {
    "name": "der Name",
    "aliases": "andere Namen",
    "addresses": "bekannte Absender, auch private des Vorstands",
    "domains": "alles von dieser Domain und ihren Unterdomains",
    "language": "in dieser Sprache wird geantwortet (dazu Deutsch)",
    "languages": "Sprachen, die dort gesprochen werden",
    "district": "der Stadtteil",
    "fields": "Arbeitsfelder, am besten Kürzel aus `topics.yaml`",
    "offers": "was der Verein anderen anbietet, in eigenen Worten",
    "standing_consents": "Stellen, denen jede Mail des Vereins gezeigt werden darf, weil er zugestimmt hat",
}
CONSENT: Keys = {
    "office": "die Stelle",
    "given_on": "der Tag der Zustimmung",
    "until": "der letzte Tag, an dem sie gilt; ohne Angabe ein Jahr nach der Zustimmung",
    "note": "wie sie erteilt wurde",
}
TOPIC: Keys = {
    "names": "so heißt das Thema in Mails und auf den Seiten, je Sprache; Deutsch ist Pflicht",
    "description": "worum es geht; hilft beim Auswählen und beim Erkennen neuer Themen",
    "keywords": "Wörter, an denen es zu erkennen ist, je Sprache; sie wirken sofort, ohne Training",
    "office": "die Stelle, die meist zuständig ist, wenn keine Regel zutrifft",
    "threshold": "so sicher muss das Thema mindestens sein, damit etwas von selbst hinausgeht: `0.9`, "
    "oder je Sprache: `{default: 0.85, ar: 0.95}`",
    "was": "Kürzel von Themen, die in diesem aufgegangen sind",
}
RULE: Keys = {
    "id": "Kürzel, kommt nur einmal vor",
    "rule": "der Satz, den Mitarbeitende unter „Warum?“ lesen",
    "owner": "wer über diese Regel entscheidet",
    "when": "die Bedingungen; alle müssen zutreffen; `{}` trifft immer zu",
    "then": "was geschieht",
    "valid_from": "der erste Tag, an dem die Regel gilt",
    "valid_until": "der letzte Tag, an dem die Regel gilt",
    "tests": "Beispiele, an denen sich die Regel bewähren muss",
}
ACTION: Keys = {
    "office": "die Stelle (eine)",
    "involve": "weitere Stellen, die gefragt werden sollen",
    "referral": "`own` (Eigenbearbeitung), `hand_over` (Abgabe), `involve` (Beteiligung), "
    "`refer` (Verweis: nur der Kontakt wird genannt), `bundle` (Bündelung)",
    "route": "`review` (ein Mensch schaut darauf, das Übliche), `auto` (geht von selbst), `none` (geht nirgendwohin)",
    "min_probability": "so sicher muss das Thema für `auto` sein; bei `auto` Pflicht, empfohlen ab 0.9",
    "priority": "`urgent`, `high`, `normal`; bei mehreren Regeln zählt die dringendste",
    "due": "fällig in so vielen Arbeitstagen, `0` = heute; bei mehreren zählt der früheste Tag",
    "template": "Mailvorlage statt der üblichen: `acknowledgement-NAME` für die Bestätigung, `refer-NAME` für den Verweis; "
    "die deutsche Fassung muss es geben",
    "ask_consent": "`yes` = erst die absendende Person fragen; dann geht nichts von selbst hinaus",
    "tags": "Kennzeichen für Suche und Statistik",
    "stop": "`yes` = danach wird nicht weitergeprüft; üblich bei Regeln, die entscheiden",
    "continue": "`yes` = danach wird weitergeprüft; üblich bei Regeln, die nur etwas hinzufügen",
}
REPLIES: Keys = {
    "response_days": "Arbeitstage bis zur ersten Antwort eines Menschen; steht in der Bestätigung",
    "ack_same_subject_day": "Bestätigungen je Adresse und Betreff in 24 Stunden",
    "ack_per_address_day": "Bestätigungen je Adresse in 24 Stunden",
    "ack_per_domain_hour": "Bestätigungen je Domain in einer Stunde",
    "ack_total_ten_minutes": "Bestätigungen insgesamt in zehn Minuten; darüber hält der Versand an",
    "second_language_always": "`yes` = auch wer Deutsch schreibt, bekommt Deutsch und Englisch",
    "no_ack_domains": "Domains, die nie eine Bestätigung bekommen",
    "no_ack_addresses": "Adressen, die nie eine Bestätigung bekommen",
}
CALENDAR: Keys = {
    "land": "das Land, dessen Feiertage gelten, mit zwei Buchstaben",
    "closures": "Tage, an denen das Haus zusätzlich geschlossen ist",
    "hours": 'wann das Haus an Arbeitstagen offen ist: `"08:00-16:00"` (Montag bis Freitag) oder je Wochentag: '
    '`{mo: "08:00-12:00", do: ["08:00-12:00", "14:00-18:00"]}`; ohne Angabe 8 bis 17 Uhr',
}
CASE: Keys = {
    "name": "wie der Test heißt; ohne Namen steht der Betreff",
    "subject": "der Betreff der Mail",
    "text": "der Text der Mail",
    "from": "wer sie schreibt; ohne Angabe eine unbekannte Person",
    "given": "was als bekannt gilt, statt erkannt zu werden",
    "expect": "was herauskommen muss; bei einer Regel darf es fehlen, dann muss sie entscheiden",
}
GIVEN: Keys = {
    "topics": "die Themen mit ihrer Sicherheit (`{sport: 0.97}`), ein sicheres (`sport`) oder `unklar`; ohne Angabe "
    "wird das Modell gefragt",
    "kind": "die Art der Mail",
    "flags": "die Merkmale; `none` = keine",
    "language": "die Sprache; `unknown` = nicht erkannt",
    "in_case": "`yes` = sie gehört zu einem Vorgang",
    "case": "der Vorgang, zu dem sie gehört oder den sie nennt: `{state: done, office: sportamt, topic: sport, idle_days: 30}`",
    "first_contact": "`no` = die Person hat schon einmal geschrieben",
    "received": "wann sie ankam: `2026-12-31 18:30`; ohne Angabe an einem gewöhnlichen Arbeitstag um 10 Uhr, und niemand "
    "ist abwesend",
    "absent": "Stellen, die an diesem Tag abwesend sind",
    "attachments": "die Namen der Anhänge, oder `yes`",
    "to": "weitere Empfänger",
    "authenticated": "`yes` oder `no` = was unser Mailserver über den Absender sagt; sonst `unknown`",
}
EXPECT: Keys = {
    "topic": "das Thema des Anliegens, oder `unklar`",
    "kind": "die Art der Mail",
    "office": "die Stelle; `none` = keine",
    "route": "der Weg: `auto`, `review` oder `none`; der Probebetrieb zählt nicht",
    "referral": "wie es weitergeht",
    "rule": "die Regel, die entscheidet; `none` = keine",
    "matches": "bei einer Regel: `no` = sie darf nicht zutreffen",
    "involve": "Stellen, die beteiligt werden; `none` = keine",
    "priority": "die Dringlichkeit",
    "tags": "Kennzeichen, die gesetzt sind; `none` = keine",
    "due": "fällig in so vielen Arbeitstagen",
    "flags": "Merkmale, die erkannt werden; `none` = keine",
    "ask_consent": "`yes` = erst wird die Person gefragt",
    "template": "Mailvorlagen, die statt der üblichen genommen werden; `none` = die üblichen",
    "acknowledge": "`yes` = der Eingang wird bestätigt",
    "languages": "die Sprachen der Bestätigung, in dieser Reihenfolge",
}
#: What a test may say about the case, as the condition `case` asks for it.
CASE_GIVEN: Keys = {
    "state": "wie die Anliegen des Vorgangs stehen",
    "office": "die Stellen, bei denen er liegt",
    "topic": "seine Themen",
    "closed": "`yes` = er ist abgeschlossen",
    "idle_days": "seit so vielen Tagen kam und ging keine Mail",
}
