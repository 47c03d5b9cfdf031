"""Seats kept for domains and offered to who waits."""

import sqlalchemy as sa
from alembic import op


revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('seat_rules',
    sa.Column('meeting_id', sa.Integer(), nullable=False),
    sa.Column('released_on', sa.Date(), nullable=True),
    sa.Column('is_released', sa.Boolean(), nullable=False),
    sa.Column('claim_hours', sa.Integer(), nullable=False),
    sa.Column('straight_hours', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['meeting_id'], ['meeting.id'], name=op.f('fk_seat_rules_meeting_id_meeting'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('meeting_id', name=op.f('pk_seat_rules'))
    )
    op.create_table('seat_share',
    sa.Column('meeting_id', sa.Integer(), nullable=False),
    sa.Column('domain_id', sa.Integer(), nullable=False),
    sa.Column('minimum', sa.Integer(), nullable=False),
    sa.Column('maximum', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['domain_id'], ['domain.id'], name=op.f('fk_seat_share_domain_id_domain')),
    sa.ForeignKeyConstraint(['meeting_id'], ['meeting.id'], name=op.f('fk_seat_share_meeting_id_meeting'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('meeting_id', 'domain_id', name=op.f('pk_seat_share'))
    )
    with op.batch_alter_table('registration', schema=None) as batch_op:
        batch_op.add_column(sa.Column('offered_until', sa.DateTime(timezone=True), nullable=True))
        batch_op.create_index(batch_op.f('ix_registration_offered_until'), ['offered_until'], unique=False)


def downgrade() -> None:
    # Without offers, who was offered a seat waits for it, in the turn they had.
    op.execute("UPDATE registration SET state = 'waiting' WHERE state = 'offered'")
    op.execute("UPDATE registration SET cancelled_from = 'waiting' WHERE cancelled_from = 'offered'")
    with op.batch_alter_table('registration', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_registration_offered_until'))
        batch_op.drop_column('offered_until')

    op.drop_table('seat_share')
    op.drop_table('seat_rules')
