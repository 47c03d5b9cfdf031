"""A poll before it is opened: where its options come from, what may change, whom it reaches."""

import pytest

from lcm.clock import now
from lcm.db import db
from lcm.live import operations
from lcm.live.editor import drafting
from lcm.live.editor.drafting import PollDraft
from lcm.live.editor.option_lines import OptionDraft
from lcm.live.editor.reach import likely_groups
from lcm.live.refusals import PollLocked
from lcm.people.models import Domain
from lcm.registration.models import Place

pytestmark = pytest.mark.usefixtures("both_engines")


def test_a_vote_block_brings_a_poll_over_the_aims(poll):
    assert [option.letter for option in poll.options] == list("ABCDEF")
    assert [option.origin_kind for option in poll.options] == ["goal"] * 6
    assert drafting.prepare_poll(poll.meeting.agenda[0]) is poll


def test_question_and_options_change_until_the_vote_was_opened(poll):
    draft = PollDraft(
        question="Waar beginnen we?",
        k=2,
        is_balanced=False,
        options=(
            OptionDraft("Nieuw", "Een eigen keuze"),
            OptionDraft("Doel B", ""),
            OptionDraft("Doel A", "Met een zin erbij"),
        ),
    )
    kept = {option.label: option.public_id for option in poll.options}

    drafting.redraft(poll, draft)

    assert [(one.letter, one.label) for one in poll.options] == [
        ("A", "Nieuw"),
        ("B", "Doel B"),
        ("C", "Doel A"),
    ]
    assert poll.options[1].public_id == kept["Doel B"]
    assert poll.options[2].origin_kind == "goal"
    assert poll.options[0].origin_kind == ""
    operations.open_round(poll.rounds[0])
    with pytest.raises(PollLocked):
        drafting.redraft(poll, draft)


def test_the_reach_says_who_would_count_together(poll):
    medical, social, municipality = db.session.query(Domain).order_by(Domain.position)
    present = [medical] * 6 + [social] * 4 + [municipality] * 2
    for number, domain in enumerate(present):
        db.session.add(
            Place(meeting_id=poll.meeting_id, domain=domain, number=number, present_at=now())
        )
    db.session.flush()

    reach = likely_groups(poll)

    assert [[domain.slug for domain in group] for group in reach.groups] == [
        ["medical"],
        ["social", "municipality"],
    ]
