"""Ballots on paper, which a host types in while the vote is open or closed."""

from base64 import b32encode
from hashlib import sha256

from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select

from lcm.db import db
from lcm.errors import DomainError
from lcm.events import StageChanged, publish
from lcm.live.choices import Choice
from lcm.live.models import PaperBallot, PollRound, RoundState
from lcm.live.refusals import StepNotPossible
from lcm.people.models import Domain

PUBLIC_ID_CHARS = 20


class SheetUsed(DomainError):
    message = _l(
        "This page was used for another paper already. "
        "Is this a new one? Then press the button again."
    )


def takes_paper(round_: PollRound) -> bool:
    """Say whether papers can be typed in: from the opening until the result is shown."""
    is_waiting = round_.state in (RoundState.OPEN, RoundState.CLOSED)
    return is_waiting and not (
        round_.is_rehearsal or round_.reset_reason or round_.poll.kind == "questions"
    )


def enter(round_: PollRound, sheet: str, domain: Domain | None, choice: Choice) -> PaperBallot:
    """Add one ballot on paper, or return it when the same page sent the same before.

    ``sheet`` is random text of the page it was typed on, ``choice`` as ballot_choice returns it.
    Raises StepNotPossible outside `takes_paper`, and SheetUsed for another ballot of one page.
    """
    _hold(round_)
    public_id = _id_of_sheet(round_, sheet)
    known = db.session.scalar(select(PaperBallot).where(PaperBallot.public_id == public_id))
    domain_id = domain.id if domain else None
    if known is not None:
        if (known.domain_id, known.choice) != (domain_id, choice):
            raise SheetUsed
        return known
    ballot = PaperBallot(
        public_id=public_id, round_id=round_.id, domain_id=domain_id, choice=choice
    )
    db.session.add(ballot)
    db.session.flush()
    publish(StageChanged(round_.poll.meeting_id))
    return ballot


def take_out(round_: PollRound, public_id: str) -> None:
    """Remove a ballot on paper of ``round_``; one that is gone already stays so."""
    _hold(round_)
    for ballot in papers(round_):
        if ballot.public_id == public_id:
            db.session.delete(ballot)
            publish(StageChanged(round_.poll.meeting_id))
    db.session.flush()


def papers(round_: PollRound) -> list[PaperBallot]:
    """Return the ballots on paper of ``round_``, the last typed in first."""
    found = select(PaperBallot).where(PaperBallot.round_id == round_.id)
    return list(db.session.scalars(found.order_by(PaperBallot.id.desc())))


def paper_count(round_: PollRound) -> int:
    """Return how many ballots on paper ``round_`` has."""
    found = select(func.count(PaperBallot.id)).where(PaperBallot.round_id == round_.id)
    return db.session.scalar(found) or 0


def _hold(round_: PollRound) -> None:
    """Hold the round's row, so that no paper comes in beside the reveal."""
    db.session.refresh(round_, with_for_update=True)
    if not takes_paper(round_):
        raise StepNotPossible


def _id_of_sheet(round_: PollRound, sheet: str) -> str:
    digest = sha256(f"paper|{round_.id}|{sheet}".encode("utf-8", "replace")).digest()
    return b32encode(digest).decode().lower()[:PUBLIC_ID_CHARS]
