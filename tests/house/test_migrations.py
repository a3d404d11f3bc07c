"""Migrations: up and down with data on both databases, and equal to the models."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect, select

from intranet import create_app
from intranet.core import site
from intranet.core.db import Base, db
from intranet.people.models import Person
from intranet.teams.models import Membership, TeamKind
from tests.conftest import DATABASES, make_person, make_team, settings_for

CARELESS = """
from alembic import op
revision = "9999"
down_revision = "{}"

def upgrade():
    op.execute("delete from membership")
"""

ROOT = Path(__file__).parents[2]
MIGRATIONS = ROOT / "migrations"


@pytest.fixture(params=DATABASES, name="bare")
def open_bare_house(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """Open a house on a database without any table."""
    url = f"sqlite:///{tmp_path / 'bare.db'}"
    if request.param == "postgres":
        fresh: Callable[[], str] = request.getfixturevalue("postgres")
        url = fresh()
    app = create_app(settings_for(url, tmp_path), TESTING=True)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def differences() -> list[object]:
    """Return how the database differs from the models, leaving out FTS5's own."""
    with db.engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "compare_type": True,
                "include_object": lambda _item, name, *_rest: (
                    not str(name).startswith("search_words")
                ),
            },
        )
        return list(compare_metadata(context, Base.metadata))


def people() -> list[tuple[int, str]]:
    rows = db.session.execute(select(Person.id, Person.name).order_by(Person.id))
    return [(key, name) for key, name in rows]


def test_the_database_is_what_the_models_say(bare: Flask) -> None:
    upgrade()

    assert differences() == []


def test_every_step_down_and_up_keeps_what_it_does_not_drop(bare: Flask) -> None:
    upgrade()
    site.found(organisation="Proefdorp", colleague="Jet", open_rooms="teams people")
    an, bo = make_person("An"), make_person("Bo")
    make_team("Town hall", an, bo, kind=TeamKind.DEPARTMENT)
    before = people()
    db.session.remove()
    steps = [one.revision for one in ScriptDirectory(str(MIGRATIONS)).walk_revisions()]

    for older in steps[1:]:
        downgrade(revision=older)
        assert people() == before
        db.session.remove()
    upgrade()

    assert people() == before
    assert site.current().organisation == "Proefdorp"


def test_a_migration_that_loses_rows_changes_nothing(
    bare: Flask, tmp_path: Path
) -> None:
    upgrade()
    an = make_person("An")
    make_team("Town hall", an)
    db.session.remove()
    own = tmp_path / "migrations"
    shutil.copytree(MIGRATIONS, own)
    newest = ScriptDirectory(str(MIGRATIONS)).get_current_head()
    (own / "versions" / "9999_careless.py").write_text(CARELESS.format(newest))

    with pytest.raises(Exception, match="membership"):
        upgrade(directory=str(own))

    assert db.session.query(Membership).count() == 1


def test_down_to_nothing_leaves_nothing(bare: Flask) -> None:
    upgrade()
    make_person("An")
    db.session.remove()

    downgrade(revision="base")

    with db.engine.connect() as connection:
        left = set(inspect(connection).get_table_names())
    assert {name for name in left if "alembic" not in name} == set()


def test_a_second_upgrade_changes_nothing(bare: Flask) -> None:
    upgrade()
    make_person("An")
    before = people()
    db.session.remove()

    upgrade()

    assert people() == before


@pytest.mark.parametrize("file", sorted(MIGRATIONS.glob("versions/*.py")), ids=str)
def test_a_migration_imports_nothing_of_the_house(file: Path) -> None:
    assert "intranet" not in file.read_text()


def test_migrations_are_numbered_in_one_line() -> None:
    steps = list(ScriptDirectory(str(MIGRATIONS)).walk_revisions())

    numbers = [step.revision for step in reversed(steps)]
    assert numbers == [f"{number:04}" for number in range(1, len(numbers) + 1)]
