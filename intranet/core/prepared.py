"""Statements in the words of the driver: for what is asked all day long.

Building a statement, looking up its compiled form and wrapping its rows take ten
times as long as the database itself needs. Here that is done once; what remains is
handing values to the driver. It runs in the transaction of the session, and whoever
watches the statements of the house sees these too.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import ClauseElement, Connection, Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.compiler import SQLCompiler

from intranet.core.db import db

Row = tuple[Any, ...]
Turn = Callable[[Any], Any]
Maker = Callable[[], ClauseElement]


@dataclass(frozen=True, slots=True)
class _Ready:
    """A statement as one kind of database wants it.

    Attributes:
        words: SQL with the driver's own marks for values.
        order: names of the values in their order; None when they go by name.
        fixed: values that are the same each time, as the driver wants them.
        turns: by name, what turns a value into what the driver takes.
        columns: by place, what turns what the driver gives into our value.
        error: what every mistake of this driver is.

    """

    words: str
    order: Sequence[str] | None
    fixed: dict[str, Any]
    turns: dict[str, Turn]
    columns: tuple[tuple[int, Turn], ...]
    error: type[Exception]

    def given(self, values: dict[str, Any]) -> Any:  # noqa: ANN401 - a list or a dict, as the driver wants
        """Return the values as the driver wants them."""
        ready, turns = dict(self.fixed), self.turns
        for name, value in values.items():
            turn = turns.get(name)
            ready[name] = value if turn is None else turn(value)
        return ready if self.order is None else [ready[name] for name in self.order]

    def row(self, found: Row) -> Row:
        """Return a row with our own values in it."""
        if not self.columns:
            return found
        row = list(found)
        for place, turn in self.columns:
            row[place] = turn(row[place])
        return tuple(row)


class Prepared:
    """One statement, made ready for a database the first time it is asked.

    Its values have no default but those in the statement itself, and none of
    them is a list.
    """

    def __init__(self, make: ClauseElement | Maker) -> None:
        """Take a statement, or what makes it once the kind of database is known."""
        self.make = make
        self._ready: dict[str, _Ready] = {}

    def ready(self, engine: Engine) -> _Ready:
        """Return the statement for this kind of database."""
        found = self._ready.get(engine.dialect.name)
        if found is None:
            found = self._ready[engine.dialect.name] = self._compile(engine)
        return found

    def _compile(self, engine: Engine) -> _Ready:
        """Write the statement in the words of the driver."""
        statement = self.make if isinstance(self.make, ClauseElement) else self.make()
        made, dialect = cast("SQLCompiler", statement.compile(engine)), engine.dialect
        asked = {name: None for name, bound in made.binds.items() if bound.required}
        state = made.construct_expanded_state(asked)
        turns = cast("dict[str, Turn]", dict(state.processors))
        for name in asked:
            kind = made.binds[name].type.dialect_impl(dialect)
            turn = kind.bind_processor(dialect)
            if turn is not None:
                turns[name] = turn
        fixed = {
            name: turns[name](value) if name in turns else value
            for name, value in state.parameters.items()
            if name not in asked
        }
        columns = []
        for place, column in enumerate(made._result_columns):  # noqa: SLF001 - what comes back, told nowhere else
            turn = column.type.dialect_impl(dialect).result_processor(dialect, None)
            if turn is not None:
                columns.append((place, turn))
        return _Ready(
            state.statement,
            state.positiontup,
            fixed,
            turns,
            tuple(columns),
            cast("Any", dialect.loaded_dbapi).Error,
        )

    def rows(self, **values: Any) -> list[Row]:  # noqa: ANN401 - whatever columns hold
        """Run it in the transaction of the session; return what comes back."""
        connection = db.session.connection()
        ready = self.ready(connection.engine)
        given = ready.given(values)
        cursor = connection.connection.cursor()
        for told in connection.dispatch.before_cursor_execute:
            told(connection, cursor, ready.words, given, None, False)  # noqa: FBT003 - SQLAlchemy's own order
        try:
            cursor.execute(ready.words, given)
            found = cursor.fetchall() if cursor.description else []
        except ready.error as mistake:
            raise _told(mistake, ready, given, connection) from mistake
        finally:
            cursor.close()
        return [ready.row(row) for row in found] if ready.columns else list(found)

    def row(self, **values: Any) -> Row | None:  # noqa: ANN401 - whatever columns hold
        """Run it; return the one row, or None."""
        found = self.rows(**values)
        return found[0] if found else None


def _told(
    mistake: Exception, ready: _Ready, given: object, connection: Connection
) -> BaseException:
    """Return a mistake of the driver as the rest of the house knows it."""
    return DBAPIError.instance(
        ready.words,
        cast("Any", given),
        mistake,
        ready.error,
        dialect=connection.dialect,
    )
