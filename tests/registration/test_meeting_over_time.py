"""One meeting through any order of what people, organisers and the clock do to its seats."""

from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from lcm import clock
from lcm.app import create_app
from lcm.db import db
from lcm.errors import DomainError
from lcm.meetings.operations import change_meeting, plan_meeting, publish_meeting
from lcm.people.operations import make_domains
from lcm.people.queries import find_domain
from lcm.registration import operations, waiting_list
from lcm.registration.models import SEATED, Registration, RegistrationState
from lcm.registration.queries import ledger
from lcm.registration.seats import Share
from lcm.registration.sharing import Sharing, share_seats
from lcm.settings import Settings
from tests.factories import make_community
from tests.registration.conftest import answers, draft
from tests.registration.ledgers import look, newly_offered, passed_over

SIDES = ("medical", "social", "")
BEGIN = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
PLAN = draft(starts_local=datetime(2027, 3, 4, 14, 0), seats=3)
sides = st.sampled_from(SIDES)
whoever = st.integers(0, 30)
shares = st.builds(
    lambda least, more: Share(least, None if more is None else least + more),
    st.integers(0, 2),
    st.none() | st.integers(0, 2),
)
_folder = TemporaryDirectory()
_app = create_app(Settings(data=Path(_folder.name), base_url="http://localhost", demo=True))


class MeetingOverTime(RuleBasedStateMachine):
    """Every rule is one real operation in a transaction, a minute after the one before."""

    def __init__(self) -> None:
        super().__init__()
        self.open = ExitStack()
        self.open.enter_context(_app.app_context())
        self.at = BEGIN
        db.drop_all()
        db.create_all()
        make_domains()
        with clock.set_to(BEGIN):
            self.meeting = plan_meeting(make_community(), PLAN)
            publish_meeting(self.meeting)
        db.session.commit()
        self.number = 0
        self.before = self.after = look(self.meeting)
        self.is_redrawn = False

    def teardown(self) -> None:
        db.session.remove()
        self.open.close()

    def act(self, call, *given) -> None:
        """Make one call as a request does: refused, it leaves nothing behind."""
        self.at += timedelta(minutes=1)
        with clock.set_to(self.at):
            try:
                call(*given)
                db.session.commit()
            except DomainError:
                db.session.rollback()
        self.look()

    def look(self) -> None:
        db.session.expire_all()
        self.before, self.after = self.after, look(self.meeting)
        self.is_redrawn = False

    def everybody(self, *states):
        found = db.session.query(Registration).order_by(Registration.id)
        return [one for one in found if one.state in states]

    def one(self, which, *states):
        people = self.everybody(*states)
        return people[which % len(people)] if people else None

    def act_on(self, call, which, *states) -> None:
        registration = self.one(which, *states)
        if registration is not None:
            self.act(call, registration)

    @initialize()
    def fill(self):
        for _person in range(5):
            self.register(SIDES[0])

    @rule(side=sides)
    def register(self, side):
        self.number += 1
        asked = answers(f"N{self.number}", domain_slug=side)
        self.act(operations.register, self.meeting, asked)

    @rule(which=whoever, side=sides)
    def come_back(self, which, side):
        gone = self.one(which, RegistrationState.CANCELLED)
        if gone is not None:
            asked = answers(gone.person.name, domain_slug=side)
            self.act(operations.register, self.meeting, asked)

    @rule(which=whoever)
    def cancel(self, which):
        self.act_on(operations.cancel, which, *SEATED, RegistrationState.WAITING)

    @rule(which=whoever)
    def undo(self, which):
        gone = self.everybody(RegistrationState.CANCELLED)
        gone.sort(key=lambda one: one.cancelled_at, reverse=True)
        if gone:
            self.act(operations.undo_cancel, gone[min(which % 3, len(gone) - 1)])

    @rule(which=whoever)
    def claim(self, which):
        self.act_on(waiting_list.claim, which, RegistrationState.OFFERED)

    @rule(which=whoever, side=sides.filter(bool))
    def move(self, which, side):
        domain = find_domain(side)
        present = (*SEATED, RegistrationState.WAITING)
        self.act_on(lambda one: operations.switch_domain(one, domain), which, *present)

    @rule(seats=st.sampled_from([2, 3, 4, 5, 0, None]))
    def resize(self, seats):
        self.act(change_meeting, self.meeting, replace(PLAN, seats=seats))
        self.is_redrawn = True

    @rule(medical=shares, social=shares, is_dated=st.booleans())
    def share(self, medical, social, is_dated):
        of_domains = {find_domain("medical").id: medical, find_domain("social").id: social}
        released_on = date(2026, 11, 20) if is_dated else None
        self.act(share_seats, self.meeting, Sharing(released_on, 24, 12, shares=of_domains))
        self.is_redrawn = True

    @rule(hours=st.sampled_from([5, 30, 200]))
    @precondition(lambda self: self.at < BEGIN + timedelta(days=90))
    def wait(self, hours):
        self.at += timedelta(hours=hours)
        with clock.set_to(self.at):
            waiting_list.lapse_overdue(self.at)
            waiting_list.release_due(self.at)
        self.look()

    @invariant()
    def the_ledger_is_what_the_rows_say(self):
        assert ledger(self.meeting) == self.after.ledger

    @invariant()
    def nobody_is_added_to_a_full_meeting_or_domain(self):
        # Fewer seats, or fewer for a domain, take nobody's place away.
        assert self.is_redrawn or self.after.excess <= self.before.excess

    @invariant()
    def no_seat_is_idle_while_somebody_who_waits_fits(self):
        assert self.after.idle == []

    @invariant()
    def each_offer_is_mailed_once(self):
        new = self.after.offers - self.before.offers
        assert new == newly_offered(self.before, self.after)

    @invariant()
    def a_seat_goes_to_who_waited_longest_for_it(self):
        assert passed_over(self.before, self.after) == []


TestAMeetingOverTime = MeetingOverTime.TestCase
TestAMeetingOverTime.settings = hypothesis_settings(
    deadline=None, max_examples=20, stateful_step_count=40
)
