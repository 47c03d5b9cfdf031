"""Sessions that only take who is invited."""

import sqlalchemy as sa
from alembic import op


revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('seat_rules', schema=None) as batch_op:
        batch_op.add_column(sa.Column('is_by_invitation', sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    with op.batch_alter_table('seat_rules', schema=None) as batch_op:
        batch_op.drop_column('is_by_invitation')
