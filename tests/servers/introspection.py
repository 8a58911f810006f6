"""A Dovecot that takes access tokens (XOAUTH2, OAUTHBEARER), and the endpoint that it asks about them (RFC 7662)."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.servers.dovecot import Dovecot

_EXTRA = """\
auth_mechanisms = plain login {mechanisms}
auth_cache_size = 0
passdb {{
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = {home}/oauth2.ext
}}
"""

_OAUTH2 = """\
introspection_mode = auth
introspection_url = http://127.0.0.1:{port}/userinfo
username_attribute = email
active_attribute = active
active_value = True
tokeninfo_url =
"""


class Introspection:
    """`tokens`: address by access token."""

    def __init__(self) -> None:
        self.tokens: dict[str, str] = {}
        self.asked = 0
        introspection = self

        class Answering(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                introspection.asked += 1
                token = (self.headers.get("Authorization") or "").removeprefix("Bearer ")
                email = introspection.tokens.get(token)
                content = json.dumps({"active": str(bool(email)), "email": email or "nobody"}).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
        self.port = self._server.server_port
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@contextmanager
def bearing_dovecot(mechanisms: str = "xoauth2 oauthbearer") -> Iterator[tuple[Dovecot, Introspection]]:
    """Both, running."""
    introspection = Introspection()
    server = Dovecot(extra=_EXTRA)
    config = server.home / "dovecot.conf"
    config.write_text(config.read_text().replace("{home}", str(server.home)).replace("{mechanisms}", mechanisms))
    config.write_text(config.read_text().replace("{{", "{").replace("}}", "}"))
    (server.home / "oauth2.ext").write_text(_OAUTH2.format(port=introspection.port))
    try:
        server.start()
        yield server, introspection
    finally:
        server.stop()
        introspection.stop()
