"""Who has voted before a meeting, without what."""

import sqlalchemy as sa
from alembic import op


revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('vote_seen',
    sa.Column('round_id', sa.Integer(), nullable=False),
    sa.Column('place_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['place_id'], ['place.id'], name=op.f('fk_vote_seen_place_id_place'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['round_id'], ['poll_round.id'], name=op.f('fk_vote_seen_round_id_poll_round'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('round_id', 'place_id', name=op.f('pk_vote_seen')),
    sqlite_with_rowid=False
    )


def downgrade() -> None:
    op.drop_table('vote_seen')
