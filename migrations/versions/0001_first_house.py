"""The ground of the house: settings, people, and what the managers did.

Revision ID: 0001
Revises: nothing
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "audit_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("action", sa.String(length=200), nullable=False),
        sa.Column("about", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_line")),
    )
    op.create_index(op.f("ix_audit_line_at"), "audit_line", ["at"], unique=False)
    op.create_table(
        "chore_run",
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("due_at", sa.DateTime(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("trouble", sa.String(length=10000), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_chore_run")),
    )
    op.create_table(
        "letter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.String(length=200), nullable=False),
        sa.Column("to", sa.String(length=200), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("html", sa.String(), nullable=False),
        sa.Column("written_at", sa.DateTime(), nullable=False),
        sa.Column("try_after", sa.DateTime(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("sent_at", sa.DateTime(), nullable=True),
        sa.Column("given_up_at", sa.DateTime(), nullable=True),
        sa.Column("trouble", sa.String(length=10000), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter")),
        sa.UniqueConstraint("message_id", name=op.f("uq_letter_message_id")),
    )
    op.create_index(
        op.f("ix_letter_sent_at_try_after"),
        "letter",
        ["sent_at", "try_after"],
        unique=False,
    )
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("call_name", sa.String(length=200), nullable=False),
        sa.Column("handle", sa.String(length=200), nullable=False),
        sa.Column(
            "role",
            sa.Enum("member", "manager", name="role", native_enum=False, length=20),
            nullable=False,
        ),
        sa.Column("is_persona", sa.Boolean(), nullable=False),
        sa.Column("job", sa.String(length=200), nullable=False),
        sa.Column("location", sa.String(length=200), nullable=False),
        sa.Column("phone", sa.String(length=200), nullable=False),
        sa.Column("about", sa.String(length=10000), nullable=False),
        sa.Column("expertise", sa.String(length=10000), nullable=False),
        sa.Column("interests", sa.String(length=10000), nullable=False),
        sa.Column("works", sa.String(length=200), nullable=False),
        sa.Column(
            "face_choice",
            sa.Enum(
                "unsaid",
                "photo",
                "drawn",
                "none",
                name="facechoice",
                native_enum=False,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("photo_key", sa.String(length=200), nullable=True),
        sa.Column("avatar", sa.String(length=200), nullable=True),
        sa.Column("is_complete", sa.Boolean(), nullable=False),
        sa.Column("locale", sa.String(length=200), nullable=False),
        sa.Column("wants_digest", sa.Boolean(), nullable=False),
        sa.Column("joined_at", sa.DateTime(), nullable=False),
        sa.Column("left_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("length(works) = 5", name=op.f("ck_person_five_days")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("handle", name=op.f("uq_person_handle")),
    )
    op.create_index(op.f("ix_person_joined_at"), "person", ["joined_at"], unique=False)
    op.create_index(
        op.f("ix_person_left_at_name_id"),
        "person",
        ["left_at", "name", "id"],
        unique=False,
    )
    op.create_table(
        "site",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation", sa.String(length=200), nullable=False),
        sa.Column("colleague", sa.String(length=200), nullable=False),
        sa.Column("portrait", sa.String(length=200), nullable=False),
        sa.Column("is_formal", sa.Boolean(), nullable=False),
        sa.Column("brand", sa.String(length=200), nullable=False),
        sa.Column("open_rooms", sa.String(length=10000), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_site")),
    )


def downgrade() -> None:
    """Drop them again; what is in them is lost."""
    op.drop_table("site")
    op.drop_index(op.f("ix_person_left_at_name_id"), table_name="person")
    op.drop_index(op.f("ix_person_joined_at"), table_name="person")
    op.drop_table("person")
    op.drop_index(op.f("ix_letter_sent_at_try_after"), table_name="letter")
    op.drop_table("letter")
    op.drop_table("chore_run")
    op.drop_index(op.f("ix_audit_line_at"), table_name="audit_line")
    op.drop_table("audit_line")
