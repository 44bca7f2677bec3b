"""Reading the settings: what is accepted, and what is said about mistakes.

Every file in `bad/` begins with the problems it must give: `#! LINE CODE words of the sentence or cure`.
"""

from pathlib import Path

import pytest

from postlotse.config.describe import commented_toml, reference_markdown
from postlotse.config.faults import is_loopback
from postlotse.config.load import load
from postlotse.config.locate import key_lines
from postlotse.config.schema import Config, Mailbox, OAuth, Security, Smtp, StartMode, TokenKind
from postlotse.config.secrets import secret, secret_problems
from postlotse.core.errors import ConfigurationError
from postlotse.core.problems import Severity

BAD = sorted((Path(__file__).parent / "bad").glob("*.toml"))
ENOUGH = """\
[[mailbox]]
host = "mail.stadt.example"
user = "integration"
password_file = "kennwort"
[smtp]
host = "mail.stadt.example"
"""


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "postlotse.toml"
    path.write_text(text, encoding="utf-8")
    return path


def problems_of(path: Path, environ: dict[str, str]) -> list[tuple[int, str, str]]:
    with pytest.raises(ConfigurationError) as caught:
        load(path, environ)
    return [(problem.line, problem.code, f"{problem.sentence} {problem.cure}") for problem in caught.value.problems]


@pytest.mark.parametrize("path", BAD, ids=[path.stem for path in BAD])
def test_mistakes_are_all_named_with_line_and_cure(path: Path) -> None:
    """All at once, each with its line, a plain sentence and a way out."""
    lines = [line[2:].split(None, 2) for line in path.read_text("utf-8").splitlines() if line.startswith("#!")]
    found = problems_of(path, {})
    assert [(int(line), code) for line, code, _ in lines] == [(line, code) for line, code, _ in found]
    for (_, _, words), (_, _, text) in zip(lines, found, strict=True):
        assert words in text
        assert text.rstrip()[-1] in '.?"]'


def test_there_are_bad_examples() -> None:
    """The folder is found."""
    assert len(BAD) >= 10


def test_enough_is_enough(tmp_path: Path) -> None:
    """The shortest useful file; everything else has a default."""
    config = load(written(tmp_path, ENOUGH), {})
    (box,) = config.mailbox
    assert (box.port, box.security, box.start) == (993, Security.TLS, StartMode.BASELINE)
    assert config.place("rules") == tmp_path / "rules"


def test_an_empty_file_is_no_mistake(tmp_path: Path) -> None:
    """Explaining mails needs no server."""
    assert load(written(tmp_path, ""), {}) == Config(base=tmp_path)


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    """Some editors write one."""
    path = tmp_path / "postlotse.toml"
    path.write_bytes(b"\xef\xbb\xbf" + ENOUGH.encode())
    assert load(path, {}).mailbox[0].user == "integration"


def test_paths_that_adapters_open_come_back_absolute(tmp_path: Path) -> None:
    """Relative to the file, wherever the program was started."""
    text = '[[mailbox]]\nkind = "folder"\npath = "eingang"\n[smtp]\nkind = "folder"\npath = "../aus"\nca_file = "ca.pem"\n'
    config = load(written(tmp_path, text), {})
    assert (config.mailbox[0].path, config.smtp.path) == (tmp_path / "eingang", tmp_path.parent / "aus")
    assert config.smtp.ca_file == str(tmp_path / "ca.pem")


# ---------------------------------------------------------------------- the environment


def test_variables_win(tmp_path: Path) -> None:
    """Every key has a variable; types follow the schema."""
    environ = {
        "POSTLOTSE_MAILBOX__0__HOST": "other.stadt.example",
        "POSTLOTSE_MAILBOX__0__PORT": "1143",
        "POSTLOTSE_MAILBOX__0__IDLE": "false",
        "POSTLOTSE_MAILBOX__1__NAME": "zweites",
        "POSTLOTSE_MAILBOX__1__KIND": "folder",
        "POSTLOTSE_MAILBOX__1__PATH": "eingang",
        "POSTLOTSE_SMTP__USER": "007",
        "POSTLOTSE_SMTP__OAUTH__PROVIDER": "command",
        "POSTLOTSE_SMTP__OAUTH__COMMAND": '["token", "--for", "a,b"]',
        "POSTLOTSE_CONTACT__ALIASES": "a@stadt.example, b@stadt.example",
        "POSTLOTSE_LOG__LEVEL": "debug",
        "OTHER__THING": "x",
    }
    config = load(written(tmp_path, ENOUGH), environ)
    first, second = config.mailbox
    assert (first.host, first.port, first.idle) == ("other.stadt.example", 1143, False)
    assert (second.name, second.path) == ("zweites", tmp_path / "eingang")
    assert config.smtp.user == "007"
    assert config.smtp.oauth == OAuth(provider=TokenKind.COMMAND, command=("token", "--for", "a,b"))
    assert config.contact.aliases == ("a@stadt.example", "b@stadt.example")
    assert config.log.level == "debug"


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("POSTLOTSE_SMTP__PORT", "many", "int_type"),
        ("POSTLOTSE_SMTP__PROT", "25", "unknown_variable"),
        ("POSTLOTSE_SMTP__OAUTH", "x", "unknown_variable"),
        ("POSTLOTSE_BASE__X", "x", "unknown_variable"),
        ("POSTLOTSE_MAILBOX__7__HOST", "x", "bad_index"),
        ("POSTLOTSE_MAILBOX__0__SECURITY", "tsl", "enum"),
        ("POSTLOTSE_MAILBOX__0__SECURITY", "none", "clear_text"),
        ("POSTLOTSE_MAILBOX__0__IDLE", "yes", "bool_type"),
    ],
)
def test_a_bad_variable_is_named_as_such(tmp_path: Path, name: str, value: str, code: str) -> None:
    """The problem stands at the variable, not at a line of the file."""
    with pytest.raises(ConfigurationError) as caught:
        load(written(tmp_path, ENOUGH), {name: value})
    assert [(problem.file, problem.line, problem.code) for problem in caught.value.problems] == [(name, 0, code)]


# ---------------------------------------------------------------------- files that are none


@pytest.mark.parametrize(
    ("content", "line", "code"),
    [
        (b'[smtp]\nhost = "b\xfcro"\n', 2, "not_utf8"),
        (b"x" * 1_000_001, 0, "too_big"),
        (None, 0, "no_file"),
    ],
)
def test_what_is_no_configuration(tmp_path: Path, content: bytes | None, line: int, code: str) -> None:
    """Missing, huge or wrongly coded files get one problem each."""
    path = tmp_path / "postlotse.toml"
    if content is not None:
        path.write_bytes(content)
    assert [(found[0], found[1]) for found in problems_of(path, {})] == [(line, code)]


def test_a_directory_is_no_file(tmp_path: Path) -> None:
    """It says so, without a traceback."""
    assert [code for _, code, _ in problems_of(tmp_path, {})] == ["unreadable"]


def test_lines_are_found_in_every_spelling() -> None:
    """Dotted keys, inline tables, arrays of tables, quoted keys, and text that only looks like keys."""
    text = (
        'contact.name = "x"\n"smtp".host = "y"\n'
        '[[mailbox]]\nname = """\nhost = "no"\n"""\n[mailbox.oauth] # c\nprovider = "g"\n'
        '[[mailbox]]\noauth = { provider = "g", scope = "" }\n'
    )
    lines = key_lines(text)
    assert lines["contact", "name"] == 1
    assert lines["smtp", "host"] == 2
    assert lines["mailbox", 0, "name"] == 4
    assert ("mailbox", 0, "host") not in lines
    assert lines["mailbox", 0, "oauth", "provider"] == 8
    assert lines["mailbox", 1, "oauth", "scope"] == 10


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("localhost", True),
        ("127.0.0.1", True),
        ("127.9.9.9", True),
        ("::1", True),
        ("[::1]", True),
        ("mail.example.org", False),
        ("localhost.example.org", False),
        ("10.0.0.1", False),
        ("0.0.0.0", False),
    ],
)
def test_loopback(host: str, expected: bool) -> None:
    """Only this machine counts, and no name server is asked."""
    assert is_loopback(host) is expected


# ---------------------------------------------------------------------- described

FULL = Config(
    mailbox=(
        Mailbox(name="a", host="mail.stadt.example", user='we"ird\\ü\t', password_file="pw", start=StartMode.ALL),
        Mailbox(
            name="b",
            host="outlook.office365.com",
            user="b@stadt.example",
            oauth=OAuth(
                provider=TokenKind.MICROSOFT365, tenant="t", client_id="c", client_secret_file="s", mechanism="oauthbearer"
            ),
        ),
        Mailbox(name="c", kind="folder", path=Path("/srv/eingang")),
    ),
    smtp=Smtp(
        host="mail.stadt.example",
        user="u",
        oauth=OAuth(provider=TokenKind.COMMAND, command=("a", 'b "c"')),
        null_sender=False,
        per_minute=5,
    ),
)


@pytest.mark.parametrize("config", [Config(), FULL], ids=["defaults", "much"])
def test_the_commented_file_loads_back_equal(tmp_path: Path, config: Config) -> None:
    """What `init` writes is what was meant."""
    path = written(tmp_path, commented_toml(config))
    assert load(path, {}) == config.model_copy(update={"base": tmp_path})


def test_every_key_is_explained_in_the_file_and_on_the_page() -> None:
    """No setting without a German sentence, in both places."""
    text, page = commented_toml(FULL), reference_markdown()
    for table in (Mailbox, Smtp, OAuth, Config):
        for name, field in table.model_fields.items():
            if field.exclude:
                continue
            assert field.description, name
            assert field.description in text, name
            if table is not Config:
                assert f"| `{name}` |" in page or name == "oauth", name


# ---------------------------------------------------------------------- secrets


def config_at(tmp_path: Path, **more: object) -> Config:
    return load(written(tmp_path, ENOUGH), {}).model_copy(update=more)


def test_a_secret_beside_the_configuration(tmp_path: Path) -> None:
    """One trailing newline goes, blanks stay."""
    (tmp_path / "kennwort").write_bytes(b" geh\xc3\xa4im \r\n")
    assert secret(config_at(tmp_path), "kennwort") == " gehäim "


def test_credentials_win(tmp_path: Path) -> None:
    """What systemd hands over comes first."""
    (tmp_path / "kennwort").write_text("beside\n")
    (tmp_path / "cred").mkdir()
    (tmp_path / "cred" / "kennwort").write_text("handed over")
    config = load(written(tmp_path, ENOUGH), {"CREDENTIALS_DIRECTORY": str(tmp_path / "cred")})
    assert secret(config, "kennwort") == "handed over"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (None, "no_secret"),
        (b"", "secret_empty"),
        (b"\n", "secret_empty"),
        (b"\xff", "secret_not_text"),
        (b"a\0b", "secret_empty"),
    ],
)
def test_a_secret_that_is_none(tmp_path: Path, content: bytes | None, code: str) -> None:
    """The problem names the file and never its content."""
    if content is not None:
        (tmp_path / "kennwort").write_bytes(content)
    with pytest.raises(ConfigurationError) as caught:
        secret(config_at(tmp_path), "kennwort")
    (problem,) = caught.value.problems
    assert (problem.code, bool(problem.cure)) == (code, True)
    assert problem.file.endswith("kennwort")


def test_an_open_secret_is_a_warning(tmp_path: Path) -> None:
    """Readable by everybody works, but is said; readable by the owner is quiet."""
    path = tmp_path / "kennwort"
    path.write_text("x")
    path.chmod(0o644)
    (problem,) = secret_problems(config_at(tmp_path))
    assert (problem.severity, problem.code) == (Severity.WARNING, "secret_open")
    path.chmod(0o600)
    assert secret_problems(config_at(tmp_path)) == []
