"""The config file: what a good one gives, and every problem of a bad one at once, each with key and line."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest

from watcher.bootstrap import windows, wire
from watcher.cadence import FollowUpKind, Policy
from watcher.config import Config, default_path, load
from watcher.errors import ConfigError, Exit
from watcher.mail.types import ImapSettings, MaildirSettings

GOOD = """\
timezone = "Europe/Berlin"
[identity]
name = "Ada Example"
addresses = ["Ada@Example.org"]
[[accounts]]
name = "personal"
kind = "imap"
host = "imap.example.org"
username = "ada"
password = { command = ["true"] }
"""

GMAIL = (
    GOOD
    + """\
[[accounts]]
name = "google"
kind = "gmail"
client = "client.json"
"""
)

Write = Callable[[str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def to_file(text: str) -> Path:
        path = tmp_path / "config.toml"
        path.write_text(text)
        return path

    return to_file


def refused(path: Path | None) -> ConfigError:
    with pytest.raises(ConfigError) as caught:
        load(path)
    assert caught.value.exit_code is Exit.CONFIG
    assert caught.value.permanent
    return caught.value


def problem(write: Write, text: str) -> str:
    (only,) = refused(write(text)).problems
    return only


def changed(key: str, line: str) -> str:
    """GOOD with the line of a key replaced, or one added at its end."""
    lines = GOOD.splitlines()
    at = [number for number, each in enumerate(lines) if each.startswith(f"{key} ")]
    lines[at[0] if at else len(lines) :] = [line, *lines[at[0] + 1 :]] if at else [line]
    return "\n".join(lines) + "\n"


def with_line(line: str) -> str:
    """GOOD with a line after the name."""
    return changed("name", f'name = "Ada"\n{line}')


# --- what is given --------------------------------------------------------------------------------------------------


def test_the_example_config_is_valid_and_shows_the_defaults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    example = Path(__file__).parents[2] / "deploy" / "config.example.toml"
    config = load(example)
    assert config.country == "DE"
    assert [account.name for account in config.accounts] == ["personal"]
    assert config.accounts[0].write

    uncommented = example.read_text()
    for key in ("horizon_days", "max_drafts_per_day", "max_waiting", "quiet_days", "settle_seconds", "weekday", "time"):
        assert f"\n# {key} = " in uncommented
        uncommented = uncommented.replace(f"\n# {key} = ", f"\n{key} = ")
    spelled = tmp_path / "config.toml"
    spelled.write_text(uncommented)
    again = load(spelled)
    assert (again.sync, again.cadence, again.digest) == (config.sync, config.cadence, config.digest)


def test_a_sign_off_for_all_languages_or_one_for_each_and_a_signature(write: Write) -> None:
    one = load(write(with_line('sign_off = "Kind regards,"'))).identity
    assert (one.sign_off, one.signature) == ({"": "Kind regards,"}, "")
    text = 'sign_off = { en = "Best,", de = "Viele Grüße" }\nsignature = """\nAda Example\n--\n+49 30 1234\n"""'
    each = load(write(with_line(text))).identity
    assert each.sign_off == {"en": "Best,", "de": "Viele Grüße"}
    assert each.signature == "Ada Example\n-- \n+49 30 1234"


def test_a_small_config_has_the_documented_defaults(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    config = load(write(GOOD))
    assert config.zone.key == "Europe/Berlin"
    assert config.country == ""
    assert config.identity.name == "Ada Example"
    assert config.identity.addresses == ("ada@example.org",)
    assert (config.identity.sign_off, config.identity.signature) == ({}, "")
    assert config.accounts == (ImapSettings("personal", "imap.example.org", "ada"),)
    assert config.sync.horizon_days == 180
    assert (config.cadence.max_drafts_per_day, config.cadence.max_waiting, config.cadence.quiet_days) == (10, 10, 21)
    assert config.cadence.settle_seconds == 60
    assert (config.digest.weekday, config.digest.time, config.digest.deliver) == ("mon", dt.time(7, 30), "mailbox")
    assert config.ledger_url == f"sqlite:///{tmp_path}/state/watcher/ledger.sqlite"
    assert config.path == tmp_path / "config.toml"


def test_two_accounts_of_two_kinds(write: Write, tmp_path: Path) -> None:
    (tmp_path / "Mail").mkdir()
    (tmp_path / "ca.pem").touch()
    more = """\
port = 1993
tls = "starttls"
ca_file = "ca.pem"
drafts = "Entwürfe"
sent = "Gesendet"
ignore = ["Lists"]
write = true
timeout = 5
[[accounts]]
name = "local"
kind = "maildir"
path = "Mail"
ignore = ["Old", "Older"]
write = true
"""
    config = load(write(GOOD + more))
    assert config.accounts == (
        ImapSettings(
            name="personal",
            host="imap.example.org",
            username="ada",
            port=1993,
            tls="starttls",
            ca_file=str(tmp_path / "ca.pem"),
            drafts="Entwürfe",
            sent="Gesendet",
            ignore=("Lists",),
            write=True,
            timeout=5.0,
        ),
        MaildirSettings(name="local", path=str(tmp_path / "Mail"), ignore=("Old", "Older"), write=True),
    )
    assert list(config.secrets) == ["personal"]


def test_paths_count_from_the_file_and_know_the_home(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir("/")
    for given, wanted in (("x/l.db", f"{tmp_path}/x/l.db"), ("~/l.db", f"{tmp_path}/l.db"), ("/l.db", "/l.db")):
        config = load(write(GOOD + f'[store]\nurl = "sqlite:///{given}"\n'))
        assert config.ledger_url == f"sqlite:///{wanted}"
    (tmp_path / "m").mkdir()
    maildir = '[[accounts]]\nname = "local"\nkind = "maildir"\npath = "~/m"\n'
    assert load(write(GOOD + maildir)).accounts[1] == MaildirSettings("local", f"{tmp_path}/m")
    monkeypatch.chdir(tmp_path)
    assert load(Path("config.toml")).path == tmp_path / "config.toml"


def test_the_default_paths_are_those_of_xdg(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/ada")
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    assert default_path() == Path("/home/ada/.config/watcher/config.toml")
    monkeypatch.setenv("XDG_CONFIG_HOME", "relative/is/ignored")
    assert default_path() == Path("/home/ada/.config/watcher/config.toml")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert default_path() == tmp_path / "watcher" / "config.toml"
    (tmp_path / "watcher").mkdir()
    default_path().write_text(GOOD)
    assert load(None).identity.name == "Ada Example"


def test_the_system_s_time_zone_is_the_default(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "America/New_York")
    without = GOOD.partition("\n")[2]
    assert load(write(without)).zone.key == "America/New_York"
    monkeypatch.setenv("TZ", "Nowhere/Land")
    assert "the system does not tell its own" in problem(write, without)


def test_a_local_time_of_toml_is_a_time_of_day(write: Write) -> None:
    assert load(write(GOOD + "[digest]\ntime = 08:15:00\n")).digest.time == dt.time(8, 15)
    assert load(write(GOOD + '[digest]\ntime = "18:05"\n')).digest.time == dt.time(18, 5)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "::1", "127.3.2.1"])
def test_no_tls_is_for_this_machine(write: Write, host: str) -> None:
    text = changed("host", f'host = "{host}"') + 'tls = "none"\n'
    account = load(write(text)).accounts[0]
    assert isinstance(account, ImapSettings)
    assert account.tls == "none"


# --- what is refused ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (changed("timezone", 'timezone = "Europe/Berln"'), 'line 1: timezone: is no time zone: "Europe/Berln"; did you '
         'mean "Europe/Berlin"?'),
        (changed("timezone", 'timezone = "../../etc/passwd"'), "line 1: timezone: is no time zone"),
        (changed("timezone", 'timezone = "Europe"'), "line 1: timezone: is no time zone"),
        (changed("timezone", "timezone = 1"), "line 1: timezone: must be a text in quotes"),
        (changed("timezone", 'country = "Germany"'), "line 1: country: must be a country of ISO 3166"),
        (changed("timezone", 'colour = 1\ntimezone = "UTC"'), "line 1: colour: is unknown"),
        (changed("timezone", 'sync = 5\ntimezone = "UTC"'), "line 1: sync: must be a table"),
        (changed("name", 'nmae = "Ada"').replace("[identity]", '[identity]\nname = "Ada"'),
         'line 4: identity.nmae: is unknown; did you mean "name"?'),
        (changed("name", ""), "line 2: identity.name: is required"),
        (changed("name", 'name = "  "'), "line 3: identity.name: must not be empty"),
        (changed("name", 'name = "Ada\\r\\nBcc: x@example.org"'), "line 3: identity.name: must be one line"),
        (with_line("sign_off = 5"), "line 4: identity.sign_off: must be a text, or one for each language"),
        (with_line('sign_off = { english = "Bye" }'), "line 4: identity.sign_off: must be a text, or one for each"),
        (with_line('sign_off = { en = 5 }'), "line 4: identity.sign_off: must be a text, or one for each language"),
        (with_line('sign_off = "Yours [name]"'), "line 4: identity.sign_off: must be one line of at most 60"),
        (with_line('sign_off = "two\\nlines"'), "line 4: identity.sign_off: must be one line of at most 60"),
        (with_line("signature = 5"), "line 4: identity.signature: must be a text in quotes"),
        (with_line('signature = "--\\nAda"'), "line 4: identity.signature: must begin with your name"),
        (with_line(f'signature = "{"Ada" * 200}"'), "line 4: identity.signature: must be at most 6 lines"),
        (with_line('signature = "Ada\\u202e"'), "line 4: identity.signature: must be printable"),
        (changed("addresses", "addresses = []"), "line 4: identity.addresses: must not be empty"),
        (changed("addresses", 'addresses = "ada@example.org"'), "line 4: identity.addresses: must be a list"),
        (changed("addresses", 'addresses = [\n"ada@example.org",\n"Ada <ada@example.org>"]'),
         "line 6: identity.addresses[1]: must be an email address"),
        (changed("addresses", 'addresses = ["ada@@example.org"]'), "line 4: identity.addresses[0]: must be an email"),
        (changed("host", 'host = "imaps://imap.example.org"'), "line 8: accounts[0].host: must be a host name alone"),
        (changed("host", 'host = "imap.example.org:993"'), "line 8: accounts[0].host: must be a host name alone"),
        (changed("host", ""), "line 5: accounts[0].host: is required"),
        (GMAIL.replace("client =", "# client ="), "line 11: accounts[1].client: is required"),
        (changed("kind", 'kind = "pop3"'), 'line 7: accounts[0].kind: must be "imap", "gmail" or "maildir", not'),
        (GMAIL + 'token = "1//secret"\n', 'line 15: accounts[1].token: must be one of { file = "PATH" }, {'),
        (GMAIL + 'token = { file = "a", credential = "b" }\n', 'line 15: accounts[1].token: must be one of'),
        (GMAIL + "quota = 10\n", "line 15: accounts[1].quota: must be between 600 and 1000000, not 10"),
        (GMAIL + 'api = "http://evil.example/"\n', "line 15: accounts[1].api: may only be changed to a server on this"),
        (GMAIL + 'pubsub = { topic = "gmail", subscription = "projects/p/subscriptions/watcher" }\n',
         'line 15: accounts[1].pubsub.topic: must be the whole name, such as "projects/my-project/topics/watcher"'),
        (GMAIL + 'pubsub = { topic = "projects/p/topics/gmail" }\n', "accounts[1].pubsub.subscription: is required"),
        (GMAIL + 'password = "x"\n', "line 15: accounts[1].password: must not stand in the config"),
        (changed("kind", ""), "line 5: accounts[0]: has no kind"),
        (changed("port", "port = 99999"), "line 11: accounts[0].port: must be between 1 and 65535, not 99999"),
        (changed("port", "port = 0"), "line 11: accounts[0].port: must be between 1 and 65535, not 0"),
        (changed("port", 'port = "993"'), "line 11: accounts[0].port: must be a whole number"),
        (changed("port", f"port = {'9' * 4000}"), "must be between 1 and 65535, not 9999"),
        (changed("tls", 'tls = "none"'), 'line 11: accounts[0].tls: "none" would send the password in clear text'),
        (changed("tls", 'tls = "ssl"'), 'accounts[0].tls: must be "implicit", "starttls" or "none", not "ssl"'),
        (changed("ca_file", 'ca_file = "none.pem"'), "line 11: accounts[0].ca_file: there is no readable file"),
        (changed("timeout", "timeout = 0"), "line 11: accounts[0].timeout: must be above 0 and at most 3600, not 0"),
        (changed("write", 'write = "yes"'), "line 11: accounts[0].write: must be true or false"),
        (changed("drafts", 'drafts = "a\\nb"'), "line 11: accounts[0].drafts: must be one line"),
        (changed("password", ""), "line 5: accounts[0].password: is required"),
        (changed("oauth", 'oauth = { command = ["x"] }'), "accounts[0].password: is not for an account with"),
        (changed("password", 'oauth = "1//secret"'), "line 10: accounts[0].oauth: must be { provider ="),
        (changed("password", "oauth = {}"), "line 10: accounts[0].oauth: must be { provider ="),
        (changed("password", 'oauth = { provider = "google" }'), "line 10: accounts[0].oauth: must be { provider ="),
        (changed("password", 'oauth = { command = ["x"], token = { file = "t" } }'), "accounts[0].oauth: must be {"),
        (changed("password", 'oauth = { provider = "google", client = "c", command = ["x"] }'), "oauth: must be {"),
        (changed("password", 'oauth = { provider = "yahoo", client = "c" }'), "accounts[0].oauth.provider: must be"),
        (changed("password", 'oauth = { comand = ["x"] }'), 'oauth.comand: is unknown; did you mean "command"?'),
        (changed("pasword", "pasword = 1"), 'line 11: accounts[0].pasword: is unknown; did you mean "password"?'),
        (GOOD + '[[accounts]]\nname = "local"\nkind = "maildir"\npath = "/nonexistent"\n',
         "line 14: accounts[1].path: there is no directory /nonexistent"),
        (GOOD + '[[accounts]]\nname = "personal"\nkind = "maildir"\npath = "."\n',
         'line 12: accounts[1].name: must be unlike that of accounts[0]: both are "personal"'),
        (GOOD + "[sync]\nhorizon_days = 0\n", "line 12: sync.horizon_days: must be between 1 and 3650, not 0"),
        (GOOD + "[cadence]\nmax_waiting = 1.5\n", "line 12: cadence.max_waiting: must be a whole number"),
        (GOOD + "[cadence]\nsettle_seconds = nan\n", "cadence.settle_seconds: must be between 0 and 3600, not nan"),
        (GOOD + "[digest]\nweekday = \"monday\"\n", 'line 12: digest.weekday: must be "mon", "tue"'),
        (GOOD + "[digest]\ntime = \"25:00\"\n", 'line 12: digest.time: must be a time of day, such as "07:30"'),
        (GOOD + "[digest]\ntime = 7\n", 'line 12: digest.time: must be a time of day, such as "07:30"'),
        (GOOD + "[digest]\ndeliver = \"smtp\"\n", 'line 12: digest.deliver: "smtp" needs a table [digest.smtp]'),
        (GOOD + "[digest]\naccount = \"personal\"\n", "line 12: digest.account: must be an account with write = true"),
        (
            GOOD + "[digest.smtp]\nhost = \"h\"\nto = \"jane@employer.example\"\n",
            "line 13: digest.smtp.to: must be one of your own addresses",
        ),
        (GOOD + "[digest.smtp]\nhost = \"h\"\ntls = \"none\"\n", "line 13: digest.smtp.tls: \"none\" would send"),
        (GOOD + "[digest.smtp]\nhost = \"h\"\nusername = \"ada\"\n", "must have both username and password"),
        (
            GOOD + "[digest.smtp]\nhost = \"h\"\nusername = \"ada\"\npassword = \"secret\"\n",
            "line 14: digest.smtp.password: must not stand in the config",
        ),
        (GOOD + "[store]\nurl = \"postgresql://x\"\n", "line 12: store.url: must be sqlite:/// and the path of a file"),
        (GOOD + "[store]\nurl = \"sqlite:///:memory:\"\n", "line 12: store.url: must be sqlite:/// and the path"),
        (GOOD.partition("[[")[0], "accounts: is required"),
        ("accounts = []\n" + GOOD.partition("[[")[0], "line 1: accounts: must not be empty"),
        (GOOD.replace("[[accounts]]", "[accounts]"), "line 5: accounts: must be a list"),
    ],
)  # fmt: skip
def test_a_problem_is_told_with_its_line(write: Write, text: str, told: str) -> None:
    assert told in problem(write, text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a = 1\nb = \n", "line 2: not TOML: "),
        ("a = 1\n\n[x\n", "line 3: not TOML: "),
        ("a = 1\na = 2\n", "line 2: not TOML: "),
        ('a = """\nnever ends\n', "at the end of the file"),
        ("a = " + "[" * 5000, "not TOML"),
        ("a = " + "9" * 5000, "not TOML"),
    ],
)
def test_what_is_not_toml_is_told_with_its_line(write: Write, text: str, told: str) -> None:
    assert told in problem(write, text)


def test_all_problems_come_at_once_in_the_order_of_the_file(write: Write) -> None:
    text = changed("host", 'host = "a b"') + 'port = -1\ntls = "off"\nfoo = 1\n[sync]\nhorizon_days = "x"\n'
    error = refused(write(text.replace("Europe/Berlin", "Mars")))
    lines = [int(each.split()[1].rstrip(":")) for each in error.problems]
    assert lines == [1, 8, 11, 12, 13, 15]
    assert error.message.endswith("config.toml has 6 problems")


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ('"hunter2"', "accounts[0].password: must not stand in the config"),
        ("5", "accounts[0].password: must be one of"),
        ("{}", "accounts[0].password: must be one of"),
        ('{ command = ["x"], credential = "hunter2" }', "accounts[0].password: must be one of"),
        ('{ comand = "hunter2" }', 'accounts[0].password.comand: is unknown; did you mean "command"?'),
        ('{ command = "echo hunter2" }', "accounts[0].password.command: must be a list"),
        ("{ command = [] }", "accounts[0].password.command: must not be empty"),
        ('{ credential = "../hunter2" }', "accounts[0].password.credential: must be the name of a systemd credential"),
        ('{ file = "nowhere" }', "nowhere cannot be read: No such file or directory"),
        ('{ file = "." }', "is not a file"),
    ],
)
def test_promise_9_a_password_in_the_config_is_refused_and_never_shown(write: Write, given: str, told: str) -> None:
    error = refused(write(changed("password", f"password = {given}")))
    assert any(told in each for each in error.problems)
    assert all(each.startswith("line 10: ") for each in error.problems)
    assert "hunter2" not in f"{error.problems} {error.message}"


def test_a_password_file_that_others_may_read_is_refused(write: Write, tmp_path: Path) -> None:
    secret = tmp_path / "pw"
    secret.write_text("hunter2\n")
    for mode in (0o644, 0o640, 0o660):
        secret.chmod(mode)
        told = problem(write, changed("password", 'password = { file = "pw" }'))
        assert f"is open to other users (mode {mode:04o}): run chmod 600 {secret}" in told


def test_a_missing_config_says_where_it_belongs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    message = refused(None).message
    assert f"there is no config at {tmp_path}/watcher/config.toml" in message
    assert "config.example.toml" in message


def test_a_config_that_cannot_be_read_is_told(tmp_path: Path, write: Write) -> None:
    assert "Is a directory" in refused(tmp_path).message
    binary = tmp_path / "config.toml"
    binary.write_bytes(b"a = 1\nb = '\xff'\n")
    assert refused(binary).problems == ("line 2: not UTF-8",)
    binary.write_bytes(b"#" * 1_000_001)
    assert "octets" in refused(binary).problems[0]


# --- secrets --------------------------------------------------------------------------------------------------------


def config_of(write: Write, password: str) -> Config:
    return load(write(changed("password", f"password = {password}")))


def command(code: str) -> str:
    return f"{{ command = ['{sys.executable}', '-c', '{code}'] }}"


def test_a_secret_is_the_first_line_of_a_command(write: Write) -> None:
    config = config_of(write, command('print("hunter2 ü ");print("url: x")'))
    assert config.secrets["personal"].reveal() == "hunter2 ü "


def test_a_secret_is_the_first_line_of_a_file(write: Write, tmp_path: Path) -> None:
    secret = tmp_path / "pw"
    secret.write_bytes(b"hunter2\r\nmore\n")
    secret.chmod(0o600)
    config = config_of(write, '{ file = "pw" }')
    assert config.secrets["personal"].reveal() == "hunter2"
    assert "hunter2" not in repr(config)
    secret.chmod(0o604)
    with pytest.raises(ConfigError, match="open to other users"):
        config.secrets["personal"].reveal()


def test_a_unit_with_a_state_directory_keeps_the_ledger_there(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STATE_DIRECTORY", "/var/lib/watcher/ada:/var/lib/other")
    assert load(write(GOOD)).ledger_url == "sqlite:////var/lib/watcher/ada/ledger.sqlite"
    own = load(write(GOOD + '[store]\nurl = "sqlite:////srv/ada.sqlite"\n'))
    assert own.ledger_url == "sqlite:////srv/ada.sqlite"
    monkeypatch.setenv("STATE_DIRECTORY", "state")
    assert "watcher/ledger.sqlite" in load(write(GOOD)).ledger_url


def test_a_secret_is_a_credential_of_systemd(write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = config_of(write, '{ credential = "mail-ada" }')
    monkeypatch.delenv("CREDENTIALS_DIRECTORY", raising=False)
    with pytest.raises(ConfigError, match="only within the systemd service"):
        config.secrets["personal"].reveal()
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    with pytest.raises(ConfigError, match="cannot be read"):
        config.secrets["personal"].reveal()
    (tmp_path / "mail-ada").write_text("hunter2")
    os.chmod(tmp_path / "mail-ada", 0o400)
    assert config.secrets["personal"].reveal() == "hunter2"


@pytest.mark.parametrize(
    ("password", "told"),
    [
        (command('print("hunter2");raise SystemExit(3)'), "failed (exit status 3)"),
        (command('import sys;sys.stderr.write("hunter2");sys.exit(1)'), "failed (exit status 1)"),
        (command('print();print("hunter2")'), "the first line is empty"),
        (command("pass"), "the first line is empty"),
        (command('import os;os.write(1,b"hunter2"+bytes([255]))'), "is not UTF-8"),
        ('{ command = ["/nonexistent/pass", "hunter2"] }', "cannot be run: No such file or directory"),
        ('{ command = ["a\\u0000b"] }', "cannot be run"),
    ],
)
def test_a_secret_that_cannot_be_had_is_told_without_showing_it(
    write: Write, capfd: pytest.CaptureFixture[str], password: str, told: str
) -> None:
    config = config_of(write, password)
    with pytest.raises(ConfigError) as caught:
        config.secrets["personal"].reveal()
    assert told in caught.value.message
    assert caught.value.message.startswith("accounts[0].password: ")
    assert "hunter2" not in f"{caught.value.message} {caught.value.problems} {config!r} {capfd.readouterr()}"


# --- the cadence ----------------------------------------------------------------------------------------------------


def policy_of(write: Write, more: str) -> Policy:
    text = GOOD + more + f'[store]\nurl = "sqlite:///{uuid4().hex}.sqlite"\n'
    return wire(load(write(text))).world.policy


def test_each_kind_may_be_switched_off_and_moved(write: Write) -> None:
    assert policy_of(write, "").windows == windows()
    rows = policy_of(
        write,
        """[cadence]
quiet_days = 30
[cadence.rejection_reply]
enabled = false
[cadence.application_follow_up]
first_day = 8
last_day = 12
[cadence.post_interview]
first_day = 10
lapse_days = 45
[cadence.persistence]
steps = [10, 20]
""",
    ).windows
    assert not rows[FollowUpKind.REJECTION_REPLY].enabled
    moved = rows[FollowUpKind.APPLICATION_FOLLOW_UP]
    assert (moved.first_day, moved.last_day, moved.lapse_days) == (8, 12, 0)
    asked = rows[FollowUpKind.POST_INTERVIEW]
    assert (asked.first_day, asked.last_day, asked.lapse_days) == (10, 10, 45)
    assert rows[FollowUpKind.PERSISTENCE].steps == (10, 20)
    same = set(FollowUpKind) - {FollowUpKind.REJECTION_REPLY, moved.kind, asked.kind, FollowUpKind.PERSISTENCE}
    assert {rows[kind] for kind in same} == {windows()[kind] for kind in same}


@pytest.mark.parametrize("kind", FollowUpKind)
def test_every_kind_has_its_table_in_the_config(write: Write, kind: FollowUpKind) -> None:
    for enabled in (True, False):
        rows = policy_of(write, f"[cadence.{kind.value}]\nenabled = {str(enabled).lower()}\n").windows
        assert rows[kind].enabled is enabled


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ("[cadence.thank_yous]\n", 'line 11: cadence.thank_yous: is unknown; did you mean "thank_you"?'),
        ("[cadence.thank_you]\nfirst = 1\n", 'line 12: cadence.thank_you.first: is unknown; did you mean "first_day"?'),
        ("[cadence.thank_you]\nenabled = 1\n", "line 12: cadence.thank_you.enabled: must be true or false"),
        ("[cadence.thank_you]\nlapse_days = -1\n", "line 12: cadence.thank_you.lapse_days: must be between 0 and 365"),
        ("[cadence.thank_you]\nlast_day = 1.5\n", "line 12: cadence.thank_you.last_day: must be a whole number"),
        ("[cadence.thank_you]\nsteps = [1]\n", "line 12: cadence.thank_you.steps: is unknown"),
        ("[cadence.persistence]\nfirst_day = 1\n", "line 12: cadence.persistence.first_day: is unknown"),
        ("[cadence.persistence]\nsteps = 7\n", "line 12: cadence.persistence.steps: must be a list"),
        ("[cadence.persistence]\nsteps = [0]\n", "line 12: cadence.persistence.steps[0]: must be between 1 and 365"),
        ("[cadence.persistence]\nsteps = []\n", "line 12: cadence.persistence.steps: must not be empty"),
        ("[cadence]\nthank_you = false\n", "line 12: cadence.thank_you: must be a table"),
        ("[cadence.second_follow_up]\nfirst_day = 0\n",
         "line 12: cadence.second_follow_up.first_day: must be at least 1"),
        ("[cadence.application_follow_up]\nlast_day = 4\n",
         "line 12: cadence.application_follow_up.last_day: must be at least 5, the first day"),
        ("[cadence.post_interview]\nlapse_days = 0\n",
         "line 12: cadence.post_interview.lapse_days: must be at least 1"),
        ("[cadence.post_interview]\nlapse_days = 7\n",
         "line 12: cadence.post_interview.lapse_days: must be above 7, or no post_interview could be drafted"),
        ("[cadence.persistence]\nsteps = [7, 90]\n", "line 11: cadence.persistence.lapse_days: must be above 90"),
        ("[cadence]\nquiet_days = 7\n", "line 12: cadence.quiet_days: must be above 7, or no application_follow_up"),
    ],
)  # fmt: skip
def test_a_cadence_that_cannot_work_is_told_with_its_line(write: Write, more: str, told: str) -> None:
    with pytest.raises(ConfigError) as caught:
        policy_of(write, more)
    (problem,) = caught.value.problems
    assert told in problem


def test_the_cadence_of_the_example_config_is_the_packaged_one(write: Write) -> None:
    example = (Path(__file__).parents[2] / "deploy" / "config.example.toml").read_text()
    _, _, tables = example.partition("# [cadence.application_follow_up]")
    tables, _, _ = ("# [cadence.application_follow_up]" + tables).partition("\n[digest]")
    assert policy_of(write, tables.replace("\n# ", "\n").removeprefix("# ") + "\n").windows == windows()
