"""The life of an action: every answer counts once, and only a new owner ends a link."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lcm import clock
from lcm.actions import operations
from lcm.actions.links import action_by_link, action_token
from lcm.actions.models import (
    ActionClosed,
    ActionState,
    AlreadyOwner,
    ItemKind,
    MailedOften,
    NoAction,
    OwnerNeeded,
    ReasonNeeded,
    Summary,
)
from lcm.clock import now
from lcm.db import db
from lcm.web.tokens import LinkUnusable
from tests.actions.conftest import NOON, mails
from tests.factories import make_action, make_community, make_item, make_meeting, make_person

STEPS = {
    "accept": lambda action, _person: operations.accept(action),
    "start": lambda action, _person: operations.start(action),
    "finish": lambda action, _person: operations.finish(action, note="gelukt"),
    "give_back": lambda action, _person: operations.give_back(action, "geen tijd"),
    "hand_over": operations.hand_over,
    "drop": lambda action, _person: operations.drop(action, "niet meer nodig"),
    "reopen": lambda action, _person: operations.reopen(action),
}


def lines(action):
    return [(change.state.value, change.by_name, change.note) for change in action.history]


def test_an_answer_is_written_down_with_who_gave_it(make, fatima):
    action = make(owner=fatima)

    operations.accept(action, by_name="Fatima")
    operations.start(action, by_name="Fatima")
    operations.finish(action, by_name="Sanne", note="staat op de site")

    assert (action.state, action.note) == (ActionState.DONE, "staat op de site")
    assert lines(action)[-3:] == [
        ("accepted", "Fatima", ""),
        ("busy", "Fatima", ""),
        ("done", "Sanne", "staat op de site"),
    ]


def test_the_same_answer_twice_is_one_answer(make, fatima):
    action = make(owner=fatima)

    for _tap in range(2):
        operations.accept(action)
    for _tap in range(2):
        operations.give_back(action, "geen tijd")

    assert [state for state, *_rest in lines(action)][-2:] == ["accepted", "declined"]


def test_what_is_done_can_be_undone_for_seven_days(make, fatima):
    action = make(owner=fatima)
    operations.finish(action)

    with clock.set_to(NOON + timedelta(days=6, hours=23)):
        operations.start(action)
        operations.finish(action)
    with clock.set_to(NOON + timedelta(days=14)), pytest.raises(ActionClosed):
        operations.start(action)

    assert action.state == ActionState.DONE


def test_who_gives_back_leaves_it_without_owner_and_may_still_change_their_mind(make, fatima):
    action = make(owner=fatima)
    link = action_token(action)

    operations.give_back(action, "geen tijd")
    assert (action.state, action.owner, action.note) == (ActionState.DECLINED, None, "geen tijd")

    operations.accept(action_by_link(link))
    assert (action.state, action.owner) == (ActionState.ACCEPTED, fatima)


def test_a_new_day_does_not_keep_who_gave_back_from_taking_it_again(make, fatima):
    action = make(owner=fatima)
    operations.give_back(action, "geen tijd", by_name="Fatima")
    operations.settle(action.item, None, "", date(2026, 12, 1), "Sanne")

    operations.accept(action)

    assert (action.state, action.owner) == (ActionState.ACCEPTED, fatima)


def test_a_new_owner_ends_the_link_of_the_one_before(make, fatima):
    action = make(owner=fatima)
    link = action_token(action)
    operations.accept(action)

    operations.hand_over(action, make_person("Joost", "joost@example.org"))

    assert (action.state, action.owner.name) == (ActionState.PROPOSED, "Joost")
    with pytest.raises(LinkUnusable):
        action_by_link(link)
    assert [mail.to_address for mail in mails("handed_over")] == ["joost@example.org"]


def test_who_gave_back_loses_the_link_once_somebody_else_has_it(make, fatima):
    action = make(owner=fatima)
    link = action_token(action)
    operations.give_back(action, "geen tijd")

    operations.settle(action.item, make_person(), "", None, "Sanne")

    with pytest.raises(LinkUnusable):
        action_by_link(link)


def test_another_date_leaves_answer_and_link_as_they_are(make, fatima):
    action = make(owner=fatima)
    link = action_token(action)
    operations.accept(action)

    operations.settle(action.item, fatima, "", date(2026, 12, 1), "Sanne")

    assert (action.state, action.due_on) == (ActionState.ACCEPTED, date(2026, 12, 1))
    assert action_by_link(link) is action


def test_a_yes_in_the_room_counts_as_accepted(meeting, fatima):
    item = make_action(meeting).item

    operations.give_owner(item, fatima, "", None, is_accepted=True)

    assert item.action.state == ActionState.ACCEPTED


def test_an_owner_is_mailed_only_after_the_summary_was_sent(make, meeting, fatima):
    before = make(owner=fatima)
    db.session.add(Summary(meeting=meeting, number=1, sent_at=now(), facts={}))
    after = make("Ruimte regelen")
    for _again in range(2):
        operations.settle(after.item, fatima, "", None, "Sanne")

    assert [mail.object_id for mail in mails("assigned")] == [after.item_id]
    assert before.item_id != after.item_id


def test_nobody_is_handed_what_they_have(make, fatima):
    with pytest.raises(AlreadyOwner):
        operations.hand_over(make(owner=fatima), fatima)


def test_a_mailbox_is_not_filled_by_handing_over(make, fatima):
    joost = make_person("Joost", "joost@example.org")
    for _number in range(3):
        operations.hand_over(make(owner=fatima), joost)
    refused = make(owner=fatima)

    with pytest.raises(MailedOften):
        operations.hand_over(refused, joost)

    assert (refused.owner, len(mails("handed_over"))) == (fatima, 3)


def test_giving_back_and_dropping_need_a_reason(make, fatima):
    action = make(owner=fatima)

    with pytest.raises(ReasonNeeded):
        operations.give_back(action, "  ")
    with pytest.raises(ReasonNeeded):
        operations.drop(action, "")

    assert action.state == ActionState.PROPOSED


def test_what_nobody_owns_is_accepted_by_nobody(make):
    with pytest.raises(OwnerNeeded):
        operations.accept(make())


def test_what_was_dropped_is_closed_until_the_organiser_opens_it(make, fatima):
    action = make(owner=fatima)
    operations.drop(action, "niet meer nodig")

    with pytest.raises(ActionClosed):
        operations.accept(action)
    operations.reopen(action)

    assert action.state == ActionState.ACCEPTED


def test_a_wish_becomes_an_action_and_a_decision_does_not(meeting):
    wish = make_item(meeting, "Eén telefoonnummer")

    assert operations.convert(wish).state == ActionState.PROPOSED
    assert (wish.kind, wish.converted_from) == (ItemKind.ACTION, ItemKind.WISH)
    with pytest.raises(NoAction):
        operations.convert(make_item(meeting, "Besloten", kind=ItemKind.DECISION))


@given(st.lists(st.sampled_from(sorted(STEPS)), max_size=8))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_order_of_answers_breaks_the_rules(bare_app, steps):
    with bare_app.app_context(), clock.set_to(NOON):
        meeting = make_meeting(make_community(), starts_at=NOON)
        action = make_action(meeting, owner=make_person())
        for step in steps:
            before = (action.state, action.owner, action.version, len(action.history))
            try:
                STEPS[step](action, make_person())
            except (ActionClosed, OwnerNeeded):
                assert (action.state, action.owner, action.version, len(action.history)) == before
                continue
            is_owned = action.owner is not None
            assert (
                is_owned
                or action.state in (ActionState.DECLINED, ActionState.DROPPED)
                or (step == "reopen")
            )
            assert action.history[-1].state == action.state
            assert action.version == before[2] + (step == "hand_over")
        db.session.rollback()
