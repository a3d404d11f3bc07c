"""How it works here, and the wishes.

Revision ID: 0006
Revises: 0005
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "governance_edition",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "section",
            sa.Enum(
                "purpose",
                "goals",
                "roles",
                "rules",
                "routes",
                name="section",
                native_enum=False,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("changed_by_id", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["changed_by_id"],
            ["person.id"],
            name=op.f("fk_governance_edition_changed_by_id_person"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_governance_edition")),
    )
    op.create_index(
        op.f("ix_governance_edition_section_id"),
        "governance_edition",
        ["section", "id"],
        unique=False,
    )
    op.create_table(
        "governance_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "section",
            sa.Enum(
                "purpose",
                "goals",
                "roles",
                "rules",
                "routes",
                name="section",
                native_enum=False,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=200), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("body", sa.String(length=10000), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_governance_entry_person_id_person"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_governance_entry")),
    )
    op.create_index(
        op.f("ix_governance_entry_section_place"),
        "governance_entry",
        ["section", "place"],
        unique=False,
    )
    op.create_table(
        "wish",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("asker_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("why", sa.String(length=10000), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "new",
                "assessed",
                "planned",
                "busy",
                "done",
                "not",
                name="wishstate",
                native_enum=False,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("form_key", sa.String(length=200), nullable=True),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["asker_id"], ["person.id"], name=op.f("fk_wish_asker_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wish")),
        sa.UniqueConstraint(
            "asker_id", "form_key", name=op.f("uq_wish_asker_id_form_key")
        ),
    )
    op.create_index(op.f("ix_wish_asker_id"), "wish", ["asker_id"], unique=False)
    op.create_index(op.f("ix_wish_state_id"), "wish", ["state", "id"], unique=False)
    op.create_table(
        "wish_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("wish_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column(
            "was",
            sa.Enum(
                "new",
                "assessed",
                "planned",
                "busy",
                "done",
                "not",
                name="wishstate",
                native_enum=False,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "new",
                "assessed",
                "planned",
                "busy",
                "done",
                "not",
                name="wishstate",
                native_enum=False,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("answer", sa.String(length=10000), nullable=False),
        sa.Column("answered_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["person.id"], name=op.f("fk_wish_answer_by_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["wish_id"],
            ["wish.id"],
            name=op.f("fk_wish_answer_wish_id_wish"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wish_answer")),
    )
    op.create_index(
        op.f("ix_wish_answer_wish_id_id"),
        "wish_answer",
        ["wish_id", "id"],
        unique=False,
    )


def downgrade() -> None:
    """Drop them again; what is in them is lost."""
    op.drop_index(op.f("ix_wish_answer_wish_id_id"), table_name="wish_answer")
    op.drop_table("wish_answer")
    op.drop_index(op.f("ix_wish_state_id"), table_name="wish")
    op.drop_index(op.f("ix_wish_asker_id"), table_name="wish")
    op.drop_table("wish")
    op.drop_index(
        op.f("ix_governance_entry_section_place"), table_name="governance_entry"
    )
    op.drop_table("governance_entry")
    op.drop_index(
        op.f("ix_governance_edition_section_id"), table_name="governance_edition"
    )
    op.drop_table("governance_edition")
