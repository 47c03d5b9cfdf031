"""Keeps what a meeting asks at registration, and forgets answers that are nobody's business."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select

from lcm.db import db, for_each
from lcm.meetings.models import Meeting
from lcm.meetings.operations import hold
from lcm.registration.asked import SENSITIVE, Question, counts, question_then
from lcm.registration.models import AskedQuestions, Registration
from lcm.registration.queries import confirmed

KEPT_FOR: Final = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Summary:
    """What people with a seat answered to one question; ``question`` None: not asked any more."""

    key: str
    question: Question | None
    counted: list[tuple[str, int]]
    given: list[tuple[Registration, str]]


def questions_of(meeting: Meeting) -> list[Question]:
    """Return what ``meeting`` asks at registration, in order; mostly nothing."""
    row = db.session.get(AskedQuestions, meeting.id)
    return [question_then(facts) for facts in row.questions["asked"]] if row else []


def ask(meeting: Meeting, questions: Sequence[Question]) -> None:
    """Ask these from now on; what was answered before stays. Raises MeetingOver."""
    meeting = hold(meeting)
    meeting.require_changeable()
    row = db.session.get(AskedQuestions, meeting.id) or AskedQuestions(meeting_id=meeting.id)
    row.questions = {"asked": [question.as_facts() for question in questions]}
    db.session.add(row)
    db.session.flush()


def summaries(meeting: Meeting) -> list[Summary]:
    """Return what people with a seat answered: to what is asked now, then to what was asked."""
    by_key = {question.key: question for question in questions_of(meeting)}
    people = confirmed(meeting)
    earlier = [key for person in people for key in person.replies if key not in by_key]
    found = []
    for key in (*by_key, *dict.fromkeys(earlier)):
        given = [(person, person.replies[key]) for person in people if key in person.replies]
        counted = counts([reply for _person, reply in given])
        found.append(Summary(key, by_key.get(key), counted, given))
    return found


def forget_answers(at: datetime) -> None:
    """Remove dietary wishes and access needs 30 days after the meeting; the rest stays."""
    rows = db.session.scalars(select(AskedQuestions).where(AskedQuestions.is_forgotten.is_(False)))
    meetings = [db.session.get_one(Meeting, row.meeting_id) for row in rows]
    due = [meeting.id for meeting in meetings if meeting.ends_at + KEPT_FOR < at]
    for_each(due, _forget)


def _forget(meeting_id: int) -> None:
    meeting = hold(db.session.get_one(Meeting, meeting_id))
    rows = db.session.scalars(select(Registration).where(Registration.meeting_id == meeting.id))
    for registration in rows:
        kept = {key: one for key, one in registration.replies.items() if key not in SENSITIVE}
        if kept != registration.replies:
            registration.replies = kept
    db.session.get_one(AskedQuestions, meeting_id).is_forgotten = True
    db.session.flush()
