"""what follows an incident

Revision ID: 0008
Revises: 0007
Create Date: 2026-11-26 18:57:43.131503

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('recovery_terms',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('first_word_days', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_recovery_terms'))
    )
    op.create_table('seriousness_example',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('level', sa.Integer(), nullable=False),
    sa.Column('language', sa.String(), nullable=False),
    sa.Column('text', sa.String(), nullable=False),
    sa.CheckConstraint('level BETWEEN 1 AND 4', name=op.f('ck_seriousness_example_on_the_scale')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_seriousness_example')),
    sa.UniqueConstraint('level', 'language', name=op.f('uq_seriousness_example_level_language'))
    )
    op.create_table('contact_next',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('pupil_id', sa.Integer(), nullable=False),
    sa.Column('household_id', sa.Integer(), nullable=False),
    sa.Column('on', sa.Date(), nullable=False),
    sa.Column('set_by_id', sa.Integer(), nullable=False),
    sa.Column('set_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['household_id'], ['household.id'], name=op.f('fk_contact_next_household_id')),
    sa.ForeignKeyConstraint(['pupil_id'], ['pupil.id'], name=op.f('fk_contact_next_pupil_id')),
    sa.ForeignKeyConstraint(['set_by_id'], ['person.id'], name=op.f('fk_contact_next_set_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_contact_next')),
    sa.UniqueConstraint('pupil_id', 'household_id', name=op.f('uq_contact_next_pupil_id_household_id'))
    )
    with op.batch_alter_table('contact_next', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_contact_next_household_id'), ['household_id'], unique=False)

    op.create_table('figures_link',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('token_hash', sa.String(), nullable=False),
    sa.Column('first', sa.Date(), nullable=False),
    sa.Column('until', sa.Date(), nullable=False),
    sa.Column('made_by_id', sa.Integer(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ends_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['made_by_id'], ['person.id'], name=op.f('fk_figures_link_made_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_figures_link')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_figures_link_token_hash'))
    )
    op.create_table('guidance_text',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('reader', sa.String(length=40), nullable=False),
    sa.Column('language', sa.String(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('words', sa.String(), nullable=False),
    sa.Column('written_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('written_by_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['written_by_id'], ['person.id'], name=op.f('fk_guidance_text_written_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_guidance_text')),
    sa.UniqueConstraint('reader', 'language', 'number', name=op.f('uq_guidance_text_reader_language_number'))
    )
    op.create_table('register_term',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('months', sa.Integer(), nullable=False),
    sa.Column('ground', sa.String(), nullable=False),
    sa.Column('set_by_id', sa.Integer(), nullable=False),
    sa.Column('set_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['set_by_id'], ['person.id'], name=op.f('fk_register_term_set_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_register_term'))
    )
    with op.batch_alter_table('register_term', schema=None) as batch_op:
        batch_op.create_index('ix_register_term_kind', ['kind', 'id'], unique=False)

    op.create_table('reporting_rule',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('from_level', sa.Integer(), nullable=True),
    sa.Column('kinds', sa.JSON(), nullable=False),
    sa.Column('set_by_id', sa.Integer(), nullable=False),
    sa.Column('set_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['set_by_id'], ['person.id'], name=op.f('fk_reporting_rule_set_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reporting_rule'))
    )
    op.create_table('safety_plan',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version', sa.String(), nullable=False),
    sa.Column('dated_on', sa.Date(), nullable=False),
    sa.Column('address', sa.String(), nullable=True),
    sa.Column('key', sa.String(), nullable=True),
    sa.Column('put_by_id', sa.Integer(), nullable=False),
    sa.Column('put_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('(key IS NULL) <> (address IS NULL)', name=op.f('ck_safety_plan_one_of_two')),
    sa.ForeignKeyConstraint(['put_by_id'], ['person.id'], name=op.f('fk_safety_plan_put_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_safety_plan'))
    )
    op.create_table('training',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('held_on', sa.Date(), nullable=False),
    sa.Column('valid_until', sa.Date(), nullable=True),
    sa.Column('recorded_by_id', sa.Integer(), nullable=False),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('reminded_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_training_person_id')),
    sa.ForeignKeyConstraint(['recorded_by_id'], ['person.id'], name=op.f('fk_training_recorded_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_training')),
    sa.UniqueConstraint('person_id', 'kind', 'held_on', name=op.f('uq_training_person_id_kind_held_on'))
    )
    with op.batch_alter_table('training', schema=None) as batch_op:
        batch_op.create_index('ix_training_to_remind', ['valid_until'], unique=False, sqlite_where=sa.text('reminded_at IS NULL'), postgresql_where=sa.text('reminded_at IS NULL'))

    op.create_table('access_request',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('purpose', sa.String(length=40), nullable=False),
    sa.Column('stage', sa.String(length=40), nullable=False),
    sa.Column('name', sa.LargeBinary(), nullable=False),
    sa.Column('about', sa.LargeBinary(), nullable=False),
    sa.Column('identity', sa.LargeBinary(), nullable=False),
    sa.Column('checked_by_id', sa.Integer(), nullable=True),
    sa.Column('language', sa.String(), nullable=False),
    sa.Column('asked_on', sa.Date(), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('extended_because', sa.LargeBinary(), nullable=True),
    sa.Column('logged_by_id', sa.Integer(), nullable=False),
    sa.Column('logged_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('prepared_by_id', sa.Integer(), nullable=True),
    sa.Column('released_by_id', sa.Integer(), nullable=True),
    sa.Column('answer', sa.LargeBinary(), nullable=True),
    sa.Column('settled_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('reminded_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('task_id', sa.Integer(), nullable=True),
    sa.CheckConstraint('released_by_id IS NULL OR released_by_id <> prepared_by_id', name=op.f('ck_access_request_four_eyes')),
    sa.ForeignKeyConstraint(['checked_by_id'], ['person.id'], name=op.f('fk_access_request_checked_by_id')),
    sa.ForeignKeyConstraint(['logged_by_id'], ['person.id'], name=op.f('fk_access_request_logged_by_id')),
    sa.ForeignKeyConstraint(['prepared_by_id'], ['person.id'], name=op.f('fk_access_request_prepared_by_id')),
    sa.ForeignKeyConstraint(['released_by_id'], ['person.id'], name=op.f('fk_access_request_released_by_id')),
    sa.ForeignKeyConstraint(['task_id'], ['task.id'], name=op.f('fk_access_request_task_id'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_access_request'))
    )
    with op.batch_alter_table('access_request', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_access_request_stage'), ['stage'], unique=False)

    op.create_table('evaluation',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('incident_id', sa.Integer(), nullable=False),
    sa.Column('owner_id', sa.Integer(), nullable=False),
    sa.Column('begun_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('told_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('late_told_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('was_fast', sa.String(length=40), nullable=True),
    sa.Column('was_clear', sa.String(length=40), nullable=True),
    sa.Column('was_cared_for', sa.String(length=40), nullable=True),
    sa.Column('answers', sa.LargeBinary(), nullable=False),
    sa.Column('written_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('closed_by_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['closed_by_id'], ['person.id'], name=op.f('fk_evaluation_closed_by_id')),
    sa.ForeignKeyConstraint(['incident_id'], ['incident.id'], name=op.f('fk_evaluation_incident_id')),
    sa.ForeignKeyConstraint(['owner_id'], ['person.id'], name=op.f('fk_evaluation_owner_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_evaluation')),
    sa.UniqueConstraint('incident_id', name=op.f('uq_evaluation_incident_id'))
    )
    with op.batch_alter_table('evaluation', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_evaluation_begun_at'), ['begun_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_evaluation_closed_at'), ['closed_at'], unique=False)
        batch_op.create_index('ix_evaluation_open', ['due_at', 'id'], unique=False, sqlite_where=sa.text('closed_at IS NULL'), postgresql_where=sa.text('closed_at IS NULL'))
        batch_op.create_index(batch_op.f('ix_evaluation_owner_id'), ['owner_id'], unique=False)

    op.create_table('evidence',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('incident_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=True),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('sha256', sa.String(), nullable=False),
    sa.Column('sealed', sa.LargeBinary(), nullable=False),
    sa.Column('added_by_id', sa.Integer(), nullable=False),
    sa.Column('added_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['added_by_id'], ['person.id'], name=op.f('fk_evidence_added_by_id')),
    sa.ForeignKeyConstraint(['incident_id'], ['incident.id'], name=op.f('fk_evidence_incident_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_evidence')),
    sa.UniqueConstraint('incident_id', 'added_by_id', 'sha256', name=op.f('uq_evidence_incident_id_added_by_id_sha256')),
    sa.UniqueConstraint('number', name=op.f('uq_evidence_number'))
    )
    op.create_table('measure',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('incident_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('state', sa.String(length=40), nullable=False),
    sa.Column('sealed', sa.LargeBinary(), nullable=True),
    sa.Column('against_id', sa.Integer(), nullable=True),
    sa.Column('language', sa.String(), nullable=True),
    sa.Column('norm_line_id', sa.Integer(), nullable=True),
    sa.Column('warned_on', sa.Date(), nullable=True),
    sa.Column('hearing_on', sa.Date(), nullable=True),
    sa.Column('heard_on', sa.Date(), nullable=True),
    sa.Column('starts_on', sa.Date(), nullable=True),
    sa.Column('ends_on', sa.Date(), nullable=True),
    sa.Column('review_on', sa.Date(), nullable=True),
    sa.Column('reviewed_on', sa.Date(), nullable=True),
    sa.Column('talk_on', sa.Date(), nullable=True),
    sa.Column('contact_id', sa.Integer(), nullable=True),
    sa.Column('made_by_id', sa.Integer(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('proposed_by_id', sa.Integer(), nullable=True),
    sa.Column('proposed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('decided_by_id', sa.Integer(), nullable=True),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('closed_by_id', sa.Integer(), nullable=True),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('delivered_how', sa.String(length=40), nullable=True),
    sa.Column('delivered_on', sa.Date(), nullable=True),
    sa.Column('delivered_by_id', sa.Integer(), nullable=True),
    sa.Column('objected_on', sa.Date(), nullable=True),
    sa.Column('verdict', sa.String(length=40), nullable=True),
    sa.Column('verdict_on', sa.Date(), nullable=True),
    sa.Column('at_desk', sa.Boolean(), nullable=False),
    sa.Column('tell_on', sa.Date(), nullable=True),
    sa.Column('replaces_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['against_id'], ['person.id'], name=op.f('fk_measure_against_id')),
    sa.ForeignKeyConstraint(['closed_by_id'], ['person.id'], name=op.f('fk_measure_closed_by_id')),
    sa.ForeignKeyConstraint(['contact_id'], ['person.id'], name=op.f('fk_measure_contact_id')),
    sa.ForeignKeyConstraint(['decided_by_id'], ['person.id'], name=op.f('fk_measure_decided_by_id')),
    sa.ForeignKeyConstraint(['delivered_by_id'], ['person.id'], name=op.f('fk_measure_delivered_by_id')),
    sa.ForeignKeyConstraint(['incident_id'], ['incident.id'], name=op.f('fk_measure_incident_id')),
    sa.ForeignKeyConstraint(['made_by_id'], ['person.id'], name=op.f('fk_measure_made_by_id')),
    sa.ForeignKeyConstraint(['norm_line_id'], ['norm_line.id'], name=op.f('fk_measure_norm_line_id')),
    sa.ForeignKeyConstraint(['proposed_by_id'], ['person.id'], name=op.f('fk_measure_proposed_by_id')),
    sa.ForeignKeyConstraint(['replaces_id'], ['measure.id'], name=op.f('fk_measure_replaces_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_measure'))
    )
    with op.batch_alter_table('measure', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_measure_against_id'), ['against_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_measure_incident_id'), ['incident_id'], unique=False)
        batch_op.create_index('ix_measure_open', ['state', 'ends_on'], unique=False)
        batch_op.create_index('ix_measure_tell_on', ['tell_on'], unique=False)
        batch_op.create_index('uq_measure_follower', ['replaces_id'], unique=True, sqlite_where=sa.text("state <> 'dropped'"), postgresql_where=sa.text("state <> 'dropped'"))

    op.create_table('recovery_case',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('incident_id', sa.Integer(), nullable=False),
    sa.Column('pupil_id', sa.Integer(), nullable=True),
    sa.Column('household_id', sa.Integer(), nullable=True),
    sa.Column('is_visitor', sa.Boolean(), nullable=False),
    sa.Column('owner_id', sa.Integer(), nullable=False),
    sa.Column('opened_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('opened_by_id', sa.Integer(), nullable=False),
    sa.Column('first_word_due_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('first_word_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('first_word_by_id', sa.Integer(), nullable=True),
    sa.Column('talk_declined_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('talk_held_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('check_due_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('check_done_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('tell_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('told_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('late_told_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('closed_by_id', sa.Integer(), nullable=True),
    sa.Column('outcome', sa.String(length=40), nullable=True),
    sa.ForeignKeyConstraint(['closed_by_id'], ['person.id'], name=op.f('fk_recovery_case_closed_by_id')),
    sa.ForeignKeyConstraint(['first_word_by_id'], ['person.id'], name=op.f('fk_recovery_case_first_word_by_id')),
    sa.ForeignKeyConstraint(['household_id'], ['household.id'], name=op.f('fk_recovery_case_household_id')),
    sa.ForeignKeyConstraint(['incident_id'], ['incident.id'], name=op.f('fk_recovery_case_incident_id')),
    sa.ForeignKeyConstraint(['opened_by_id'], ['person.id'], name=op.f('fk_recovery_case_opened_by_id')),
    sa.ForeignKeyConstraint(['owner_id'], ['person.id'], name=op.f('fk_recovery_case_owner_id')),
    sa.ForeignKeyConstraint(['pupil_id'], ['pupil.id'], name=op.f('fk_recovery_case_pupil_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_recovery_case'))
    )
    with op.batch_alter_table('recovery_case', schema=None) as batch_op:
        batch_op.create_index('ix_recovery_case_family', ['incident_id', 'pupil_id', 'household_id'], unique=True, sqlite_where=sa.text('closed_at IS NULL'), postgresql_where=sa.text('closed_at IS NULL'))
        batch_op.create_index('ix_recovery_case_home', ['pupil_id', 'household_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_recovery_case_household_id'), ['household_id'], unique=False)
        batch_op.create_index('ix_recovery_case_open', ['due_at', 'id'], unique=False, sqlite_where=sa.text('closed_at IS NULL'), postgresql_where=sa.text('closed_at IS NULL'))
        batch_op.create_index(batch_op.f('ix_recovery_case_owner_id'), ['owner_id'], unique=False)
        batch_op.create_index('ix_recovery_case_visitor', ['incident_id'], unique=True, sqlite_where=sa.text('closed_at IS NULL AND is_visitor'), postgresql_where=sa.text('closed_at IS NULL AND is_visitor'))

    op.create_table('released_copy',
    sa.Column('request_id', sa.Integer(), nullable=False),
    sa.Column('file', sa.LargeBinary(), nullable=False),
    sa.Column('ends_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['request_id'], ['access_request.id'], name=op.f('fk_released_copy_request_id')),
    sa.PrimaryKeyConstraint('request_id', name=op.f('pk_released_copy'))
    )
    op.create_table('requested_incident',
    sa.Column('request_id', sa.Integer(), nullable=False),
    sa.Column('incident_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['incident_id'], ['incident.id'], name=op.f('fk_requested_incident_incident_id')),
    sa.ForeignKeyConstraint(['request_id'], ['access_request.id'], name=op.f('fk_requested_incident_request_id')),
    sa.PrimaryKeyConstraint('request_id', 'incident_id', name=op.f('pk_requested_incident'))
    )
    with op.batch_alter_table('requested_incident', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_requested_incident_incident_id'), ['incident_id'], unique=False)

    op.create_table('evaluation_task',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('evaluation_id', sa.Integer(), nullable=False),
    sa.Column('theme', sa.String(length=40), nullable=False),
    sa.Column('what', sa.LargeBinary(), nullable=False),
    sa.Column('owner_id', sa.Integer(), nullable=False),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('decided_by_id', sa.Integer(), nullable=False),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('told_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('reminded_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('late_told_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('done_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('done_by_id', sa.Integer(), nullable=True),
    sa.Column('dropped_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['decided_by_id'], ['person.id'], name=op.f('fk_evaluation_task_decided_by_id')),
    sa.ForeignKeyConstraint(['done_by_id'], ['person.id'], name=op.f('fk_evaluation_task_done_by_id')),
    sa.ForeignKeyConstraint(['evaluation_id'], ['evaluation.id'], name=op.f('fk_evaluation_task_evaluation_id')),
    sa.ForeignKeyConstraint(['owner_id'], ['person.id'], name=op.f('fk_evaluation_task_owner_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_evaluation_task'))
    )
    with op.batch_alter_table('evaluation_task', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_evaluation_task_evaluation_id'), ['evaluation_id'], unique=False)
        batch_op.create_index('ix_evaluation_task_open', ['due_at', 'id'], unique=False, sqlite_where=sa.text('done_at IS NULL AND dropped_at IS NULL'), postgresql_where=sa.text('done_at IS NULL AND dropped_at IS NULL'))
        batch_op.create_index('ix_evaluation_task_owner', ['owner_id', 'done_at'], unique=False)

    op.create_table('incident_hold',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('incident_id', sa.Integer(), nullable=False),
    sa.Column('ground', sa.String(length=40), nullable=False),
    sa.Column('review_on', sa.Date(), nullable=False),
    sa.Column('entry_id', sa.Integer(), nullable=False),
    sa.Column('placed_by_id', sa.Integer(), nullable=False),
    sa.Column('placed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('lifted_by_id', sa.Integer(), nullable=True),
    sa.Column('lifted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('reminded_on', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['entry_id'], ['register_entry.id'], name=op.f('fk_incident_hold_entry_id')),
    sa.ForeignKeyConstraint(['incident_id'], ['incident.id'], name=op.f('fk_incident_hold_incident_id')),
    sa.ForeignKeyConstraint(['lifted_by_id'], ['person.id'], name=op.f('fk_incident_hold_lifted_by_id')),
    sa.ForeignKeyConstraint(['placed_by_id'], ['person.id'], name=op.f('fk_incident_hold_placed_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_incident_hold'))
    )
    with op.batch_alter_table('incident_hold', schema=None) as batch_op:
        batch_op.create_index('ix_incident_hold_one', ['incident_id'], unique=True, sqlite_where=sa.text('lifted_at IS NULL'), postgresql_where=sa.text('lifted_at IS NULL'))

    op.create_table('masked_text',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('request_id', sa.Integer(), nullable=False),
    sa.Column('entry_id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('mark', sa.String(), nullable=False),
    sa.Column('words', sa.LargeBinary(), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['by_id'], ['person.id'], name=op.f('fk_masked_text_by_id')),
    sa.ForeignKeyConstraint(['entry_id'], ['register_entry.id'], name=op.f('fk_masked_text_entry_id')),
    sa.ForeignKeyConstraint(['request_id'], ['access_request.id'], name=op.f('fk_masked_text_request_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_masked_text')),
    sa.UniqueConstraint('request_id', 'entry_id', 'key', name=op.f('uq_masked_text_request_id_entry_id_key'))
    )
    op.create_table('question_words_version',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('words_id', sa.Integer(), nullable=False),
    sa.Column('language', sa.String(), nullable=False),
    sa.Column('text', sa.LargeBinary(), nullable=True),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('given_up_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['words_id'], ['question_words.id'], name=op.f('fk_question_words_version_words_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_question_words_version')),
    sa.UniqueConstraint('words_id', 'language', name=op.f('uq_question_words_version_words_id_language'))
    )
    with op.batch_alter_table('question_words_version', schema=None) as batch_op:
        batch_op.create_index('ix_question_words_version_due', ['due_at'], unique=False, sqlite_where=sa.text('text IS NULL'), postgresql_where=sa.text('text IS NULL'))

    op.create_table('recovery_agreement',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('case_id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('lines', sa.LargeBinary(), nullable=False),
    sa.Column('language', sa.String(), nullable=False),
    sa.Column('was_read_back', sa.Boolean(), nullable=False),
    sa.Column('written_by_id', sa.Integer(), nullable=False),
    sa.Column('written_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('is_right', sa.Boolean(), nullable=True),
    sa.Column('answer', sa.LargeBinary(), nullable=False),
    sa.Column('answer_language', sa.String(), nullable=False),
    sa.Column('answered_by_id', sa.Integer(), nullable=True),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['answered_by_id'], ['person.id'], name=op.f('fk_recovery_agreement_answered_by_id')),
    sa.ForeignKeyConstraint(['case_id'], ['recovery_case.id'], name=op.f('fk_recovery_agreement_case_id')),
    sa.ForeignKeyConstraint(['written_by_id'], ['person.id'], name=op.f('fk_recovery_agreement_written_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_recovery_agreement')),
    sa.UniqueConstraint('case_id', 'version', name=op.f('uq_recovery_agreement_case_id_version'))
    )
    op.create_table('recovery_card',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('case_id', sa.Integer(), nullable=False),
    sa.Column('side', sa.String(length=40), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('answers', sa.LargeBinary(), nullable=False),
    sa.Column('language', sa.String(), nullable=False),
    sa.Column('written_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['recovery_case.id'], name=op.f('fk_recovery_card_case_id')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_recovery_card_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_recovery_card')),
    sa.UniqueConstraint('case_id', 'side', 'person_id', name=op.f('uq_recovery_card_case_id_side_person_id'))
    )
    with op.batch_alter_table('recovery_card', schema=None) as batch_op:
        batch_op.create_index('ix_recovery_card_family', ['case_id'], unique=True, sqlite_where=sa.text("side = 'family'"), postgresql_where=sa.text("side = 'family'"))
        batch_op.create_index(batch_op.f('ix_recovery_card_person_id'), ['person_id'], unique=False)

    op.create_table('recovery_consent',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('case_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('answer', sa.String(length=40), nullable=True),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['case_id'], ['recovery_case.id'], name=op.f('fk_recovery_consent_case_id')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_recovery_consent_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_recovery_consent')),
    sa.UniqueConstraint('case_id', 'person_id', name=op.f('uq_recovery_consent_case_id_person_id'))
    )
    with op.batch_alter_table('recovery_consent', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_recovery_consent_person_id'), ['person_id'], unique=False)

    op.create_table('recovery_talk',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('case_id', sa.Integer(), nullable=False),
    sa.Column('starts_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ends_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('where', sa.String(), nullable=False),
    sa.Column('meet', sa.String(length=40), nullable=False),
    sa.Column('interpreter', sa.String(length=40), nullable=False),
    sa.Column('interpreter_language', sa.String(), nullable=False),
    sa.Column('interpreter_confirmed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('uid', sa.String(), nullable=False),
    sa.Column('sequence', sa.Integer(), nullable=False),
    sa.Column('planned_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('planned_by_id', sa.Integer(), nullable=False),
    sa.Column('cancelled_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['case_id'], ['recovery_case.id'], name=op.f('fk_recovery_talk_case_id')),
    sa.ForeignKeyConstraint(['planned_by_id'], ['person.id'], name=op.f('fk_recovery_talk_planned_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_recovery_talk')),
    sa.UniqueConstraint('uid', name=op.f('uq_recovery_talk_uid'))
    )
    with op.batch_alter_table('recovery_talk', schema=None) as batch_op:
        batch_op.create_index('ix_recovery_talk_one', ['case_id'], unique=True, sqlite_where=sa.text('cancelled_at IS NULL'), postgresql_where=sa.text('cancelled_at IS NULL'))
        batch_op.create_index('ix_recovery_talk_starts_at', ['starts_at', 'id'], unique=False)

    op.create_table('recovery_attending',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('talk_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_recovery_attending_person_id')),
    sa.ForeignKeyConstraint(['talk_id'], ['recovery_talk.id'], name=op.f('fk_recovery_attending_talk_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_recovery_attending')),
    sa.UniqueConstraint('talk_id', 'person_id', name=op.f('uq_recovery_attending_talk_id_person_id'))
    )
    with op.batch_alter_table('recovery_attending', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_recovery_attending_person_id'), ['person_id'], unique=False)

    with op.batch_alter_table('incident', schema=None) as batch_op:
        batch_op.add_column(sa.Column('forms', sa.JSON(), server_default='[]', nullable=False))
        batch_op.add_column(sa.Column('seriousness', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('means', sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column('subject', sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column('damage', sa.Boolean(), nullable=True))
        batch_op.add_column(sa.Column('language_barrier', sa.Boolean(), nullable=True))
        batch_op.add_column(sa.Column('interpreter', sa.Boolean(), nullable=True))
        batch_op.add_column(sa.Column('norm_line_key', sa.String(), nullable=True))
        batch_op.add_column(sa.Column('must_report', sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.add_column(sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('destroyed_at', sa.DateTime(timezone=True), nullable=True))
    # What was there before got its values; new rows bring their own.
    with op.batch_alter_table('incident', schema=None) as batch_op:
        batch_op.alter_column('forms', server_default=None)
        batch_op.alter_column('must_report', server_default=None)

    with op.batch_alter_table('post_version', schema=None) as batch_op:
        batch_op.add_column(sa.Column('alternatives', sa.JSON(), server_default='{}', nullable=False))



def downgrade():
    with op.batch_alter_table('post_version', schema=None) as batch_op:
        batch_op.drop_column('alternatives')

    with op.batch_alter_table('incident', schema=None) as batch_op:
        batch_op.drop_column('destroyed_at')
        batch_op.drop_column('closed_at')
        batch_op.drop_column('must_report')
        batch_op.drop_column('norm_line_key')
        batch_op.drop_column('interpreter')
        batch_op.drop_column('language_barrier')
        batch_op.drop_column('damage')
        batch_op.drop_column('subject')
        batch_op.drop_column('means')
        batch_op.drop_column('seriousness')
        batch_op.drop_column('forms')

    with op.batch_alter_table('recovery_attending', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_recovery_attending_person_id'))

    op.drop_table('recovery_attending')
    with op.batch_alter_table('recovery_talk', schema=None) as batch_op:
        batch_op.drop_index('ix_recovery_talk_starts_at')
        batch_op.drop_index('ix_recovery_talk_one', sqlite_where=sa.text('cancelled_at IS NULL'), postgresql_where=sa.text('cancelled_at IS NULL'))

    op.drop_table('recovery_talk')
    with op.batch_alter_table('recovery_consent', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_recovery_consent_person_id'))

    op.drop_table('recovery_consent')
    with op.batch_alter_table('recovery_card', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_recovery_card_person_id'))
        batch_op.drop_index('ix_recovery_card_family', sqlite_where=sa.text("side = 'family'"), postgresql_where=sa.text("side = 'family'"))

    op.drop_table('recovery_card')
    op.drop_table('recovery_agreement')
    with op.batch_alter_table('question_words_version', schema=None) as batch_op:
        batch_op.drop_index('ix_question_words_version_due', sqlite_where=sa.text('text IS NULL'), postgresql_where=sa.text('text IS NULL'))

    op.drop_table('question_words_version')
    op.drop_table('masked_text')
    with op.batch_alter_table('incident_hold', schema=None) as batch_op:
        batch_op.drop_index('ix_incident_hold_one', sqlite_where=sa.text('lifted_at IS NULL'), postgresql_where=sa.text('lifted_at IS NULL'))

    op.drop_table('incident_hold')
    with op.batch_alter_table('evaluation_task', schema=None) as batch_op:
        batch_op.drop_index('ix_evaluation_task_owner')
        batch_op.drop_index('ix_evaluation_task_open', sqlite_where=sa.text('done_at IS NULL AND dropped_at IS NULL'), postgresql_where=sa.text('done_at IS NULL AND dropped_at IS NULL'))
        batch_op.drop_index(batch_op.f('ix_evaluation_task_evaluation_id'))

    op.drop_table('evaluation_task')
    with op.batch_alter_table('requested_incident', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_requested_incident_incident_id'))

    op.drop_table('requested_incident')
    op.drop_table('released_copy')
    with op.batch_alter_table('recovery_case', schema=None) as batch_op:
        batch_op.drop_index('ix_recovery_case_visitor', sqlite_where=sa.text('closed_at IS NULL AND is_visitor'), postgresql_where=sa.text('closed_at IS NULL AND is_visitor'))
        batch_op.drop_index(batch_op.f('ix_recovery_case_owner_id'))
        batch_op.drop_index('ix_recovery_case_open', sqlite_where=sa.text('closed_at IS NULL'), postgresql_where=sa.text('closed_at IS NULL'))
        batch_op.drop_index(batch_op.f('ix_recovery_case_household_id'))
        batch_op.drop_index('ix_recovery_case_home')
        batch_op.drop_index('ix_recovery_case_family', sqlite_where=sa.text('closed_at IS NULL'), postgresql_where=sa.text('closed_at IS NULL'))

    op.drop_table('recovery_case')
    with op.batch_alter_table('measure', schema=None) as batch_op:
        batch_op.drop_index('uq_measure_follower', sqlite_where=sa.text("state <> 'dropped'"), postgresql_where=sa.text("state <> 'dropped'"))
        batch_op.drop_index('ix_measure_tell_on')
        batch_op.drop_index('ix_measure_open')
        batch_op.drop_index(batch_op.f('ix_measure_incident_id'))
        batch_op.drop_index(batch_op.f('ix_measure_against_id'))

    op.drop_table('measure')
    op.drop_table('evidence')
    with op.batch_alter_table('evaluation', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_evaluation_owner_id'))
        batch_op.drop_index('ix_evaluation_open', sqlite_where=sa.text('closed_at IS NULL'), postgresql_where=sa.text('closed_at IS NULL'))
        batch_op.drop_index(batch_op.f('ix_evaluation_closed_at'))
        batch_op.drop_index(batch_op.f('ix_evaluation_begun_at'))

    op.drop_table('evaluation')
    with op.batch_alter_table('access_request', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_access_request_stage'))

    op.drop_table('access_request')
    with op.batch_alter_table('training', schema=None) as batch_op:
        batch_op.drop_index('ix_training_to_remind', sqlite_where=sa.text('reminded_at IS NULL'), postgresql_where=sa.text('reminded_at IS NULL'))

    op.drop_table('training')
    op.drop_table('safety_plan')
    op.drop_table('reporting_rule')
    with op.batch_alter_table('register_term', schema=None) as batch_op:
        batch_op.drop_index('ix_register_term_kind')

    op.drop_table('register_term')
    op.drop_table('guidance_text')
    op.drop_table('figures_link')
    with op.batch_alter_table('contact_next', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_contact_next_household_id'))

    op.drop_table('contact_next')
    op.drop_table('seriousness_example')
    op.drop_table('recovery_terms')
