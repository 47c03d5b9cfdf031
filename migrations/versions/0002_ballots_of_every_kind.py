"""Ballots of every kind, on paper too; rulings, questions, rehearsals, passes."""

import sqlalchemy as sa
from alembic import op


revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('paper_ballot',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('round_id', sa.Integer(), nullable=False),
    sa.Column('domain_id', sa.Integer(), nullable=True),
    sa.Column('choice', sa.JSON(), nullable=False),
    sa.Column('entered_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('public_id', sa.String(length=20), nullable=False),
    sa.ForeignKeyConstraint(['domain_id'], ['domain.id'], name=op.f('fk_paper_ballot_domain_id_domain')),
    sa.ForeignKeyConstraint(['round_id'], ['poll_round.id'], name=op.f('fk_paper_ballot_round_id_poll_round'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_paper_ballot')),
    sa.UniqueConstraint('public_id', name=op.f('uq_paper_ballot_public_id'))
    )
    with op.batch_alter_table('paper_ballot', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_paper_ballot_round_id'), ['round_id'], unique=False)

    op.create_table('question',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('round_id', sa.Integer(), nullable=False),
    sa.Column('device_key', sa.LargeBinary(length=16), nullable=False),
    sa.Column('text', sa.String(length=300), nullable=False),
    sa.Column('is_approved', sa.Boolean(), nullable=False),
    sa.Column('is_hidden', sa.Boolean(), nullable=False),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('minute_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('public_id', sa.String(length=20), nullable=False),
    sa.ForeignKeyConstraint(['round_id'], ['poll_round.id'], name=op.f('fk_question_round_id_poll_round'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_question')),
    sa.UniqueConstraint('public_id', name=op.f('uq_question_public_id'))
    )
    with op.batch_alter_table('question', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_question_round_id'), ['round_id'], unique=False)

    op.create_table('ruling',
    sa.Column('round_id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=200), nullable=False),
    sa.Column('is_hidden', sa.Boolean(), nullable=False),
    sa.Column('joins', sa.String(length=200), nullable=False),
    sa.ForeignKeyConstraint(['round_id'], ['poll_round.id'], name=op.f('fk_ruling_round_id_poll_round'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('round_id', 'key', name=op.f('pk_ruling'))
    )
    op.create_table('question_vote',
    sa.Column('question_id', sa.Integer(), nullable=False),
    sa.Column('device_key', sa.LargeBinary(length=16), nullable=False),
    sa.ForeignKeyConstraint(['question_id'], ['question.id'], name=op.f('fk_question_vote_question_id_question'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('question_id', 'device_key', name=op.f('pk_question_vote')),
    sqlite_with_rowid=False
    )
    with op.batch_alter_table('live_meeting', schema=None) as batch_op:
        batch_op.add_column(sa.Column('stage_rule', sa.String(length=20), server_default='', nullable=False))
        batch_op.add_column(sa.Column('pass_count', sa.Integer(), server_default='0', nullable=False))

    with op.batch_alter_table('poll', schema=None) as batch_op:
        batch_op.add_column(sa.Column('joined', sa.JSON(), server_default='{}', nullable=False))
        batch_op.add_column(sa.Column('is_pass', sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.add_column(sa.Column('is_approved_first', sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.add_column(sa.Column('run_off_of_id', sa.Integer(), nullable=True))
        batch_op.create_foreign_key(batch_op.f('fk_poll_run_off_of_id_poll'), 'poll', ['run_off_of_id'], ['id'], ondelete='SET NULL')

    with op.batch_alter_table('poll_round', schema=None) as batch_op:
        batch_op.add_column(sa.Column('is_beforehand', sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.add_column(sa.Column('is_rehearsal', sa.Boolean(), server_default=sa.false(), nullable=False))



def downgrade() -> None:
    with op.batch_alter_table('poll_round', schema=None) as batch_op:
        batch_op.drop_column('is_rehearsal')
        batch_op.drop_column('is_beforehand')

    with op.batch_alter_table('poll', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_poll_run_off_of_id_poll'), type_='foreignkey')
        batch_op.drop_column('run_off_of_id')
        batch_op.drop_column('is_approved_first')
        batch_op.drop_column('is_pass')
        batch_op.drop_column('joined')

    with op.batch_alter_table('live_meeting', schema=None) as batch_op:
        batch_op.drop_column('pass_count')
        batch_op.drop_column('stage_rule')

    op.drop_table('question_vote')
    op.drop_table('ruling')
    with op.batch_alter_table('question', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_question_round_id'))

    op.drop_table('question')
    with op.batch_alter_table('paper_ballot', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_paper_ballot_round_id'))

    op.drop_table('paper_ballot')
