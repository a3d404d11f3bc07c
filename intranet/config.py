"""Settings, read once from the environment and checked before the house opens."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

SHORTEST_KEY = 32
THIS_MACHINE = {"127.0.0.1", "localhost", "::1", "0:0:0:0:0:0:0:1"}


class SettingError(Exception):
    """A setting is missing or wrong; the message says which and how to mend it."""


@dataclass(frozen=True)
class Settings:
    """Everything that differs between two installations.

    Attributes:
        secret_key: signs cookies and links; at least 32 characters.
        database_url: sqlite:///... or postgresql+psycopg://...
        data: folder for the database, uploads and the secret key.
        base_url: how people reach the intranet; "" until it is told.
        smtp_url: smtp://user:password@host:port, or "" without mail.
        trusted_proxies: how many proxies stand in front, 0 for none.
        rate_limits: False in test runs only.
        host: the address the server listens on.

    """

    secret_key: str
    database_url: str
    data: Path
    base_url: str = ""
    smtp_url: str = ""
    trusted_proxies: int = 0
    rate_limits: bool = True
    host: str = "127.0.0.1"

    @property
    def is_local(self) -> bool:
        """Say whether only this machine can reach the house."""
        return self.host in THIS_MACHINE

    @property
    def mail_domain(self) -> str:
        """The domain in the Message-ID of our mail."""
        return urlsplit(self.base_url).hostname or "hofje.invalid"

    @classmethod
    def read(cls, env: Mapping[str, str] = os.environ) -> Settings:
        """Read the settings; a missing secret key is made and kept in the folder.

        Raises:
            SettingError: naming the setting, what is wrong and what to do.

        """
        data = Path(env.get("INTRANET_DATA") or "var").absolute()
        _folder(data)
        host = env.get("HOST") or "127.0.0.1"
        limits = (env.get("INTRANET_RATE_LIMITS") or "on").lower()
        if limits not in {"on", "off"}:
            msg = "INTRANET_RATE_LIMITS is on or off."
            raise SettingError(msg)
        if limits == "off" and host not in THIS_MACHINE:
            msg = (
                "INTRANET_RATE_LIMITS=off is for test runs on this machine only. "
                "Leave it out, or start with HOST=127.0.0.1."
            )
            raise SettingError(msg)
        return cls(
            secret_key=_secret_key(env, data),
            database_url=_database_url(env, data),
            data=data,
            base_url=_base_url(env),
            smtp_url=_smtp_url(env),
            trusted_proxies=_proxies(env),
            rate_limits=limits == "on",
            host=host,
        )


def _folder(data: Path) -> None:
    """Make the data folder, and see that we may write in it."""
    try:
        for folder in (data, data / "uploads"):
            folder.mkdir(parents=True, exist_ok=True)
        probe = data / f".probe-{secrets.token_hex(4)}"
        probe.touch()
        probe.unlink()
    except OSError as trouble:
        msg = (
            f"We cannot write in the folder {data}: {trouble.strerror}. "
            "Choose another one with INTRANET_DATA."
        )
        raise SettingError(msg) from trouble


def _secret_key(env: Mapping[str, str], data: Path) -> str:
    """Return the key from the environment, else the one kept in the folder."""
    key = env.get("INTRANET_SECRET_KEY", "")
    if not key:
        kept = data / "secret_key"
        if not kept.exists():
            with os.fdopen(
                os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w"
            ) as file:
                file.write(secrets.token_hex(32))
        key = kept.read_text().strip()
    if len(key) < SHORTEST_KEY:
        msg = (
            "INTRANET_SECRET_KEY is shorter than 32 characters. "
            "Make one with: python3 -c 'import secrets; print(secrets.token_hex())'"
        )
        raise SettingError(msg)
    return key


def _database_url(env: Mapping[str, str], data: Path) -> str:
    """Return the address of the database, with the driver we use."""
    url = env.get("DATABASE_URL") or f"sqlite:///{data / 'hofje.db'}"
    for old in ("postgres://", "postgresql://"):
        if url.startswith(old):
            return "postgresql+psycopg://" + url.removeprefix(old)
    if not url.startswith(("sqlite:///", "postgresql+psycopg://")):
        msg = "DATABASE_URL starts with sqlite:/// or postgresql://."
        raise SettingError(msg)
    return url


def _base_url(env: Mapping[str, str]) -> str:
    """Return how people reach the intranet, without a slash at the end."""
    url = (env.get("INTRANET_BASE_URL") or "").rstrip("/")
    if url and urlsplit(url).scheme not in {"http", "https"}:
        msg = "INTRANET_BASE_URL is a web address, like https://jet.example.org."
        raise SettingError(msg)
    return url


def _smtp_url(env: Mapping[str, str]) -> str:
    """Return how mail is sent, or "" when there is no mail."""
    url = env.get("INTRANET_SMTP_URL") or ""
    parts = urlsplit(url)
    if url and (parts.scheme not in {"smtp", "smtps"} or not parts.hostname):
        msg = "INTRANET_SMTP_URL looks like smtp://name:password@mail.example.org:587."
        raise SettingError(msg)
    return url


def _proxies(env: Mapping[str, str]) -> int:
    """Return how many proxies we trust to tell the address of a visitor."""
    told = env.get("INTRANET_TRUSTED_PROXIES") or "0"
    if not told.isdigit() or int(told) > 5:  # noqa: PLR2004 - more is a mistake
        msg = "INTRANET_TRUSTED_PROXIES is the number of proxies in front, like 1."
        raise SettingError(msg)
    return int(told)
