"""Permission: rules are plain functions; this module registers and asks them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import wraps
from typing import Concatenate, ParamSpec, Protocol, TypeVar, cast

import click
from flask import Flask, current_app, redirect, request, url_for
from flask_babel import force_locale, lazy_gettext
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from intranet.core import site
from intranet.core.errors import NotAllowedError, NotHereError
from intranet.core.htmx import go, wants_part

P = ParamSpec("P")
T = TypeVar("T")


class Role(StrEnum):
    """What a person is to the intranet as a whole."""

    MEMBER = "member"
    MANAGER = "manager"


class Actor(Protocol):
    """Anyone who asks: what the ground floor needs to know of a person."""

    @property
    def id(self) -> int:
        """Key of the person; 0 for somebody who is not signed in."""

    @property
    def role(self) -> Role | None:
        """What this person is to the intranet; None when not signed in."""

    @property
    def is_authenticated(self) -> bool:
        """Say whether this person signed in."""


@dataclass(frozen=True)
class Rule:
    """One line of the permission table that an auditor reads."""

    name: str
    may: str
    who: str
    test: Callable[..., bool]


RULES: dict[str, Rule] = {}

_l = cast("Callable[[str], str]", lazy_gettext)

Test = Callable[Concatenate[Actor, P], bool]


def rule(may: str, who: str) -> Callable[[Callable[P, bool]], Callable[P, bool]]:
    """Register a rule, with the words that the permission table shows."""

    def register(test: Callable[P, bool]) -> Callable[P, bool]:
        room = test.__module__.split(".")[1]
        name = f"{room}.{test.__name__}"
        RULES[name] = Rule(name, may, who, test)
        return test

    return register


@rule(may=_l("open pages that are for all"), who=_l("everyone, signed in or not"))
def everyone(_actor: Actor) -> bool:
    """Let anyone in: the sign-in page, the style, the health check."""
    return True


@rule(may=_l("use the intranet"), who=_l("everyone who is signed in"))
def signed_in(actor: Actor) -> bool:
    """Let every colleague in who is signed in."""
    return actor.is_authenticated


@rule(may=_l("run the intranet"), who=_l("the community manager and the deputy"))
def manages(actor: Actor) -> bool:
    """Let the manager and the deputy in; both have the same role."""
    return actor.role == Role.MANAGER


def asker() -> Actor:
    """Return whoever makes this request, signed in or not."""
    # the person behind the stand-in, which looks them up again at each question
    return cast("Actor", current_user._get_current_object())  # noqa: SLF001


def require(test: Test[P], *on: P.args, **named: P.kwargs) -> None:
    """Raise NotAllowedError unless the rule lets the current person do this."""
    if not test(asker(), *on, **named):
        raise NotAllowedError(_("You may not do this here."))


def guard(
    test: Test[[]], room: str = ""
) -> Callable[[Callable[P, T]], Callable[P, T | Response]]:
    """Put a rule on a view; every view has one, and a test checks that.

    A page of a sleeping room is not here. Somebody who is not signed in goes
    to the sign-in page, and from there to the page they asked for.

    Args:
        test: the rule.
        room: the room whose sleep closes this page; "" for the room it is in.

    """

    def protect(view: Callable[P, T]) -> Callable[P, T | Response]:
        sleeper = room or view.__module__.split(".", 2)[1]

        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> T | Response:
            if not site.current().is_open(sleeper):
                raise NotHereError
            actor = asker()
            if not test(actor):
                if not actor.is_authenticated:
                    return to_sign_in()
                raise NotAllowedError(_("You may not do this here."))
            return view(*args, **kwargs)

        guarded.__dict__["rule"] = test
        guarded.__dict__["room"] = sleeper
        return guarded

    return protect


def to_sign_in() -> Response:
    """Send somebody who is not signed in to the door, and remember where to."""
    here = f"{request.script_root}{request.full_path}".rstrip("?")
    asked = here if request.method == "GET" else None
    if wants_part():
        return go(url_for("security.login"))
    return redirect(url_for("security.login", next=asked), 303)


def can(name: str, *on: object) -> bool:
    """Ask a rule by its name, as templates do."""
    return RULES[name].test(asker(), *on)


PAGE = """\
# Who may do what

Every page and every action asks one of these rules; there is no other way in.
What somebody may not see is not there for them (404), what they may not do is
refused (403). This page is made by `flask --app app rules > docs/permissions.md`.

| Rule | May | Who |
|---|---|---|"""


@click.command("rules")
def rules_command() -> None:
    """Print who may do what: the page docs/permissions.md."""
    click.echo(PAGE)
    with force_locale("en"):
        for name, line in sorted(RULES.items()):
            click.echo(f"| {name} | {line.may} | {line.who} |")


def has_page(endpoint: str) -> bool:
    """Say whether a page is there and awake, so that a menu may link to it."""
    view = current_app.view_functions.get(endpoint)
    if view is None:
        return False
    room = getattr(view, "room", "") or endpoint.split(".", maxsplit=1)[0]
    return site.current().is_open(room)


def init_app(app: Flask) -> None:
    """Offer can() in templates and the table on the command line."""
    app.add_template_global(can)
    app.add_template_global(has_page)
    app.cli.add_command(rules_command)
