"""May this sender be answered automatically?  For every rule fixtures that hit only that rule, and mails that must pass."""

import pytest

from postlotse.core.mail import autowords
from postlotse.core.mail.acknowledgeable import no_acknowledgement, objections
from postlotse.core.mail.types import Mail
from tests.mail.letters import OURS, letter, parts, raw_letter

KNOWN_AS = frozenset({OURS, "anlaufstelle@stadt.example"})
OWN = KNOWN_AS | {"sportamt@stadt.example"}
SERVER = "mx.stadt.example"


def reason(mail: Mail, authserv_id: str = "") -> str:
    """Return the code, or "" when the mail may be acknowledged."""
    found = no_acknowledgement(mail, ours=OWN, known_as=KNOWN_AS, authserv_id=authserv_id)
    return found.code if found else ""


def reasons(mail: Mail, authserv_id: str = "") -> list[str]:
    """Return the codes of all rules that forbid it."""
    return [found.code for found in objections(mail, ours=OWN, known_as=KNOWN_AS, authserv_id=authserv_id)]


REPORT = parts(
    ("Content-Type: text/plain", "x"),
    ("Content-Type: message/disposition-notification", "Disposition: x; displayed"),
    kind="report",
)
INVITATION = parts(("Content-Type: text/plain", "x"), ("Content-Type: text/calendar; method=REQUEST", "BEGIN:VCALENDAR"))

RULES = [
    pytest.param("A1", {"Return_Path": "<>"}, id="A1-null-path"),
    pytest.param("A1", {"Return_Path": "<not an address>"}, id="A1-no-address"),
    pytest.param("A2", {"Auto_Submitted": "auto-replied"}, id="A2-replied"),
    pytest.param("A2", {"Auto_Submitted": "Auto-Generated; owner-email=x"}, id="A2-parameters"),
    pytest.param("A2", {"Auto_Submitted": "(comment) auto-notified"}, id="A2-comment"),
    pytest.param("A2", {"Auto_Submitted": ""}, id="A2-empty"),
    pytest.param("A3", {"X_Failed_Recipients": "a@a.example"}, id="A3-failed-recipients"),
    pytest.param("A4", {"From": "noreply@verein.example"}, id="A4-noreply"),
    pytest.param("A4", {"From": "no-reply.forum@verein.example"}, id="A4-no-reply-dot"),
    pytest.param("A4", {"From": "bitte-nicht-antworten@verein.example"}, id="A4-german"),
    pytest.param("A4", {"From": "info.noreply@verein.example"}, id="A4-suffix"),
    pytest.param("A4", {"From": "MAILER-DAEMON@verein.example"}, id="A4-daemon"),
    pytest.param("A4", {"Sender": "owner-liste@verein.example"}, id="A4-sender"),
    pytest.param("A4", {"Return_Path": "<liste-bounces+a=b@verein.example>"}, id="A4-bounces"),
    pytest.param("A5", {"List_Id": "<liste.verein.example>"}, id="A5-list-id"),
    pytest.param("A5", {"List_Unsubscribe": "<mailto:x@verein.example>"}, id="A5-unsubscribe"),
    pytest.param("A5", {"Mailing_List": "contact x"}, id="A5-mailing-list"),
    pytest.param("A6", {"Precedence": "Bulk"}, id="A6-bulk"),
    pytest.param("A6", {"X_Precedence": "auto_reply"}, id="A6-auto-reply"),
    pytest.param("A7", {"X_Auto_Response_Suppress": "All"}, id="A7-all"),
    pytest.param("A7", {"X_Auto_Response_Suppress": "DR, OOF, AutoReply"}, id="A7-list"),
    pytest.param("A8", {"X_Autoreply": "yes"}, id="A8-autoreply"),
    pytest.param("A8", {"X_POST_MessageClass": "9; Autoresponder"}, id="A8-message-class"),
    pytest.param("A8", {"X_Loop": "x"}, id="A8-loop"),
    pytest.param("A8", {"X_MS_Exchange_Inbox_Rules_Loop": "x@verein.example"}, id="A8-inbox-rule"),
    pytest.param("A9", {"From": OURS}, id="A9-from-us"),
    pytest.param("A9", {"From": "Integration@Stadt.Example"}, id="A9-case"),
    pytest.param("A9", {"From": "integration+abc@stadt.example"}, id="A9-plus"),
    pytest.param("A9", {"From": "sportamt@stadt.example"}, id="A9-office"),
    pytest.param("A9", {"Sender": OURS}, id="A9-sender"),
    pytest.param("A9", {"X_Intake_Trace": "v1; inst=x; case=1; hop=1; mac=x"}, id="A9-trace"),
    pytest.param("A10", {"Received": "\r\nReceived: ".join(["from a by b"] * 51)}, id="A10-hops"),
    pytest.param("A11", {"To": "alle@verein.example"}, id="A11-not-to-us"),
    pytest.param("A11", {"To": None}, id="A11-no-to"),
    pytest.param("A12", {"X_Spam_Flag": "YES"}, id="A12-spam-flag"),
    pytest.param("A13", {"From": "alice@verein.example, bob@verein.example"}, id="A13-two"),
    pytest.param("A13", {"From": "alice@verein"}, id="A13-no-dot"),
    pytest.param("A13", {"From": "Alice"}, id="A13-no-address"),
    pytest.param("A13", {"From": "alice@verein.example]<bob@evil.example>"}, id="A13-smuggled"),
    pytest.param("A13", {"From": "a" * 250 + "@verein.example"}, id="A13-long"),
    pytest.param("A13", {"From": "Al\u202eice <alice@verein.example>"}, id="A13-bidi"),
    pytest.param("A14", {"Content_Class": "urn:content-classes:calendarmessage"}, id="A14-content-class"),
]


@pytest.mark.parametrize(("code", "changes"), RULES)
def test_a_rule_forbids_the_acknowledgement(code: str, changes: dict[str, str | None]) -> None:
    """Each rule is hit by itself, and by no other: the same letter without the change may be acknowledged."""
    assert reasons(letter(**changes)) == [code]


@pytest.mark.parametrize("name", [*autowords.MACHINE_HEADERS, *autowords.LOOP_HEADERS])
def test_every_header_of_answering_machines_is_a8(name: str) -> None:
    """Each of them is enough, and hits nothing else."""
    assert reasons(letter(**{name: "yes"})) == ["A8"]


@pytest.mark.parametrize("name", autowords.LIST_HEADERS)
def test_every_header_of_lists_is_a5(name: str) -> None:
    """Each of them is enough, and hits nothing else."""
    assert reasons(letter(**{name: "<x.verein.example>"})) == ["A5"]


STRUCTURES = [pytest.param("A3", REPORT, id="A3-receipt"), pytest.param("A14", INVITATION, id="A14-invitation")]


@pytest.mark.parametrize(("code", "content"), STRUCTURES)
def test_a_structure_forbids_the_acknowledgement(code: str, content: tuple[str, str]) -> None:
    """Reports and invitations are told by their parts."""
    kind, body = content
    assert reasons(letter(body, Content_Type=kind)) == [code]


ALLOWED = [
    pytest.param({}, id="plain-letter"),
    pytest.param({"Return_Path": None}, id="return-path-missing"),
    pytest.param({"Auto_Submitted": "no"}, id="auto-submitted-no"),
    pytest.param({"Auto_Submitted": "No (a person)"}, id="auto-submitted-no-comment"),
    pytest.param({"X_Auto_Response_Suppress": "DR, RN"}, id="suppress-other"),
    pytest.param({"Precedence": "normal"}, id="precedence-normal"),
    pytest.param({"X_Autoreply": "no"}, id="autoreply-no"),
    pytest.param({"To": "x@verein.example", "Cc": "Anlaufstelle@stadt.example"}, id="we-in-cc"),
    pytest.param({"To": "integration+abc@stadt.example"}, id="to-our-plus-address"),
    pytest.param({"From": "norbert.reply@verein.example"}, id="name-like-noreply"),
    pytest.param({"From": "antwort@verein.example"}, id="antwort"),
    pytest.param({"From": "=?utf-8?Q?Y=C4=B1lmaz=2C_Alice?= <alice@verein.example>"}, id="encoded-name"),
    pytest.param({"From": "Verein e.V. <alice@verein.example>"}, id="dot-in-name"),
    pytest.param({"X_Spam_Status": "No, score=1"}, id="spam-no"),
]


@pytest.mark.parametrize("changes", ALLOWED)
def test_ordinary_mail_may_be_acknowledged(changes: dict[str, str | None]) -> None:
    """What people's mail programs write forbids nothing."""
    assert reason(letter(**changes)) == ""


AUTHENTICATION = [
    pytest.param(f"{SERVER}; dmarc=pass header.from=verein.example", None, "", id="dmarc-pass"),
    pytest.param(f"{SERVER}; dmarc=fail; spf=pass", "<alice@verein.example>", "A12", id="dmarc-fail"),
    pytest.param(f"{SERVER}; spf=fail; dkim=none", "<alice@verein.example>", "A12", id="neither-passes"),
    pytest.param(f"{SERVER}; spf=pass; dkim=none", "<alice@verein.example>", "", id="return-path-equals-from"),
    pytest.param(f"{SERVER}; spf=pass; dkim=none", "<other@elsewhere.example>", "A18", id="return-path-differs"),
    pytest.param("evil.example; dmarc=pass", "<other@elsewhere.example>", "A18", id="foreign-server"),
    pytest.param(None, None, "A18", id="nothing-known"),
]


@pytest.mark.parametrize(("results", "path", "code"), AUTHENTICATION)
def test_where_our_server_is_known_the_sender_must_be_proved(results: str | None, path: str | None, code: str) -> None:
    """A12 and A18 count only with an authserv-id, and only its own word; each fixture hits one of them alone."""
    mail = letter(Authentication_Results=results, Return_Path=path)
    assert reasons(mail, SERVER) == ([code] if code else [])
    assert reason(mail) == ""


def test_every_occurrence_of_a_header_counts() -> None:
    """A second Auto-Submitted cannot hide behind a harmless first."""
    assert reason(letter(Auto_Submitted="no\r\nAuto-Submitted: auto-replied")) == "A2"


def test_two_from_headers_are_not_answered() -> None:
    """A13 looks at all From headers."""
    assert reason(letter(From="alice@verein.example\r\nFrom: alice@verein.example")) == "A13"


def test_reasons_are_sentences_for_staff() -> None:
    """Each reason is a German sentence."""
    for rule in RULES:
        found = no_acknowledgement(letter(**rule.values[1]), ours=OWN, known_as=KNOWN_AS)  # type: ignore[arg-type]
        assert found is not None
        assert found.sentence.endswith(".")
        assert found.sentence[0].isupper()


def test_the_letter_itself_is_what_it_seems() -> None:
    """The fixtures differ from this letter by one thing only."""
    assert b"Auto-Submitted" not in raw_letter()
