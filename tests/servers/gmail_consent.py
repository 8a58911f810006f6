"""Sign-in at the fake Gmail: a consent page, where the user chooses at once, and the token endpoint (RFC 6749)."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from collections.abc import Mapping
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlencode, urlsplit

if TYPE_CHECKING:
    from tests.servers.gmail import Fault, GmailServer


class Consent:
    """`unticked` are scopes that the user does not grant; `refuses` says that they press Cancel."""

    def __init__(self, server: GmailServer) -> None:
        self._server = server
        self.refresh_tokens = {"refresh-1"}
        self.unticked: set[str] = set()
        self.refuses = False
        self._asked: dict[str, Mapping[str, str]] = {}

    def client(self) -> dict[str, Any]:
        """The file that a Cloud project gives for a desktop app."""
        url = self._server.url
        return {
            "installed": {
                "client_id": "client",
                "client_secret": "",
                "auth_uri": f"{url}auth",
                "token_uri": f"{url}token",
                "redirect_uris": ["http://localhost"],
            }
        }

    def page(self, target: str) -> str:
        """Where the browser is sent after the user chose."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(target).query).items()}
        assert asked["response_type"] == "code"
        assert (asked["code_challenge_method"], asked["access_type"]) == ("S256", "offline")
        if self.refuses:
            return f"{asked['redirect_uri']}?{urlencode({'error': 'access_denied', 'state': asked['state']})}"
        code = f"code-{len(self._asked)}"
        self._asked[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def token(self, body: bytes) -> tuple[int, Any, Fault | None]:
        """Code or refresh token to access token."""
        server = self._server
        server.calls["token"] += 1
        given = {name: values[0] for name, values in parse_qs(body.decode()).items()}
        fault = server.fault("token")
        if fault is not None and fault.status:
            return fault.status, {"error": fault.reason or "internal_failure"}, fault
        answer: dict[str, Any] = {"access_token": f"access-{server.calls['token'] + 1}", "expires_in": 3599}
        if given.get("grant_type") == "authorization_code":
            asked = self._asked.pop(given["code"])
            challenge = urlsafe_b64encode(sha256(given["code_verifier"].encode()).digest()).decode().rstrip("=")
            assert challenge == asked["code_challenge"]
            assert given["redirect_uri"] == asked["redirect_uri"]
            scopes = [one for one in asked["scope"].split() if one not in self.unticked]
            answer |= {"refresh_token": "refresh-2", "scope": " ".join(scopes)}
            self.refresh_tokens.add("refresh-2")
        elif given.get("refresh_token") not in self.refresh_tokens:
            return 400, {"error": "invalid_grant", "error_description": "Token has been expired or revoked."}, fault
        server.tokens = {answer["access_token"]}
        return 200, answer | {"token_type": "Bearer"}, fault
