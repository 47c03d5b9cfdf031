"""What must hold of a meeting's seats at every moment, counted from its rows alone."""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import select

from lcm.db import db
from lcm.mail.models import OutboxMail
from lcm.registration.models import SEATED, Registration, RegistrationState, SeatRules, SeatShare
from lcm.registration.seats import Ledger, Placement, Share, place

WAITING, OFFERED = RegistrationState.WAITING, RegistrationState.OFFERED


@dataclass(frozen=True)
class Row:
    """One registration as it was at a moment."""

    id: int
    domain: int | None
    state: RegistrationState
    turn: tuple[object, int]
    removals: int


@dataclass(frozen=True)
class Moment:
    """The rows of a meeting, the seats counted from them, and the mails that offered one."""

    rows: dict[int, Row]
    ledger: Ledger
    offers: Counter[int]

    def in_state(self, *states):
        """The rows in these states, by their turn."""
        found = [row for row in self.rows.values() if row.state in states]
        return sorted(found, key=lambda row: row.turn)

    @property
    def idle(self):
        """Who waits while a seat is free for them."""
        waiting = self.in_state(WAITING)
        return [row for row in waiting if place(row.domain, self.ledger) is Placement.CONFIRMED]

    @property
    def excess(self):
        """By how many seats and each domain's maximum are exceeded, by domain; None: in all."""
        ledger = self.ledger
        over: Counter[int | None] = Counter()
        if ledger.seats is not None:
            over[None] = max(0, ledger.taken_count - ledger.seats)
        for domain, share in ledger.shares.items():
            if share.maximum is not None:
                over[domain] = max(0, ledger.of(domain) - share.maximum)
        return +over


def look(meeting):
    """Read everything anew, past what the session remembers."""
    columns = (
        Registration.id,
        Registration.domain_id,
        Registration.state,
        Registration.queued_at,
        Registration.removal_count,
    )
    found = db.session.execute(select(*columns).where(Registration.meeting_id == meeting.id))
    rows = {
        number: Row(number, domain, state, (queued_at, number), removals)
        for number, domain, state, queued_at, removals in found
    }
    kept = select(SeatShare.domain_id, SeatShare.minimum, SeatShare.maximum)
    shares = {
        domain: Share(least, most)
        for domain, least, most in db.session.execute(
            kept.where(SeatShare.meeting_id == meeting.id)
        )
    }
    is_released = db.session.scalar(
        select(SeatRules.is_released).where(SeatRules.meeting_id == meeting.id)
    )
    taken = Counter(row.domain for row in rows.values() if row.state in SEATED)
    ledger = Ledger(meeting.seats, taken, shares, not shares or bool(is_released))
    mailed = select(OutboxMail.object_id).where(OutboxMail.kind == "registration/offered")
    offers = Counter(db.session.scalars(mailed.where(OutboxMail.meeting_id == meeting.id)))
    return Moment(rows, ledger, offers)


def newly_offered(before, after):
    """Who is offered a seat now and was not before."""
    had = {row.id for row in before.in_state(OFFERED)}
    return Counter(row.id for row in after.in_state(OFFERED) if row.id not in had)


def passed_over(before, after):
    """Who waited all the time while somebody of their domain who waited shorter got a seat."""
    waited = {row.id for row in before.in_state(WAITING)}
    seated = [row for row in after.in_state(*SEATED) if row.id in waited]
    return [
        row
        for row in after.in_state(WAITING)
        if before.rows.get(row.id) == row
        and any(one.domain == row.domain and row.turn < one.turn for one in seated)
    ]
