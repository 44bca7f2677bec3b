"""Addresses that cannot work.  Real domains are put together here: no file of the project holds an address under one."""

import pytest

from postlotse.core.problems import Problem
from postlotse.core.rules.check import check
from postlotse.core.rules.check.freemail import FREEMAIL
from postlotse.core.rules.load import load_book
from tests.rules.test_broken_sets import GOOD, TODAY
from tests.rules.test_check_bad_input import SMALL

REAL = "musterstadt" + ".de"


def found(offices: str, organisations: str = SMALL["organisations.yaml"]) -> list[Problem]:
    files = {**SMALL, "offices.yaml": offices, "organisations.yaml": organisations}
    book, problems = load_book(files)
    assert book is not None, problems
    return check(book, files, today=TODAY)


def test_leftovers_of_the_example_are_told() -> None:
    """Once one office has a real address, those of the example are leftovers; before, they are a set of examples."""
    text = SMALL["offices.yaml"]
    assert found(text) == []
    (problem, *others) = found(text.replace("stadt.example", REAL))
    assert (problem.code, problem.severity) == ("sample-address", "warning")
    assert "„register@amtsgericht.example“ stammt noch aus dem Beispiel" in problem.sentence
    assert [p.code for p in others] == ["sample-address"]
    assert found(text.replace("stadt.example", REAL).replace(".example", "-" + REAL)) == []


@pytest.mark.parametrize("domain", ["stadt.invalid", "stadt.test", "rathaus.local", "rathaus.localhost", "stadt.d", "10.0.0.1"])
def test_domains_that_cannot_be_are_told(domain: str) -> None:
    """Endings that are reserved, too short or made of figures."""
    assert [p.code for p in found(SMALL["offices.yaml"].replace("sportamt@stadt.example", f"post@{domain}"))] == [
        "dead-address"
    ]


@pytest.mark.parametrize("local", ["noreply", "No-Reply", "donotreply", "noreply+sport", "nicht-antworten", "mailer-daemon"])
def test_mailboxes_that_nobody_reads_are_told(local: str) -> None:
    """In any spelling, with a tag too."""
    text = SMALL["offices.yaml"].replace("sportamt@stadt.example", f"{local}@stadt.example")
    assert [p.code for p in found(text)] == ["dead-address"]


def test_domains_of_everybody_belong_to_no_organisation() -> None:
    """An association with `gmx.de` would be the sender of every mail from there; each of the list is told."""
    assert len(FREEMAIL) > 150
    text = SMALL["organisations.yaml"].replace("domains: [rodnik.example]", f"domains: [{', '.join(sorted(FREEMAIL))}]")
    problems = found(SMALL["offices.yaml"], text)
    assert [p.code for p in problems] == ["freemail-domain"] * len(FREEMAIL)
    assert sorted(p.sentence.partition("“")[0].removeprefix("„") for p in problems) == sorted(FREEMAIL)


def test_the_good_set_is_the_one_on_disk() -> None:
    """These tests and the folder start from the same."""
    assert SMALL["offices.yaml"] == (GOOD / "offices.yaml").read_text(encoding="utf-8")
