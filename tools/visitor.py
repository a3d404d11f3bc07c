"""A small browser without a screen: one connection, its cookies, its forms."""

from __future__ import annotations

import http.client
import re
from dataclasses import dataclass
from http.cookies import SimpleCookie
from urllib.parse import urlencode

TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
PART = {"HX-Request": "true"}


class ClosedError(Exception):
    """The server did not let somebody in."""


@dataclass(slots=True)
class Answer:
    """What came back.

    Attributes:
        size: bytes over the wire: the head and the body as it was sent.

    """

    status: int
    headers: dict[str, str]
    body: bytes
    size: int

    @property
    def text(self) -> str:
        """The body as words; only when it was not pressed."""
        return self.body.decode()


class Visitor:
    """Somebody with a browser."""

    def __init__(self, port: int) -> None:
        """Open no connection yet."""
        self.port, self.cookies, self.token = port, "", ""
        self._talk: http.client.HTTPConnection | None = None
        self._jar: dict[str, str] = {}

    def ask(
        self,
        method: str,
        path: str,
        form: dict[str, str] | None = None,
        headers: dict[str, str] | None = None,
    ) -> Answer:
        """Send one request and read all of the answer.

        Raises:
            OSError, http.client.HTTPException: when the server went away.

        """
        if self._talk is None:
            self._talk = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        sent = dict(headers or {})
        body = None
        if self.cookies:
            sent["Cookie"] = self.cookies
        if form is not None:
            body = urlencode(form)
            sent["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            self._talk.request(method, path, body, sent)
            with self._talk.getresponse() as got:
                told = got.read()
                head = got.getheaders()
        except (OSError, http.client.HTTPException):
            self.close()
            raise
        self._keep([value for name, value in head if name.lower() == "set-cookie"])
        size = len(told) + sum(len(name) + len(value) + 4 for name, value in head) + 20
        named = {name.lower(): value for name, value in head}
        return Answer(got.status, named, told, size)

    def _keep(self, lines: list[str]) -> None:
        """Remember cookies."""
        for line in lines:
            for name, morsel in SimpleCookie(line).items():
                self._jar[name] = morsel.value
        self.cookies = "; ".join(f"{name}={value}" for name, value in self._jar.items())

    def close(self) -> None:
        """Hang up."""
        if self._talk is not None:
            self._talk.close()
            self._talk = None

    def sign_in(self, login: str, password: str) -> None:
        """Sign in as people do, and keep the token for forms.

        Raises:
            ClosedError: when the password is not taken.

        """
        self._read_token("/login")
        answer = self.ask(
            "POST",
            "/login",
            {"email": login, "password": password, "csrf_token": self.token},
            {"Referer": f"http://127.0.0.1:{self.port}/login"},
        )
        if answer.status not in {302, 303}:
            raise ClosedError(answer.text[-500:])
        self._read_token("/timeline/new")

    def _read_token(self, path: str) -> None:
        """Take the token from a page."""
        answer = self.ask("GET", path)
        found = TOKEN.search(answer.text)
        if found is None:
            msg = f"no form on {path}: {answer.status}"
            raise ClosedError(msg)
        self.token = found[1]

    def twin(self) -> Visitor:
        """Return another connection of the same browser."""
        other = Visitor(self.port)
        other.token, other.cookies = self.token, self.cookies
        other._jar = dict(self._jar)
        return other

    def post(self, path: str, form: dict[str, str], *, part: bool = True) -> Answer:
        """Send a form of a page where we are signed in."""
        return self.ask(
            "POST", path, {**form, "csrf_token": self.token}, PART if part else None
        )
