"""What a person does on the pages on rules, as a browser would send it."""

import re
from html import unescape

from django.http import HttpResponse
from django.test import Client

from postlotse.store import rulesets
from postlotse.store.rulesets import Draft, DraftState

OFFICE = "/regeln/stellen/kulturamt/"


def fields(html: str) -> dict[str, list[str]]:
    """Return what a browser would post of the first form that saves: every field with what stands in it."""
    form = html[html.index('class="rule-form"') :]
    form = form[: form.index("</form>")]
    found: dict[str, list[str]] = {}
    for tag in re.findall(r"<input[^>]*>", form):
        name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and ("checkbox" not in tag or " checked" in tag):
            found.setdefault(name[1], []).append(unescape(value[1] if value else ""))
    for name, text in re.findall(r'<textarea[^>]*name="([^"]*)"[^>]*>\n(.*?)</textarea>', form, re.S):
        found.setdefault(name, []).append(unescape(text))
    for name, options in re.findall(r'<select[^>]*name="([^"]*)"[^>]*>(.*?)</select>', form, re.S):
        chosen = re.findall(r'value="([^"]*)" selected', options) or re.findall(r'value="([^"]*)"', options)[:1]
        found[name] = [unescape(c) for c in chosen]
    return found


def save(client: Client, path: str, verb: str = "save", **changed: str | list[str]) -> HttpResponse:
    """Open a form, change some fields (`__` stands for a point), and send it off."""
    typed = fields(client.get(path).content.decode())
    for name, value in changed.items():
        typed[name.replace("__", ".")] = value if isinstance(value, list) else [value]
    return client.post(path, {**typed, "verb": verb})


def draft() -> Draft:
    """Return the one open draft."""
    (found,) = rulesets.drafts(DraftState.OPEN)
    return found


def verb(client: Client, name: str, found: Draft | None = None, **more: str) -> HttpResponse:
    """Press a button on the page of the draft."""
    found = found or draft()
    return client.post(f"/regeln/entwurf/{found.id}/aendern/", {"verb": name, "version": found.version, **more}, follow=True)
