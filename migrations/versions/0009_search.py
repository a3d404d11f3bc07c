"""What can be found, and the index of its words.

Revision ID: 0009
Revises: 0008
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

ON_SQLITE = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS search_words USING fts5(kind, words, content='search_entry', content_rowid='id', detail='column', tokenize='unicode61 remove_diacritics 0')",
    "CREATE TRIGGER IF NOT EXISTS search_entry_in AFTER INSERT ON search_entry BEGIN INSERT INTO search_words(rowid, kind, words) VALUES (new.id, new.kind, new.words); END",
    "CREATE TRIGGER IF NOT EXISTS search_entry_out AFTER DELETE ON search_entry BEGIN INSERT INTO search_words(search_words, rowid, kind, words) VALUES ('delete', old.id, old.kind, old.words); END",
    "CREATE TRIGGER IF NOT EXISTS search_entry_change AFTER UPDATE OF kind, words ON search_entry BEGIN INSERT INTO search_words(search_words, rowid, kind, words) VALUES ('delete', old.id, old.kind, old.words); INSERT INTO search_words(rowid, kind, words) VALUES (new.id, new.kind, new.words); END",
)
ON_POSTGRES = (
    "CREATE INDEX IF NOT EXISTS search_words_gin ON search_entry USING gin (to_tsvector('simple', words))",
)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "search_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "person",
                "team",
                "post",
                "wish",
                name="kind",
                native_enum=False,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("about_id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=True),
        sa.Column("words", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id"],
            ["team.id"],
            name=op.f("fk_search_entry_team_id_team"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_entry")),
        sa.UniqueConstraint(
            "kind", "about_id", name=op.f("uq_search_entry_kind_about_id")
        ),
    )
    op.create_index(
        op.f("ix_search_entry_kind_id"), "search_entry", ["kind", "id"], unique=False
    )
    op.create_index(
        op.f("ix_search_entry_team_id"), "search_entry", ["team_id"], unique=False
    )
    for line in ON_SQLITE if op.get_bind().dialect.name == "sqlite" else ON_POSTGRES:
        op.execute(line)


def downgrade() -> None:
    """Drop them again; what is in them is lost."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE search_words")
    op.drop_index(op.f("ix_search_entry_team_id"), table_name="search_entry")
    op.drop_index(op.f("ix_search_entry_kind_id"), table_name="search_entry")
    op.drop_table("search_entry")
