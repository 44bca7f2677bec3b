"""Message-IDs and traces that only we can have made."""

import pytest

from postlotse.core.compose.seals import OwnId, Trace, message_id, own_id, own_trace, trace_header
from postlotse.core.names import DraftKind

SECRET = b"a secret of the tests"


@pytest.mark.parametrize(
    ("kind", "start"), [(DraftKind.ACKNOWLEDGEMENT, "<ack."), (DraftKind.FORWARD, "<fwd."), (DraftKind.REFER, "<ref.")]
)
def test_an_id_comes_back_as_it_went(kind: DraftKind, start: str) -> None:
    """The same row has the same id on every try, and we know it when it comes back."""
    value = message_id(kind, "4711-a", "stadt.example", SECRET)
    assert value.startswith(f"{start}4711-a.")
    assert value.endswith("@stadt.example>")
    assert value == message_id(kind, "4711-a", "stadt.example", SECRET)
    assert own_id(value, SECRET) == OwnId(kind=kind, key="4711-a")
    assert own_id(value.strip("<>").replace("stadt", "relay"), SECRET) == OwnId(kind=kind, key="4711-a")


@pytest.mark.parametrize(
    "change",
    [
        lambda value: value.replace("4711", "4712"),
        lambda value: value.replace("<ack", "<fwd"),
        lambda value: value.replace("@", "x@"),
        lambda value: value + "\r\nBcc: x",
        lambda value: "",
        lambda value: "<CAB+x@mail.example>",
    ],
)
def test_forged_ids_are_foreign(change) -> None:  # type: ignore[no-untyped-def]
    """Any change breaks the seal."""
    assert own_id(change(message_id(DraftKind.ACKNOWLEDGEMENT, "4711", "stadt.example", SECRET)), SECRET) is None


def test_another_installation_has_other_ids() -> None:
    """The key of the house decides."""
    assert own_id(message_id(DraftKind.FORWARD, "1", "stadt.example", b"other"), SECRET) is None


def test_odd_keys_and_domains_make_sound_ids() -> None:
    """Keys lose what may not stand in an id; domains go out in ASCII."""
    value = message_id(DraftKind.FORWARD, "ack:7 ü\r\n>", "städte.example", SECRET)
    assert value.isascii()
    assert value.endswith("@xn--stdte-hra.example>")
    assert own_id(value, SECRET) == OwnId(kind=DraftKind.FORWARD, key="ack-7-")


def test_a_trace_comes_back_even_folded() -> None:
    """Relays fold headers; the seal does not mind."""
    value = trace_header(instance="haus-1", case="MO-2026-0042", hop=2, secret=SECRET)
    assert value.startswith("v1; inst=haus-1; case=MO-2026-0042; hop=2; mac=")
    assert own_trace(value.replace("; hop", ";\r\n hop"), SECRET) == Trace(instance="haus-1", case="MO-2026-0042", hop=2)
    assert own_trace(value.replace("hop=2", "hop=1"), SECRET) is None
    assert own_trace(value, b"other") is None
