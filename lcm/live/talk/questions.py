"""Questions to the speaker: asked, supported and answered, beside the vote of the moment.

A question and its support are filed under the device, keyed as a ballot is, with no more than the
minute: nobody's name, and no way to the device once the poll's secret is destroyed.
"""

import unicodedata

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from lcm.clock import now
from lcm.db import db
from lcm.errors import DomainError, NotFound
from lcm.events import StageChanged, publish
from lcm.live import operations
from lcm.live.ballots.ballot_rows import this_minute
from lcm.live.entry.devices import Device
from lcm.live.models import LiveMeeting, PollRound, Question, QuestionVote, RoundState
from lcm.live.queries import questions_round
from lcm.live.talk.asked import own_key

MOST_PER_DEVICE = 10
TEXT_LIMIT = 300


class QuestionsClosed(DomainError):
    message = _l("The host takes no questions now.")


class OthersOpen(DomainError):
    message = _l("Other questions of this session are open. Close those first.")


class TooManyQuestions(DomainError):
    message = _l(
        "You have asked %(most)s questions. Support one of somebody else, or raise your hand.",
        most=MOST_PER_DEVICE,
    )
    status = 429


class TriedOut(DomainError):
    message = _l("You are trying it out on this device, so nothing is sent.")


def open_questions(round_: PollRound) -> None:
    """Let people ask and support, also after it was closed. Safe to repeat.

    Raises OthersOpen while another round of questions is, and StepNotPossible once finished.
    """
    db.session.get(LiveMeeting, round_.poll.meeting_id, with_for_update=True)
    db.session.refresh(round_, with_for_update=True)
    if round_.state == RoundState.OPEN:
        return
    if questions_round(round_.poll.meeting_id) is not None:
        raise OthersOpen
    if round_.state == RoundState.CLOSED and round_.poll.secret is not None:
        round_.state, round_.closed_at = RoundState.DRAFT, None
        db.session.flush()
    operations.open_round(round_)


def close_questions(round_: PollRound) -> None:
    """Take no more questions and support; what was asked stays in sight. Safe to repeat."""
    db.session.refresh(round_, with_for_update=True)
    if round_.state == RoundState.OPEN:
        operations.close_round(round_)


def ask(round_: PollRound, device: Device, text: str) -> Question:
    """Return the question ``device`` asks; the same words from it again are the same question.

    Raises QuestionsClosed, TriedOut for a device that is not counted, and TooManyQuestions (429)
    above MOST_PER_DEVICE.
    """
    key = _locked_key(round_, device, is_shared=False)
    text = " ".join(unicodedata.normalize("NFC", text).split())
    own = select(Question).where(Question.round_id == round_.id, Question.device_key == key)
    asked = db.session.scalars(own).all()
    for known in asked:
        if known.text.casefold() == text.casefold():
            return known
    if len(asked) >= MOST_PER_DEVICE:
        raise TooManyQuestions
    question = Question(
        round_id=round_.id,
        device_key=key,
        text=text[:TEXT_LIMIT],
        is_approved=not round_.poll.is_approved_first,
        minute_at=this_minute(),
    )
    db.session.add(question)
    _tell(round_)
    return question


def support(round_: PollRound, device: Device, public_id: str) -> None:
    """Let ``device`` find a question worth asking; once per device, and its own one never counts.

    Safe to repeat. Raises as `ask` does, and NotFound for what this device cannot see.
    """
    key = _locked_key(round_, device)
    question = _shown(round_, public_id)
    known = db.session.get(QuestionVote, (question.id, key))
    if question.device_key == key or known is not None:
        return
    try:
        with db.session.begin_nested():
            db.session.add(QuestionVote(question_id=question.id, device_key=key))
    except IntegrityError:
        return
    _tell(round_)


def withdraw(round_: PollRound, device: Device, public_id: str) -> None:
    """Take back what `support` gave. Safe to repeat; raises the same."""
    key = _locked_key(round_, device)
    question = _shown(round_, public_id)
    db.session.execute(
        delete(QuestionVote).where(
            QuestionVote.question_id == question.id, QuestionVote.device_key == key
        )
    )
    _tell(round_)


def approve(question: Question, round_: PollRound) -> None:
    """Let everybody see a question that waits for the host. Safe to repeat."""
    question.is_approved = True
    _tell(round_)


def hide(question: Question, round_: PollRound) -> None:
    """Take a question off every page and screen; its support is kept. Safe to repeat."""
    question.is_hidden = True
    _tell(round_)


def show(question: Question, round_: PollRound) -> None:
    """Undo `hide`. Safe to repeat."""
    question.is_hidden = False
    _tell(round_)


def mark_answered(question: Question, round_: PollRound) -> None:
    """Set a question apart as answered; the first moment stays. Safe to repeat."""
    question.answered_at = question.answered_at or now()
    _tell(round_)


def mark_unanswered(question: Question, round_: PollRound) -> None:
    """Undo `mark_answered`. Safe to repeat."""
    question.answered_at = None
    _tell(round_)


def question_of(round_: PollRound, public_id: str) -> Question:
    """Return a question of this very round, for the host; raises NotFound."""
    found = select(Question).where(Question.round_id == round_.id, Question.public_id == public_id)
    question = db.session.scalar(found.with_for_update())
    if question is None:
        raise NotFound
    return question


def _locked_key(round_: PollRound, device: Device, *, is_shared: bool = True) -> bytes:
    """Hold the round open, and return what ``device`` is filed under in it.

    Closing waits for those that hold it; who asks holds it alone, so that asking counts right.
    """
    db.session.refresh(round_, with_for_update={"read": is_shared})
    key = own_key(round_, device)
    if round_.state != RoundState.OPEN or key is None:
        raise QuestionsClosed
    if not device.is_counted:
        raise TriedOut
    return key


def _shown(round_: PollRound, public_id: str) -> Question:
    found = select(Question).where(Question.round_id == round_.id, Question.public_id == public_id)
    question = db.session.scalar(found.where(Question.is_approved, ~Question.is_hidden))
    if question is None:
        raise NotFound
    return question


def _tell(round_: PollRound) -> None:
    """Let stage and host look again, at most twice a second; phones ask in their own time."""
    db.session.flush()
    publish(StageChanged(round_.poll.meeting_id))
