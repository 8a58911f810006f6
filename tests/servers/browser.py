"""A browser without a screen: it opens the emulator's consent page and presses the button of one user.

As a program it is what BROWSER names, `python -m tests.servers.browser EMAIL %s`, and goes where it is sent to.
"""

from __future__ import annotations

import http.client
import sys
from urllib.parse import urlencode, urlsplit

from selectolax.lexbor import LexborHTMLParser


def consent(url: str, email: str) -> str:
    """Where the browser is sent to after the user agreed."""
    page = LexborHTMLParser(_asked("GET", url)[1])
    for form in page.css("form"):
        fields = {one.attributes["name"]: one.attributes["value"] or "" for one in form.css("input[type=hidden]")}
        if fields["email"] == email:
            action = f"http://{urlsplit(url).netloc}{form.attributes['action']}"
            body = urlencode(fields)  # type: ignore[arg-type]
            return _asked("POST", action, body, {"content-type": "application/x-www-form-urlencoded"})[0]
    raise AssertionError(f"no button for {email}: {page.text()[:500]}")


def _asked(verb: str, url: str, body: str | None = None, headers: dict[str, str] | None = None) -> tuple[str, str]:
    """The Location header and the page."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.netloc, timeout=30)
    connection.request(verb, f"{parts.path}?{parts.query}", body, headers or {})
    response = connection.getresponse()
    page = response.read().decode()
    connection.close()
    return response.getheader("Location") or "", page


if __name__ == "__main__":
    _asked("GET", consent(sys.argv[2], sys.argv[1]))
