"""The questions to the speaker as somebody sees them: a phone, the host, the big screen."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from lcm.db import db
from lcm.live.entry.devices import Device, keyed_device
from lcm.live.models import Poll, PollRound, Question, QuestionVote, RoundState


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its support, and what it is to the device that looks (none: the host)."""

    question: Question
    vote_count: int
    is_own: bool = False
    is_supported: bool = False

    @property
    def is_shown(self) -> bool:
        """Whether everybody sees it: let through, and not hidden."""
        return self.question.is_approved and not self.question.is_hidden


@dataclass(frozen=True, slots=True)
class Questions:
    """All questions of a round, each in one of the lists; ``round`` None: none was ever opened.

    ``open`` have the most support first, then the earliest; ``answered`` the last one first.
    """

    round: PollRound | None
    all: Sequence[Asked] = ()

    @property
    def is_taken(self) -> bool:
        """Whether people may ask and support now."""
        return self.round is not None and self.round.state == RoundState.OPEN

    @property
    def open(self) -> list[Asked]:
        found = [one for one in self.all if one.is_shown and one.question.answered_at is None]
        return sorted(found, key=lambda one: (-one.vote_count, one.question.id))

    @property
    def answered(self) -> list[Asked]:
        found = [(one.question.answered_at, one) for one in self.all if one.is_shown]
        done = [(at, one.question.id, one) for at, one in found if at is not None]
        return [one for _, _, one in sorted(done, key=lambda line: line[:2], reverse=True)]

    @property
    def waiting(self) -> list[Asked]:
        """Those that the host has still to let through, the earliest first."""
        found = (one for one in self.all if not one.question.is_approved)
        return [one for one in found if not one.question.is_hidden]

    @property
    def hidden(self) -> list[Asked]:
        return [one for one in self.all if one.question.is_hidden]


def questions_of(round_: PollRound | None, device: Device | None = None) -> Questions:
    """Return the questions of ``round_`` as ``device`` sees them, or as the host does."""
    if round_ is None:
        return Questions(None)
    key = None if device is None else own_key(round_, device)
    counted = (
        select(Question, func.count(QuestionVote.device_key))
        .outerjoin(QuestionVote, QuestionVote.question_id == Question.id)
        .where(Question.round_id == round_.id)
        .group_by(Question.id)
        .order_by(Question.id)
    )
    supported = set() if key is None else _supported(round_, key)
    return Questions(
        round_,
        [
            Asked(one, count, one.device_key == key, one.id in supported)
            for one, count in db.session.execute(counted)
        ],
    )


def shown_round(meeting_id: int) -> PollRound | None:
    """Return the round whose questions people see: the open one, else the one opened last."""
    is_open = PollRound.state == RoundState.OPEN
    return db.session.scalar(
        select(PollRound)
        .join(PollRound.poll)
        .where(Poll.meeting_id == meeting_id, Poll.kind == "questions")
        .where(PollRound.state != RoundState.DRAFT)
        .order_by(is_open.desc(), PollRound.opened_at.desc())
        .limit(1)
    )


def own_key(round_: PollRound, device: Device) -> bytes | None:
    """Return what ``device`` asks under; None once the poll's secret is destroyed."""
    secret = round_.poll.secret
    return None if secret is None else keyed_device(secret, device.key)


def _supported(round_: PollRound, key: bytes) -> set[int]:
    found = select(QuestionVote.question_id).join(Question, Question.id == QuestionVote.question_id)
    found = found.where(Question.round_id == round_.id, QuestionVote.device_key == key)
    return set(db.session.scalars(found))
