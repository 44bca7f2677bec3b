"""Signing in, the pause after wrong passwords, and who gets in at all."""

from collections.abc import Callable

import pytest
from django.test import Client

from postlotse.desk import throttle
from postlotse.desk.access import Role, access_of, ensure_groups
from tests.desk.conftest import PASSWORD, City, person


def attempt(client: Client, password: str, *, name: str = "alice", address: str = "192.0.2.1") -> int:
    """Try to sign in; return the status."""
    return client.post("/anmelden/", {"username": name, "password": password}, REMOTE_ADDR=address).status_code


def test_signing_in_leads_to_the_queue_and_out_again(city: City) -> None:
    """The whole way with a real password."""
    person("alice", Role.CASES)
    client = Client()
    assert client.get("/").headers["Location"] == "/anmelden/?next=/"
    assert "Kennwort" in client.get("/anmelden/").content.decode()
    response = client.post("/anmelden/", {"username": "alice", "password": PASSWORD, "next": "/ausgang/"})
    assert response.headers["Location"] == "/ausgang/"
    assert client.get("/").status_code == 200
    assert client.get("/abmelden/").status_code == 405
    assert client.post("/abmelden/").headers["Location"] == "/anmelden/"
    assert client.get("/").status_code == 302


def test_wrong_passwords_lead_to_a_pause(city: City) -> None:
    """After five wrong tries even the right password has to wait; another address and another name do not."""
    person("alice", Role.CASES)
    person("bob", Role.CASES)
    client = Client()
    for _ in range(throttle.TRIES_NAME):
        assert attempt(client, "falsch") == 200
    assert attempt(client, PASSWORD) == 429
    assert attempt(client, PASSWORD, name="ALICE") == 429
    assert attempt(Client(), PASSWORD, name="bob") == 302
    assert attempt(Client(), PASSWORD, address="192.0.2.2") == 302


@pytest.mark.parametrize("name", ["  alice", "alice ", "ALICE", "ａｌｉｃｅ", " " * 200 + "alice", "\u00a0alice"])
def test_another_spelling_is_no_other_name(city: City, name: str) -> None:
    """The sign-in form folds width and white space, so the pause does too."""
    person("alice", Role.CASES)
    for _ in range(throttle.TRIES_NAME):
        assert attempt(Client(), "falsch", name=name) == 200
    assert attempt(Client(), PASSWORD) == 429


@pytest.mark.parametrize("fields", [{"username": "alice", "password": "falsch"}, {"username": "", "password": ""}])
def test_a_failed_sign_in_is_said_in_our_words(city: City, fields: dict[str, str]) -> None:
    """It says that it failed, and the same word for the password everywhere."""
    person("alice", Role.CASES)
    html = Client().post("/anmelden/", fields).content.decode()
    assert "Die Anmeldung hat nicht geklappt." in html
    assert "Kennwort" in html
    assert "Passwort" not in html


def test_a_right_password_forgets_the_wrong_ones(city: City) -> None:
    """Typing mistakes do not add up over the day."""
    person("alice", Role.CASES)
    for _ in range(3):
        for _ in range(throttle.TRIES_NAME - 1):
            attempt(Client(), "falsch")
        assert attempt(Client(), PASSWORD) == 302


def test_many_names_from_one_address_lead_to_a_pause(city: City) -> None:
    """Trying names instead of passwords is slowed down too."""
    person("alice", Role.CASES)
    for n in range(throttle.TRIES_ADDRESS):
        attempt(Client(), "falsch", name=f"name{n}")
    assert attempt(Client(), PASSWORD) == 429


def test_the_pause_is_said_in_words(city: City) -> None:
    """The page says how long to wait."""
    person("alice", Role.CASES)
    client = Client()
    for _ in range(throttle.TRIES_NAME):
        attempt(client, "falsch")
    html = client.post("/anmelden/", {"username": "alice", "password": "x"}, REMOTE_ADDR="192.0.2.1").content.decode()
    assert "warten Sie fünf Minuten" in html


def test_signing_in_never_leads_to_a_foreign_site(city: City) -> None:
    """A crafted `next` is ignored."""
    person("alice", Role.CASES)
    response = Client().post("/anmelden/", {"username": "alice", "password": PASSWORD, "next": "https://evil.example/"})
    assert response.headers["Location"] == "/"


@pytest.mark.parametrize("path", ["/", "/ausgang/", "/zustand/", "/nachricht/1/", "/vorgang/MO-2026-0001/", "/ausgang/1/"])
def test_nothing_is_shown_without_signing_in(city: City, path: str) -> None:
    """Every page asks first."""
    city.write("Hallo", subject="Geheim")
    response = Client().get(path)
    assert response.status_code == 302
    assert response.headers["Location"].startswith("/anmelden/")


def test_an_account_without_a_role_is_told_whom_to_ask(city: City, sign_in: Callable[..., Client]) -> None:
    """Signed in is not yet let in."""
    client = sign_in(name="dora")
    for path in ("/", "/ausgang/", "/zustand/"):
        response = client.get(path)
        assert response.status_code == 403
        assert "noch keine Rolle" in response.content.decode()


def test_an_account_that_was_switched_off_is_out_at_once(city: City, sign_in: Callable[..., Client]) -> None:
    """An open session does not outlive its account."""
    from django.contrib.auth.models import User

    client = sign_in(Role.CASES)
    User.objects.filter(username="alice").update(is_active=False)
    assert client.get("/").status_code == 302


def test_groups_are_made_once(city: City) -> None:
    """Calling twice makes no second group."""
    from django.contrib.auth.models import Group

    ensure_groups()
    assert sorted(Group.objects.values_list("name", flat=True)) == ["Administration", "Datenschutz", "Sachbearbeitung"]
    assert access_of(person("x", Role.PRIVACY)).look


def test_healthz_answers_everyone(city: City) -> None:
    """A watchdog needs no password and learns nothing."""
    response = Client().get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok")
