"""Security headers on every kind of answer."""

import pytest
from django.test import Client, override_settings

from tests.desk.conftest import City

PATHS = [
    "/",
    "/anmelden/",
    "/ausgang/",
    "/zustand/",
    "/nachricht/1/",
    "/nachricht/99/",
    "/vorgang/MO-2026-0001/",
    "/gibtsnicht",
]


@pytest.mark.parametrize("path", PATHS)
def test_every_page_is_closed(city: City, desk: Client, path: str) -> None:
    """Nothing from elsewhere, no frame, no cache, no sniffing: also on pages that say no."""
    city.write("Hallo")
    headers = desk.get(path).headers
    policy = headers["Content-Security-Policy"]
    for part in (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "form-action 'self'",
    ):
        assert part in policy, part
    assert "unsafe" not in policy
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert "no-store" in headers["Cache-Control"]


@pytest.mark.parametrize("path", PATHS)
def test_pages_have_no_inline_code_or_style_and_no_foreign_address(city: City, desk: Client, path: str) -> None:
    """The policy would break them; so they must not be there in the first place."""
    city.write("Hallo")
    html = desk.get(path).content.decode()
    for wrong in (" style=", "<style", " onclick", "javascript:", "http://", "https://"):
        assert wrong not in html, wrong
    assert html.count("<script") == html.count("<script src=")


def test_assets_come_from_the_package_and_are_small(city: City) -> None:
    """One style sheet, one script, one mark: together under 100 kB, without signing in."""
    total = 0
    for name in ("desk.css", "desk.js", "mark.svg"):
        response = Client().get(f"/static/desk/{name}")
        assert response.status_code == 200, name
        body = b"".join(response.streaming_content)  # type: ignore[attr-defined]
        response.close()
        assert b"http:" not in body.replace(b"http://www.w3.org", b"")
        total += len(body)
    assert total < 100_000


def test_an_error_of_ours_is_a_calm_page(city: City, desk: Client) -> None:
    """A broken view shows no traceback and keeps its headers."""
    from postlotse.desk import tools

    client = Client(raise_request_exception=False)
    client.cookies = desk.cookies
    tools._held.clear()
    response = client.get("/")
    assert response.status_code == 500
    html = response.content.decode()
    assert "nicht geklappt" in html
    assert "Traceback" not in html


def test_in_production_cookies_are_only_for_tls(tmp_path: object) -> None:
    """The product's own settings: secure cookies, HSTS, no debug."""
    from postlotse.config.schema import Config
    from postlotse.settings import values

    made = values(Config(), secret_key="x")
    assert made["SESSION_COOKIE_SECURE"]
    assert made["CSRF_COOKIE_SECURE"]
    assert made["SECURE_HSTS_SECONDS"] > 0
    assert not made["DEBUG"]


@override_settings(SESSION_COOKIE_SECURE=True, CSRF_COOKIE_SECURE=True)
def test_the_session_cookie_is_out_of_reach(city: City) -> None:
    """HttpOnly, SameSite, Secure."""
    from postlotse.desk.access import Role
    from tests.desk.conftest import PASSWORD, person

    person("alice", Role.CASES)
    response = Client().post("/anmelden/", {"username": "alice", "password": PASSWORD})
    cookie = response.cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["secure"]
    assert cookie["samesite"] == "Lax"
