"""The commands that fill an empty house with people who do not exist."""

from __future__ import annotations

import click
from flask.cli import with_appcontext

from intranet.demo import waterhoeve


@click.command("demo")
@with_appcontext
def demo() -> None:
    """Load the demo organisation into an empty house."""
    try:
        accounts = waterhoeve.load()
    except waterhoeve.LivedInError as trouble:
        raise click.ClickException(str(trouble)) from trouble
    click.echo("Welcome to Gemeente Waterhoeve. Sign in as:")
    width = max(len(account.login) for account in accounts)
    for account in accounts:
        click.echo(
            f"    {account.login:<{width}}  {account.password}  "
            f"{account.name}, {account.role}"
        )
