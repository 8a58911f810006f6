"""What goes wrong between us and an IMAP server, as one sentence that says what to do. Never a password in it."""

from __future__ import annotations

import imaplib
import re
import socket
import ssl
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from watcher.errors import ConfigError, ServerError, SignInError, WatcherError
from watcher.mail.types import ImapSettings

ODD_ANSWERS = (ValueError, TypeError, IndexError, KeyError, AttributeError, AssertionError, RecursionError)
"""What imapclient 4.1.0 raises, besides its own errors, on answers that it cannot take apart."""


class OverdueError(TimeoutError):
    """A command took longer by the wall clock than it may, although the server went on sending."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"not done after {seconds:g} s")
        self.seconds = seconds


_CROWDED = "TOO MANY SIMULTANEOUS"
"""Gmail's word where 15 connections are open already: of the user's other programs too, as the daemon keeps two."""

_TRANSIENT = (
    *("[UNAVAILABLE]", "[INUSE]", "[LIMIT]", "[SERVERBUG]", "[CONTACTADMIN]"),
    *(_CROWDED, "NOT CONNECTED", "TRY AGAIN", "TEMPORAR"),
    *("THROTTLED", "[OVERQUOTA]", "BANDWIDTH LIMIT"),
)
"""Answers to LOGIN that do not speak of the password: response codes of RFC 5530, and words of Gmail and Office 365."""

_WHOLE_ACCOUNT = ("NOT CONNECTED", "[THROTTLED]", "THROTTLED. SUGGESTED", "[OVERQUOTA]", "BANDWIDTH LIMIT")
"""Answers to any command that speak of the account, though they name a mailbox: of Office 365 and of Gmail."""

_USED_UP = ("[OVERQUOTA]", "BANDWIDTH LIMIT")
"""Gmail's words for a share of the day that is used up."""

USED_UP_REST = 7200.0
"""Seconds to leave such an account alone: it comes back within hours, at most a day."""

CROWDED_REST = 600.0
"""Seconds to leave such an account alone: connections that died are counted for some minutes yet."""

_HINT = re.compile(r"suggested backoff time:? (\d{1,9}) ?m(?:illi)?s", re.IGNORECASE)
"""Office 365: "Request is throttled. Suggested Backoff Time: 92415 milliseconds"."""

_LONGEST_HINT = 86_400.0

_CERTIFICATE = {
    10: "has expired",
    9: "is not valid yet",
    18: "is self-signed",
    19: "comes from a certificate authority that this machine does not trust",
    20: "comes from a certificate authority that this machine does not trust",
    21: "comes from a certificate authority that this machine does not trust",
    23: "has been revoked",
    62: "is for another host name",
    64: "is for another address",
}
"""X509_V_ERR codes of OpenSSL."""


def tls_context(ca_file: str = "") -> ssl.SSLContext:
    """Verified TLS (1.2 or later), to be shared by all connections: one context each costs 0.9 MB.

    With `ca_file` (PEM) only its authorities are trusted. ConfigError where it cannot be used.
    """
    try:
        return ssl.create_default_context(cafile=str(Path(ca_file).expanduser()) if ca_file else None)
    except (OSError, ValueError) as error:
        reason = (
            "it holds no PEM certificate"
            if isinstance(error, ssl.SSLError)
            else (getattr(error, "strerror", "") or str(error))
        )
        raise ConfigError(f'ca_file "{ca_file}" cannot be used: {reason}.', subject="ca_file") from error


@contextmanager
def in_words(settings: ImapSettings, doing: str) -> Iterator[None]:
    """Turn what the libraries raise into ServerError; `doing` completes "while ..."."""
    try:
        yield
    except WatcherError:
        raise
    except imaplib.IMAP4.abort as error:
        raise _failed(
            settings,
            f"{where(settings)} ended the connection while {doing}{_said(error)}. It will be tried again.",
            rest=rest_of(error),
        ) from error
    except imaplib.IMAP4.error as error:
        raise _failed(settings, refused(settings, error, doing), rest=rest_of(error)) from error
    except OSError as error:
        raise _failed(
            settings, connection_words(settings, error, doing), permanent=isinstance(error, ssl.SSLError)
        ) from error
    except ODD_ANSWERS as error:
        raise _failed(settings, f"{where(settings)} gave an answer that cannot be understood while {doing}.") from error


def refused(settings: ImapSettings, error: Exception, doing: str) -> str:
    """The sentence for a NO or BAD."""
    return f"{where(settings)} refused {doing}{_said(error)}."


def connection_words(settings: ImapSettings, error: OSError, doing: str) -> str:
    """The sentence for a fault of network or TLS."""
    place = where(settings)
    if isinstance(error, ssl.SSLCertVerificationError):
        reason = _CERTIFICATE.get(error.verify_code, f"cannot be verified ({clean(error.verify_message)})")
        return (
            f"The certificate of {place} {reason}. If that server is your own, name its certificate authority with "
            f'ca_file = "..." for the account "{settings.name}"; verification is never switched off.'
        )
    if isinstance(error, ssl.SSLError):
        return (
            f"{place} does not speak TLS as expected ({clean(error.reason or str(error))}). Check port and tls "
            '("implicit" is usually port 993, "starttls" port 143).'
        )
    if isinstance(error, socket.gaierror):
        return f'The host "{settings.host}" is not known. Check host in the config, and the network.'
    if isinstance(error, ConnectionRefusedError):
        return f"{place} refused the connection. Check host and port, and whether the server is running."
    if isinstance(error, OverdueError):
        return f"{place} was not done after {error.seconds:g} s while {doing}. It will be tried again."
    if isinstance(error, TimeoutError):
        return f"{place} did not answer within {settings.timeout:g} s while {doing}. It will be tried again."
    if isinstance(error, ConnectionError):
        return f"The connection to {place} was cut while {doing}. It will be tried again."
    reason = clean(error.strerror or str(error))
    return f"{place} cannot be reached while {doing} ({reason}). Check host, port and network."


def sign_in_error(settings: ImapSettings, error: Exception, *secrets: str) -> WatcherError:
    """What a failed LOGIN means: mostly the password; sometimes only the server (RFC 5530), which is worth a retry.

    `secrets` are what was said to the server, and is not to be told again.
    """
    # imapclient wraps everything in LoginError; what it wrapped tells a cut connection from a refusal.
    if isinstance(error.__context__, imaplib.IMAP4.abort):
        return _failed(settings, f"{where(settings)} ended the connection while signing in. It will be tried again.")
    answer = str(error)
    for secret in secrets:
        answer = _without(answer, settings.username, secret)
    answer = clean(answer)
    if any(code in answer.upper() for code in _TRANSIENT):
        return _failed(
            settings,
            f"{where(settings)} cannot sign anybody in just now: {answer}. It will be tried again.",
            rest=rest_of(error),
        )
    return SignInError(
        f'{where(settings)} does not accept the user name or password of "{settings.username}" (it said: {answer}). '
        f'Check username and password of the account "{settings.name}"; with two-step sign-in, providers want an app '
        "password.",
        subject=settings.name,
        permanent=True,
    )


def _without(answer: str, username: str, password: str) -> str:
    """The answer without the password, in each form in which a server may give back what it was sent."""
    quoted = password.replace("\\", "\\\\").replace('"', '\\"')
    plain = b64encode(f"\0{username}\0{password}".encode()).decode()
    forms = {plain, quoted, str(quoted.encode())[2:-1], str(password.encode())[2:-1], password} - {""}
    for form in sorted(forms, key=len, reverse=True):
        answer = answer.replace(form, "***")
    return answer


def is_of_account(error: Exception) -> bool:
    """The whole account is refused for now, whichever mailbox was asked for."""
    said = str(error).upper()
    return any(words in said for words in _WHOLE_ACCOUNT)


def rest_of(error: Exception) -> float:
    """How many seconds the server wants to be left alone, 0 where it does not say."""
    said = str(error)
    if hint := _HINT.search(said):
        return min(int(hint[1]) / 1000, _LONGEST_HINT)
    if _CROWDED in said.upper():
        return CROWDED_REST
    return USED_UP_REST if any(words in said.upper() for words in _USED_UP) else 0.0


def where(settings: ImapSettings) -> str:
    """The server, as the user wrote it."""
    return f"{settings.host}:{port(settings)}"


def port(settings: ImapSettings) -> int:
    """The port, by default that of RFC 8314 section 7.3: 993 for implicit TLS, else 143."""
    return settings.port or (993 if settings.tls == "implicit" else 143)


def clean(text: str) -> str:
    """A server's words on one line, without controls, at most 200 characters."""
    if text.startswith(("b'", 'b"')) and text.endswith(text[1]):
        text = text[2:-1]
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:200].rstrip(".")


def _said(error: Exception) -> str:
    answer = clean(str(error.args[0]) if error.args else "")
    if "unexpected response" in answer:
        return " (it sent something out of turn)"  # imaplib quotes it, and it may be anybody's mail
    return f" ({answer})" if answer else ""


def _failed(settings: ImapSettings, message: str, *, permanent: bool = False, rest: float = 0.0) -> ServerError:
    return ServerError(message, subject=settings.name, permanent=permanent, rest=rest)
