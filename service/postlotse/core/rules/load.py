"""Files → RuleBook: read the texts of the rules folder, type them, resolve every id.  Opens no files.

Mistakes of form and unknown ids are found here, where the exact place is known; whether the set makes sense is
asked in `rules.check`.
"""

import difflib
import hashlib
from collections.abc import Mapping

from postlotse.core.problems import Problem, Severity
from postlotse.core.rules import read_directory, read_replies, read_routing, read_topics
from postlotse.core.rules.cases_read import case_file
from postlotse.core.rules.conditions.base import Known
from postlotse.core.rules.schema import Page
from postlotse.core.rules.types import RuleBook
from postlotse.core.yamltext import Node, read

#: The files of a set; organisations, replies and calendar may be missing.
REQUIRED = ("offices.yaml", "topics.yaml", "routing.yaml")
OPTIONAL = ("organisations.yaml", "replies.yaml", "calendar.yaml")
_COPY = "aus der mitgelieferten Vorlage kopieren"


def load_book(files: Mapping[str, str]) -> tuple[RuleBook | None, list[Problem]]:
    """Return the rule book of a set of files (name relative to the rules folder → text) and the problems found.

    The book is None when any problem is an error.
    """
    problems: list[Problem] = []
    pages: dict[str, tuple[Page, Node | None]] = {}
    for name in (*REQUIRED, *OPTIONAL, *files_of_tests(files)):
        if name in files:
            node, found = read(files[name], name)
            problems.extend(found)
            pages[name] = (Page(file=name), node)
            if node is None and not found and name in REQUIRED:
                problems.append(Problem(file=name, code="empty-file", sentence="Diese Datei ist leer.", cure=_COPY))
        elif name in REQUIRED:
            problems.append(Problem(file=name, code="missing-file", sentence="Diese Datei fehlt.", cure=_found_as(name, files)))
    if problems:
        return None, problems
    nothing = (Page(file=""), None)
    places: dict[str, tuple[str, int, int]] = {}
    offices = read_directory.offices(*pages["offices.yaml"], places)
    # offices with a mistake of their own are known too, so that one mistake stays one problem
    office_ids = {key.removeprefix("office:") for key in places if key.startswith("office:")}
    organisations = read_directory.organisations(*pages.get("organisations.yaml", nothing), places, office_ids)
    topics = read_topics.topics(*pages["topics.yaml"], office_ids, places)
    known = Known(
        topics=topics.keys(),
        organisations={o.id for o in organisations},
        offices=office_ids,
        templates=_german_templates(files),
    )
    rules = read_routing.rules(*pages["routing.yaml"], office_ids, known, places)
    ids = read_routing.case_ids(pages["routing.yaml"][1], office_ids, known)
    cases = [case for name in files_of_tests(files) for case in case_file(*pages[name], ids)]
    replies = read_replies.replies(*pages.get("replies.yaml", nothing))
    calendar = read_replies.calendar(*pages.get("calendar.yaml", nothing))
    for name, entries in zip(REQUIRED, (offices, topics, rules), strict=True):
        page, node = pages[name]
        if not entries and not page.problems and node is not None:
            page.note(node, "no-entries", "Diese Datei enthält keine Einträge.", _COPY)
    problems = [problem for page, _ in pages.values() for problem in page.problems]
    if any(problem.severity is Severity.ERROR for problem in problems):
        return None, problems
    book = RuleBook(
        offices=offices,
        organisations=organisations,
        topics=topics,
        rules=rules,
        replies=replies,
        calendar=calendar,
        fingerprint=fingerprint(files),
        cases=(*(case for rule in rules for case in rule.tests), *cases),
        places=places,
    )
    return book, problems


def _german_templates(files: Mapping[str, str]) -> frozenset[str]:
    """Return the names of the German mail templates, without their ending."""
    head, tail = "templates/de/", ".j2"
    return frozenset(n[len(head) : -len(tail)] for n in files if n.startswith(head) and n.endswith(tail))


def files_of_tests(files: Mapping[str, str]) -> list[str]:
    """Return the names of the files that hold nothing but tests, in order."""
    return sorted(name for name in files if name.startswith("tests/") and name.endswith((".yaml", ".yml")))


def _found_as(name: str, files: Mapping[str, str]) -> str:
    """Return the cure for a missing file: one with a similar name that nobody reads, or the shipped one."""
    unread = [other for other in files if other not in (*REQUIRED, *OPTIONAL) and "/" not in other]
    similar = difflib.get_close_matches(name, unread, n=1, cutoff=0.75)
    return f"„{similar[0]}“ in „{name}“ umbenennen" if similar else _COPY


def fingerprint(files: Mapping[str, str]) -> str:
    """Return 16 hex digits that change with every file that can change a decision or a mail (tests do not count)."""
    digest = hashlib.sha256()
    for name in sorted(files):
        if not name.startswith("tests/"):
            content = files[name].replace("\r\n", "\n").encode()
            digest.update(f"{name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()[:16]
