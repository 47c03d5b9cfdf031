"""What the overview shows: what needs its reader, what became of priorities, what comes next."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final

from sqlalchemy import func, select

from lcm.actions.due import Standing
from lcm.actions.models import ActionState, Summary
from lcm.actions.queries import ActionLine, actions_in
from lcm.actions.summaries import KIND, recipients
from lcm.clock import now
from lcm.communities.models import Community
from lcm.communities.policy import Act
from lcm.communities.queries import communities_of, communities_where
from lcm.db import db
from lcm.insight.progress import CommunityProgress, priority_history, progress
from lcm.mail.models import MailState, OutboxMail
from lcm.meetings.models import Meeting, MeetingState
from lcm.meetings.queries import lists_for
from lcm.people.models import Person
from lcm.registration.queries import coverage, ledger

__all__ = ["Need", "NeedKind", "Overview", "Upcoming", "overview", "priority_history"]

LOOKING_BACK: Final = timedelta(days=60)
FAILED_MAIL_SHOWN: Final = timedelta(days=14)
SESSIONS_SHOWN: Final = 4


class NeedKind(StrEnum):
    """Why something is on the overview."""

    ANSWER = "answer"
    LATE = "late"
    UNSETTLED = "unsettled"
    SUMMARY = "summary"
    MISSING = "missing"
    MAIL = "mail"
    SUMMARY_MAIL = "summary_mail"


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that asks attention: how many, for how many days, and whose names.

    ``meeting`` is None where it concerns more than one; ``line`` is an action when it is the only
    one.
    """

    kind: NeedKind
    count: int
    days: int = 0
    names: tuple[str, ...] = ()
    meeting: Meeting | None = None
    line: ActionLine | None = None


@dataclass(frozen=True, slots=True)
class Upcoming:
    """A session to come, with how many have a seat of how many (None: no limit)."""

    meeting: Meeting
    taken: int
    seats: int | None


@dataclass(frozen=True, slots=True)
class Overview:
    """All that the overview shows one person."""

    communities: tuple[Community, ...]
    led: frozenset[int]
    needs: tuple[Need, ...]
    progress: tuple[CommunityProgress, ...]
    upcoming: tuple[Upcoming, ...]


def overview(person: Person) -> Overview:
    """Return the overview of ``person`` over all communities they belong to."""
    communities = communities_of(person)
    led = communities_where(person, Act.FOLLOW_UP)
    ids = frozenset(community.id for community in led)
    lines = actions_in(communities)
    own = [line for line in lines if line.meeting.community_id in ids]
    return Overview(
        communities=tuple(communities),
        led=ids,
        needs=(
            *_answers(person, lines),
            *_late(own),
            *_unsettled(own),
            *_summaries(ids),
            *_missing(ids),
            *_failed_mail(ids),
        ),
        progress=tuple(progress(communities)),
        upcoming=tuple(_upcoming(person, ids)),
    )


def _answers(person: Person, lines: Sequence[ActionLine]) -> Iterator[Need]:
    asked = [
        line
        for line in lines
        if line.action.owner_id == person.id and line.action.state == ActionState.PROPOSED
    ]
    if asked:
        yield Need(NeedKind.ANSWER, len(asked), line=asked[0])


def _late(lines: Sequence[ActionLine]) -> Iterator[Need]:
    late = [line for line in lines if line.standing == Standing.LATE and not line.is_unsettled]
    if late:
        names = Counter(line.owner_name for line in late)
        days = max(line.days_late for line in late)
        yield Need(NeedKind.LATE, len(late), days=days, names=tuple(names))


def _unsettled(lines: Sequence[ActionLine]) -> Iterator[Need]:
    unsettled = [line for line in lines if line.is_unsettled]
    counts = Counter(line.meeting for line in unsettled)
    for meeting, count in counts.items():
        if meeting.ends_at < now() or meeting.closed_at is not None:
            yield Need(NeedKind.UNSETTLED, count, meeting=meeting)


def _summaries(led: Collection[int]) -> Iterator[Need]:
    sent = select(Summary.meeting_id).where(Summary.sent_at.is_not(None))
    held = db.session.scalars(
        select(Meeting)
        .where(Meeting.community_id.in_(led), Meeting.id.not_in(sent))
        .where(Meeting.state.in_([MeetingState.PUBLISHED, MeetingState.CLOSED]))
        .where(Meeting.starts_at.between(now() - LOOKING_BACK, now()))
        .order_by(Meeting.starts_at.desc())
    )
    for meeting in held:
        if meeting.ends_at < now() or meeting.closed_at is not None:
            yield Need(NeedKind.SUMMARY, len(recipients(meeting)), meeting=meeting)


def _missing(led: Collection[int]) -> Iterator[Need]:
    coming = db.session.scalars(
        select(Meeting)
        .where(Meeting.community_id.in_(led), Meeting.state == MeetingState.PUBLISHED)
        .where(Meeting.starts_at > now())
        .order_by(Meeting.starts_at)
    ).all()
    following = {meeting.community_id: meeting for meeting in reversed(coming)}
    for meeting in following.values():
        domains = coverage(meeting).domains
        if domains:
            names = tuple(domain.name for domain in domains)
            taken = ledger(meeting).taken_count
            yield Need(NeedKind.MISSING, taken, meeting.days_to_go, names, meeting)


def _failed_mail(led: Collection[int]) -> Iterator[Need]:
    failed = db.session.execute(
        select(Meeting, OutboxMail.kind, func.count(OutboxMail.id))
        .join(OutboxMail, OutboxMail.meeting_id == Meeting.id)
        .where(Meeting.community_id.in_(led))
        .where(OutboxMail.state.in_([MailState.FAILED, MailState.SUPPRESSED]))
        .where(OutboxMail.settled_at > now() - FAILED_MAIL_SHOWN)
        .group_by(Meeting.id, OutboxMail.kind)
        .order_by(Meeting.starts_at)
    )
    counts: Counter[tuple[Meeting, NeedKind]] = Counter()
    for meeting, kind, count in failed:
        counts[meeting, NeedKind.SUMMARY_MAIL if kind == KIND else NeedKind.MAIL] += count
    for (meeting, need_kind), count in counts.items():
        yield Need(need_kind, count, meeting=meeting)


def _upcoming(person: Person, led: Collection[int]) -> Iterator[Upcoming]:
    shown = [
        meeting
        for meeting in lists_for(person).upcoming
        if meeting.community_id in led or meeting.state == MeetingState.PUBLISHED
    ]
    for meeting in shown[:SESSIONS_SHOWN]:
        yield Upcoming(meeting, ledger(meeting).taken_count, meeting.seats)
