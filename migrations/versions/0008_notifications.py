"""What a person should hear.

Revision ID: 0008
Revises: 0007
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "notification",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reader_id", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "like",
                "comment",
                "mention",
                "team_post",
                "wish",
                "cake",
                name="kind",
                native_enum=False,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("about", sa.String(length=200), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=True),
        sa.Column("comment_id", sa.Integer(), nullable=True),
        sa.Column("wish_id", sa.Integer(), nullable=True),
        sa.Column("cake_id", sa.Integer(), nullable=True),
        sa.Column("told_at", sa.DateTime(), nullable=False),
        sa.Column("seen_at", sa.DateTime(), nullable=True),
        sa.Column("mailed_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["person.id"], name=op.f("fk_notification_actor_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["cake_id"],
            ["cake.id"],
            name=op.f("fk_notification_cake_id_cake"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["comment_id"],
            ["comment.id"],
            name=op.f("fk_notification_comment_id_comment"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["post_id"],
            ["post.id"],
            name=op.f("fk_notification_post_id_post"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["reader_id"],
            ["person.id"],
            name=op.f("fk_notification_reader_id_person"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["wish_id"],
            ["wish.id"],
            name=op.f("fk_notification_wish_id_wish"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notification")),
    )
    op.create_index(
        op.f("ix_notification_comment_id"), "notification", ["comment_id"], unique=False
    )
    op.create_index(
        op.f("ix_notification_post_id"), "notification", ["post_id"], unique=False
    )
    op.create_index(
        op.f("ix_notification_reader_id_id"),
        "notification",
        ["reader_id", "id"],
        unique=False,
    )
    op.create_index(
        "ix_notification_unseen",
        "notification",
        ["reader_id", "about"],
        unique=False,
        sqlite_where=sa.text("seen_at IS NULL"),
        postgresql_where=sa.text("seen_at IS NULL"),
    )


def downgrade() -> None:
    """Drop them again; what is in them is lost."""
    op.drop_index(
        "ix_notification_unseen",
        table_name="notification",
        sqlite_where=sa.text("seen_at IS NULL"),
        postgresql_where=sa.text("seen_at IS NULL"),
    )
    op.drop_index(op.f("ix_notification_reader_id_id"), table_name="notification")
    op.drop_index(op.f("ix_notification_post_id"), table_name="notification")
    op.drop_index(op.f("ix_notification_comment_id"), table_name="notification")
    op.drop_table("notification")
