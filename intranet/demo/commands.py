"""The commands that fill an empty house with people who do not exist."""

from __future__ import annotations

import click
from flask.cli import with_appcontext

from intranet.demo import crowd, waterhoeve

FEWEST = 10


@click.command("demo")
@click.option(
    "--people",
    type=click.IntRange(FEWEST, 100_000),
    help="Make a large organisation of so many people instead.",
)
@click.option(
    "--posts",
    type=click.IntRange(1, 5_000_000),
    help="How many messages they wrote; five for each person unless told.",
)
@click.option("--seed", default=1, help="The same seed gives the same rows.")
@with_appcontext
def demo(people: int | None, posts: int | None, seed: int) -> None:
    """Load the demo organisation into an empty house."""
    try:
        if people is None and posts is None:
            accounts = waterhoeve.load(seed)
        else:
            people = people or FEWEST
            accounts = crowd.load(people, posts or 5 * people, seed)
    except waterhoeve.LivedInError as trouble:
        raise click.ClickException(str(trouble)) from trouble
    click.echo("Welcome to Gemeente Waterhoeve. Sign in as:")
    width = max(len(account.login) for account in accounts)
    for account in accounts:
        click.echo(
            f"    {account.login:<{width}}  {account.password}  "
            f"{account.name}, {account.role}"
        )
