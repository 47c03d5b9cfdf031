"""One reminder to who was invited and has not answered."""

import sqlalchemy as sa
from alembic import op


revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('invitation', schema=None) as batch_op:
        batch_op.add_column(sa.Column('reminded_at', sa.DateTime(timezone=True), nullable=True))

    with op.batch_alter_table('seat_rules', schema=None) as batch_op:
        batch_op.add_column(sa.Column('reminds_silent', sa.Boolean(), nullable=False, server_default=sa.true()))


def downgrade() -> None:
    with op.batch_alter_table('seat_rules', schema=None) as batch_op:
        batch_op.drop_column('reminds_silent')

    with op.batch_alter_table('invitation', schema=None) as batch_op:
        batch_op.drop_column('reminded_at')
