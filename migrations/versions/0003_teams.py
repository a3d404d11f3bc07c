"""Teams, who is in them and who follows them.

Revision ID: 0003
Revises: 0002
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "team",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=200), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "department",
                "project",
                "open",
                "informal",
                "closed",
                name="teamkind",
                native_enum=False,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("about", sa.String(length=10000), nullable=False),
        sa.Column("hue", sa.Integer(), nullable=False),
        sa.Column("icon", sa.String(length=200), nullable=False),
        sa.Column("cover", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team")),
        sa.UniqueConstraint("name", name=op.f("uq_team_name")),
        sa.UniqueConstraint("slug", name=op.f("uq_team_slug")),
    )
    op.create_index(
        op.f("ix_team_closed_at_name"), "team", ["closed_at", "name"], unique=False
    )
    op.create_table(
        "follow",
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_follow_person_id_person"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["team_id"],
            ["team.id"],
            name=op.f("fk_follow_team_id_team"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("team_id", "person_id", name=op.f("pk_follow")),
    )
    op.create_index(
        op.f("ix_follow_person_id_team_id"),
        "follow",
        ["person_id", "team_id"],
        unique=False,
    )
    op.create_table(
        "membership",
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("is_home", sa.Boolean(), nullable=False),
        sa.Column("is_owner", sa.Boolean(), nullable=False),
        sa.Column("joined_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_membership_person_id_person"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["team_id"],
            ["team.id"],
            name=op.f("fk_membership_team_id_team"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("team_id", "person_id", name=op.f("pk_membership")),
    )
    op.create_index(
        op.f("ix_membership_person_id_team_id"),
        "membership",
        ["person_id", "team_id"],
        unique=False,
    )
    op.create_index(
        "uq_membership_home",
        "membership",
        ["person_id"],
        unique=True,
        sqlite_where=sa.text("is_home"),
        postgresql_where=sa.text("is_home"),
    )


def downgrade() -> None:
    """Drop them again; what is in them is lost."""
    op.drop_index(
        "uq_membership_home",
        table_name="membership",
        sqlite_where=sa.text("is_home"),
        postgresql_where=sa.text("is_home"),
    )
    op.drop_index(op.f("ix_membership_person_id_team_id"), table_name="membership")
    op.drop_table("membership")
    op.drop_index(op.f("ix_follow_person_id_team_id"), table_name="follow")
    op.drop_table("follow")
    op.drop_index(op.f("ix_team_closed_at_name"), table_name="team")
    op.drop_table("team")
