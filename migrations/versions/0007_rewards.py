"""Cakes that teams earned.

Revision ID: 0007
Revises: 0006
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "cake",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("slices", sa.Integer(), nullable=False),
        sa.Column("earned_at", sa.DateTime(), nullable=False),
        sa.Column("ordered_at", sa.DateTime(), nullable=True),
        sa.Column("delivered_at", sa.DateTime(), nullable=True),
        sa.Column("photo_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["photo_id"], ["stored_file.id"], name=op.f("fk_cake_photo_id_stored_file")
        ),
        sa.ForeignKeyConstraint(
            ["team_id"],
            ["team.id"],
            name=op.f("fk_cake_team_id_team"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cake")),
        sa.UniqueConstraint("team_id", name=op.f("uq_cake_team_id")),
    )
    op.create_index(
        op.f("ix_cake_delivered_at_id"), "cake", ["delivered_at", "id"], unique=False
    )


def downgrade() -> None:
    """Drop them again; what is in them is lost."""
    op.drop_index(op.f("ix_cake_delivered_at_id"), table_name="cake")
    op.drop_table("cake")
