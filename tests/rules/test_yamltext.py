"""Reading YAML: what is written is what is read, and what cannot be meant is refused with its place."""

import pytest

from postlotse.core.yamltext import MOST_CHARACTERS, Items, Scalar, Table, read


def table(text: str) -> Table:
    node, problems = read(text, "x.yaml")
    assert problems == []
    assert isinstance(node, Table)
    return node


@pytest.mark.parametrize(
    "written",
    ["NO", "no", "01067", "12:30", "1e3", "2026-12-31", "0x1F", "~", "true", ".inf", "1_000"],
)
def test_scalars_stay_text(written: str) -> None:
    """A country code, a postcode and a time of day keep their letters and digits."""
    node = table(f"value: {written}").entries["value"]
    assert isinstance(node, Scalar)
    assert node.value == written


def test_nodes_know_their_place() -> None:
    """Every node carries the line and column where it stands, counted from 1."""
    node = table("offices:\n  kulturamt:\n    name: Kulturamt\n    languages: [de,  en]\n")
    office = node.entries["offices"].entries["kulturamt"]  # type: ignore[union-attr]
    assert (node.entries["offices"].keys["kulturamt"].line, node.entries["offices"].keys["kulturamt"].column) == (2, 3)  # type: ignore[union-attr]
    assert (office.entries["name"].line, office.entries["name"].column) == (3, 11)
    languages = office.entries["languages"]
    assert isinstance(languages, Items)
    assert [(item.line, item.column) for item in languages.items] == [(4, 17), (4, 22)]


@pytest.mark.parametrize(
    "text",
    ["\ufeffa: 1\n", "a: 1\r\n", "---\na: 1\n", "a: 1"],
    ids=["byte-order-mark", "crlf", "document-start", "no-final-newline"],
)
def test_editors_habits_do_not_matter(text: str) -> None:
    """Byte-order marks, Windows line ends and a leading `---` are read over."""
    assert table(text).entries["a"].value == "1"  # type: ignore[union-attr]


@pytest.mark.parametrize("text", ["", "\n\n", "# nur ein Kommentar\n", "---\n"], ids=["nothing", "blank", "comment", "start"])
def test_an_empty_file_has_no_node(text: str) -> None:
    """An empty file is no mistake of form; whether it may be empty is decided elsewhere."""
    assert read(text, "x.yaml") == (None, [])


BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{b}: &{b} [{','.join([f'*{a}'] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        (BOMB, "anchor", 1, 4),
        ("a: 1\nb: *a\n", "alias", 2, 4),
        ("a: !!python/object:os.system x\n", "tag", 1, 4),
        ("a: 1\nb: 2\na: 3\n", "duplicate-key", 3, 1),
        ("a: 1\n---\nb: 2\n", "several-documents", 2, 1),
        ("a:\n\tb: 1\n", "tab", 2, 1),
        ("a: 'offen\n", "quote", 1, 4),
        ("a: b: c\n", "syntax", 1, 5),
        ("a: [1, 2\nb: 3\n", "syntax", 2, 2),
        ("? [a]\n: 1\n", "odd-key", 1, 3),
        ("[" * 100 + "]" * 100, "too-deep", 1, 25),
        ("a: \x07\n", "bad-character", 1, 0),
        ("a: " + "x" * MOST_CHARACTERS, "too-large", 0, 0),
        ("[" + "1," * 200_001 + "]", "too-many-nodes", 1, 400_000),
    ],
    ids=[
        "alias-bomb",
        "alias",
        "tag",
        "duplicate-key",
        "documents",
        "tab",
        "quote",
        "colon",
        "bracket",
        "key",
        "deep",
        "control",
        "large",
        "many",
    ],
)
def test_what_cannot_be_meant_is_refused(text: str, code: str, line: int, column: int) -> None:
    """Bombs, duplicate keys, tabs and broken syntax give one problem with a place and a German sentence."""
    node, problems = read(text, "x.yaml")
    assert node is None
    assert [(p.code, p.line, p.column) for p in problems] == [(code, line, column)]
    assert problems[0].sentence.endswith(".")


def test_a_truncated_file_is_refused_or_shorter_but_never_crashes() -> None:
    """A file cut at any character is either read or refused; nothing else can happen."""
    text = "rules:\n  - id: a\n    when: {flags: [danger, 'x']}\n    then: {office: \"b\"}\n"
    for end in range(len(text)):
        node, problems = read(text[:end], "x.yaml")
        assert node is None or not problems
