"""The digest by SMTP (RFC 5321) to its own user: the one place of the program that sends, and to nobody else.

What employers get the user sends.
"""

from __future__ import annotations

import contextlib
import smtplib
import ssl
from collections.abc import Callable, Collection, Iterator
from email.parser import BytesHeaderParser
from email.utils import getaddresses

from watcher.errors import ConfigError, NotStoredError, ServerError, SignInError
from watcher.mail.not_stored import nothing_stored
from watcher.mail.types import SmtpSettings

_USUAL = {"implicit": smtplib.SMTP_SSL_PORT, "starttls": 587, "none": smtplib.SMTP_PORT}
_OK = 250
_MAY_PASS_ON = 251
_REFUSED = 400
_DESTINATIONS = ("to", "cc", "bcc", "resent-to", "resent-cc", "resent-bcc")


def send_to_self(
    settings: SmtpSettings,
    own: Collection[str],
    content: bytes,
    password: Callable[[], str],
    context: ssl.SSLContext,
) -> None:
    """Send a whole message (CRLF) to `settings.to`, which must be one of the user's `own` addresses (lower case).

    NotStoredError or SignInError where it was certainly not accepted: refused too where the message names anybody else.
    After a ServerError it may have been: nobody can look, so it must not be sent again.
    """
    with nothing_stored():
        _must_be_own(settings.to, own, content)
        secret = password() if settings.username else ""
    server: smtplib.SMTP | None = None
    try:
        server = _ready(settings, secret, context)
        _hand_over(server, settings, content)
    finally:
        if server is not None:
            with contextlib.suppress(OSError, smtplib.SMTPException):
                server.quit()
            server.close()


def _must_be_own(to: str, own: Collection[str], content: bytes) -> None:
    headers = BytesHeaderParser().parsebytes(content)
    named = {email.lower() for name in _DESTINATIONS for _, email in getaddresses(headers.get_all(name, []))}
    for address in (to, *sorted(named)):
        if address not in own:
            raise ConfigError(f"the digest goes to your own addresses alone, and {address} is none of them")


def _ready(settings: SmtpSettings, secret: str, context: ssl.SSLContext) -> smtplib.SMTP:
    """Connected, signed in, sender and recipient accepted."""
    port = settings.port or _USUAL[settings.tls]
    server: smtplib.SMTP | None = None
    try:
        with _nothing_sent(settings):
            if settings.tls == "implicit":
                server = smtplib.SMTP_SSL(settings.host, port, timeout=settings.timeout, context=context)
            else:
                server = smtplib.SMTP(settings.host, port, timeout=settings.timeout)
            if settings.tls == "starttls":
                server.starttls(context=context)
            server.ehlo_or_helo_if_needed()
            if settings.username:
                server.login(settings.username, secret)
            for say in (server.mail, server.rcpt):
                _accepted(*say(settings.to))
            return server
    except BaseException:
        if server is not None:
            server.close()
        raise


def _accepted(code: int, answer: bytes) -> None:
    if code not in (_OK, _MAY_PASS_ON):
        raise smtplib.SMTPResponseException(code, answer)


def _hand_over(server: smtplib.SMTP, settings: SmtpSettings, content: bytes) -> None:
    """DATA. Once its first octet is under way, only an answer tells what became of it."""
    try:
        code, answer = server.data(content)
    except smtplib.SMTPDataError as error:  # no 354: it did not want to begin
        raise _refused(settings, error) from error
    except (OSError, smtplib.SMTPException) as error:
        raise ServerError(
            f"The connection to {settings.host} was lost as the digest was sent: it may have come, and is not sent "
            "again.",
            subject=settings.host,
        ) from error
    if code >= _REFUSED:
        raise _refused(settings, smtplib.SMTPResponseException(code, answer))


@contextlib.contextmanager
def _nothing_sent(settings: SmtpSettings) -> Iterator[None]:
    try:
        yield
    except smtplib.SMTPAuthenticationError as error:
        raise SignInError(
            f"{settings.host} refuses the sign-in of {settings.username} ({_words(error)}). Check [digest.smtp].",
            subject=settings.host,
            permanent=True,
        ) from error
    except smtplib.SMTPResponseException as error:
        raise _refused(settings, error) from error
    except (OSError, smtplib.SMTPException) as error:
        words = f"{settings.host} cannot be reached for the digest ({_words(error)})."
        raise NotStoredError(words, subject=settings.host) from error


def _refused(settings: SmtpSettings, error: smtplib.SMTPResponseException) -> NotStoredError:
    return NotStoredError(f"{settings.host} refuses the digest ({_words(error)}).", subject=settings.host)


def _words(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{error.smtp_code} {_text(error.smtp_error)}"
    reason = error.strerror if isinstance(error, OSError) else str(error)
    return reason or type(error).__name__


def _text(answer: bytes | str) -> str:
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    return " ".join(text.split())[:200]
