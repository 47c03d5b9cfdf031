"""Makes the meetings a bench registers for, and reads what became of their seats."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from flask import Flask
from sqlalchemy import select

from bench.site import Site
from lcm.app import create_app
from lcm.clock import now
from lcm.communities.models import Community
from lcm.db import db, transaction
from lcm.mail.models import OutboxMail
from lcm.meetings.models import Meeting, MeetingKind
from lcm.meetings.operations import MeetingDraft, plan_meeting, publish_meeting
from lcm.people.models import Domain
from lcm.people.queries import find_domain
from lcm.registration.models import Registration, RegistrationState
from lcm.registration.seats import Share
from lcm.registration.sharing import Sharing, share_seats
from lcm.settings import Settings


@dataclass(frozen=True)
class Outcome:
    """What the rows of one meeting say, each by the domain's slug.

    ``mails`` counts the people who got so many mails: {1: 500} is what it should be.
    """

    confirmed: dict[str, int]
    turns: dict[str, list[int]]
    mails: dict[int, int]


@contextmanager
def opened(site: Site) -> Iterator[None]:
    """Let the block use the database of ``site`` beside its servers."""
    app = _app(site)
    with app.app_context():
        yield
        db.session.remove()
        db.engine.dispose()


def make_meetings(count: int, seats: dict[str, int] | None = None) -> list[str]:
    """Make ``count`` published meetings, ``seats`` by domain or no limit; return their slugs."""
    with transaction():
        slug = f"bench-{now():%H%M%S%f}"
        community = Community(slug=slug, name="Bench", locale="nl")
        db.session.add(community)
        made = [_make(community, seats) for _number in range(count)]
        return [meeting.slug for meeting in made]


def outcome(slug: str) -> Outcome:
    """Return who got seats, turns and mails in the meeting ``slug``."""
    meeting = db.session.scalars(select(Meeting).where(Meeting.slug == slug)).one()
    rows = db.session.execute(
        select(Registration.id, Registration.state, Domain.slug)
        .join(Domain, Domain.id == Registration.domain_id)
        .where(Registration.meeting_id == meeting.id)
    ).all()
    mails = db.session.scalars(
        select(OutboxMail).where(OutboxMail.meeting_id == meeting.id).order_by(OutboxMail.id)
    ).all()
    domain_of = {row.id: row.slug for row in rows}
    turns: dict[str, list[int]] = {}
    for mail in mails:
        if mail.kind == "registration/waiting":
            turns.setdefault(domain_of[mail.object_id], []).append(mail.facts["position"])
    per_person = Counter(mail.object_id for mail in mails)
    return Outcome(
        confirmed=Counter(row.slug for row in rows if row.state == RegistrationState.CONFIRMED),
        turns=turns,
        mails=Counter(per_person[row.id] for row in rows),
    )


def _make(community: Community, seats: dict[str, int] | None) -> Meeting:
    starts = (now() + timedelta(days=30)).replace(tzinfo=None, second=0, microsecond=0)
    total = sum(seats.values()) if seats else None
    draft = MeetingDraft(MeetingKind.KICK_OFF, "Bench", starts, place="Stadhuis", seats=total)
    meeting = plan_meeting(community, draft)
    publish_meeting(meeting)
    if seats:
        share_seats(meeting, Sharing(None, 24, 12, shares=dict(_shares(seats))))
    return meeting


def _shares(seats: dict[str, int]) -> Iterator[tuple[int, Share]]:
    for slug, number in seats.items():
        domain = find_domain(slug)
        if domain is not None:
            yield domain.id, Share(number, number)


def _app(site: Site) -> Flask:
    chosen = {"data": site.folder / "data", "database_url": site.database, "port": site.port}
    return create_app(Settings.model_validate(chosen))
