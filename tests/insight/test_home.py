"""The overview says what needs its reader, and nothing of what is not theirs."""

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from lcm import clock
from lcm.actions.models import Summary
from lcm.actions.queries import action_link
from lcm.clock import now, today
from lcm.communities.models import Role
from lcm.communities.operations import add_member
from lcm.db import db
from lcm.mail import outbox
from lcm.mail.models import MailState
from lcm.mail.queries import mail_by_key
from lcm.meetings.models import MeetingState
from lcm.people.operations import make_domains
from lcm.people.queries import domains
from tests.factories import (
    make_action,
    make_community,
    make_meeting,
    make_person,
    make_place,
)

MORNING = datetime(2026, 11, 19, 8, 0, tzinfo=UTC)
pytestmark = pytest.mark.usefixtures("both_engines")

ENGLISH = {"Accept-Language": "en"}


@pytest.fixture(autouse=True)
def morning():
    with clock.set_to(MORNING):
        yield MORNING


@pytest.fixture
def sanne(app):
    make_domains()
    return make_person("Sanne de Wit")


@pytest.fixture
def community(sanne):
    return make_community(leader=sanne)


@pytest.fixture
def held(community):
    """A session of last week, closed, its summary sent."""
    meeting = make_meeting(
        community, starts_at=MORNING - timedelta(days=7), state=MeetingState.CLOSED
    )
    db.session.add(Summary(meeting=meeting, number=1, sent_at=now(), facts={}))
    return meeting


@pytest.fixture
def home(client, sanne):
    """Opens the overview of the community's leader."""
    client.sign_in(sanne)
    return lambda: client.get("/", headers=ENGLISH).text


def statements_of(call):
    seen = []

    def note(*arguments):
        seen.append(arguments[2])

    sa.event.listen(db.engine, "before_cursor_execute", note)
    call()
    sa.event.remove(db.engine, "before_cursor_execute", note)
    return len(seen)


def test_a_first_organiser_is_offered_to_make_a_community(home):
    page = home()

    assert "Good morning, Sanne" in page
    assert "/c/new" in page


def test_a_community_without_sessions_is_offered_to_plan_one(home, community):
    page = home()

    assert "Nothing needs your attention now." in page
    assert f"/c/{community.slug}/meetings/new" in page


def test_late_actions_need_attention_with_names_and_days(home, held):
    for number, name in enumerate(("Joost", "Petra"), start=1):
        due = today() - timedelta(days=number * 7)
        make_action(held, owner=make_person(name), due_on=due)

    page = home()

    assert "1 thing needs your attention." in page
    assert "2 actions are late" in page
    assert "Up to 14 days late: Petra, Joost" in page


def test_actions_without_owner_or_date_are_to_settle(home, held):
    make_action(held, owner=make_person())
    make_action(held, due_on=today())

    page = home()

    assert "2 actions lack an owner or a date" in page
    assert f"/m/{held.slug}/follow-up" in page


def test_actions_of_a_session_closed_before_its_end_are_to_settle(home, community):
    meeting = make_meeting(community, starts_at=MORNING, state=MeetingState.CLOSED)
    meeting.closed_at = MORNING
    make_action(meeting, owner=make_person())
    db.session.commit()

    assert "1 action lacks an owner or a date" in home()


def test_a_summary_that_was_not_sent_says_how_many_are_ready(home, community):
    meeting = make_meeting(community, starts_at=MORNING - timedelta(days=1))
    make_place(meeting, "Joost", person=make_person("Joost"))

    page = home()

    assert "The summary of 18 November has not been sent" in page
    assert "2 personal mails are ready" in page
    assert f"/m/{meeting.slug}/summary" in page


def test_domains_nobody_comes_from_are_named_for_the_next_session(home, community):
    meeting = make_meeting(community, starts_at=MORNING + timedelta(days=12), seats=52)
    for domain in domains()[1:]:
        make_place(meeting, "A", domain=domain, person=make_person())

    page = home()

    assert "Nobody yet from: Medical" in page
    assert "in 12 days" in page
    assert "5 of 52 seats" in page


def test_refused_mail_is_counted_where_it_can_be_seen(home, held):
    about = outbox.About(meeting_id=held.id)
    for number, kind in enumerate(("registration/invitation", "actions/summary")):
        key, to = f"key-{number}", outbox.To("", "a@example.org", "nl")
        outbox.enqueue(key, to=to, kind=kind, about=about)
        mail = mail_by_key(key)
        mail.state, mail.settled_at = MailState.FAILED, now()

    page = home()

    assert page.count("1 mail was refused") == 2
    assert f"/m/{held.slug}/invite" in page
    assert f"/m/{held.slug}/summary" in page


def test_an_action_that_waits_for_me_is_one_tap_away(home, held, sanne):
    action = make_action(held, "Zaal huren", owner=sanne, due_on=today())

    page = home()

    assert "1 action waits for your answer" in page
    assert action_link(action) in page


def test_all_my_communities_are_counted_together(home, held, sanne):
    second = make_meeting(make_community(leader=sanne), starts_at=MORNING - timedelta(days=7))
    for meeting in (held, second):
        make_action(meeting, owner=make_person(), due_on=today() - timedelta(days=1))

    assert "2 actions are late" in home()


def test_a_member_sees_sessions_and_no_work_of_the_leader(client, held, community):
    member = make_person("Noor")
    add_member(community, member, Role.MEMBER)
    make_action(held, owner=make_person(), due_on=today() - timedelta(days=1))
    draft = make_meeting(community, starts_at=MORNING + timedelta(days=3), state=MeetingState.DRAFT)
    coming = make_meeting(community, starts_at=MORNING + timedelta(days=4))
    client.sign_in(member)

    page = client.get("/", headers=ENGLISH).text

    assert "Nothing needs your attention now." in page
    assert coming.title in page
    assert draft.title not in page


def test_what_is_of_others_is_not_shown(home, community):
    foreign = make_meeting(make_community(), starts_at=MORNING - timedelta(days=2))
    make_action(foreign, "Van een ander", owner=make_person(), due_on=today() - timedelta(days=1))

    page = home()

    assert "Nothing needs your attention now." in page
    assert foreign.title not in page


def test_a_visitor_is_sent_to_sign_in(client, app):
    assert client.get("/").location == "/sign-in"


def test_a_session_past_midnight_is_going_on(home, community):
    make_meeting(community, starts_at=MORNING - timedelta(hours=10)).minutes = 660
    db.session.commit()

    page = home()

    assert "going on now" in page
    assert "Run it" in page


def test_the_menu_leads_to_everything_there_is(home, community):
    page = home()

    for path in ("/meetings", "/actions", f"/c/{community.slug}", "/mailbox"):
        assert f'href="{path}"' in page


def test_three_actions_cost_as_many_statements_as_one(home, held):
    def make():
        make_action(held, owner=make_person(), due_on=today() - timedelta(days=1))

    make()
    home()
    one = statements_of(home)
    make()
    make()

    assert statements_of(home) == one
