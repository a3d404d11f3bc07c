"""What whoever runs the server can do with people."""

from __future__ import annotations

import click
from flask.cli import AppGroup

from intranet.accounts.queries import is_taken
from intranet.admin import actions, founding, queries
from intranet.admin.actions import NewColleague
from intranet.core import site
from intranet.core.db import db
from intranet.core.permissions import Role
from intranet.teams.models import Team

person = AppGroup("person", help="Colleagues.")


@person.command("add")
@click.argument("name")
@click.option("--email", default="", help="E-mail at work.")
@click.option("--number", default="", help="Personnel number.")
@click.option(
    "--role",
    type=click.Choice([role.value for role in Role]),
    default=Role.MEMBER.value,
    help="What they do on the intranet.",
)
@click.option("--team", default="", help="Name of their home team.")
def add(name: str, email: str, number: str, role: str, team: str) -> None:
    """Let NAME in, and print the link with which they choose a password, once."""
    if not site.current().version:
        msg = "This house is not set up yet. Start it, and open the address it prints."
        raise click.ClickException(msg)
    if not email.strip() and not number.strip():
        msg = "Give an e-mail or a personnel number: --email or --number."
        raise click.ClickException(msg)
    for told in (email, number):
        if told.strip() and is_taken(told):
            msg = f"A colleague uses {told} already."
            raise click.ClickException(msg)
    given = NewColleague(name=name, email=email, number=number, role=Role(role))
    card = actions.add_colleague(given, _team(team), 0)
    db.session.commit()
    click.echo(f"{card.person.name} can come in with this link, once, for 14 days:")
    click.echo(f"    {founding.own_address()}/welcome#{card.code}")


def _team(name: str) -> Team:
    """Return the team with this name; with one team there is no need to say."""
    homes = queries.homes()
    found = [t for t in homes if name.lower() in {t.name.lower(), t.slug}]
    if not name and len(homes) == 1:
        found = [homes[0]]
    if not found:
        names = ", ".join(t.name for t in homes) or "none yet"
        msg = f"Name the home team with --team. There is: {names}."
        raise click.ClickException(msg)
    return found[0]
