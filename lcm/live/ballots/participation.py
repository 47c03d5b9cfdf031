"""Who has voted before a meeting, and never what: so that only the silent are reminded."""

from sqlalchemy import ForeignKey, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from lcm.db import Model, db
from lcm.live import queries
from lcm.live.entry.devices import Device
from lcm.live.models import LiveMeeting, PollRound, RoundState
from lcm.live.push.page import own_ballot
from lcm.registration.models import Place


class VoteSeen(Model):
    """A place whose browser sent a ballot in a round. It holds no choice, device or time."""

    __tablename__ = "vote_seen"
    __table_args__ = {"sqlite_with_rowid": False}

    round_id: Mapped[int] = mapped_column(
        ForeignKey("poll_round.id", ondelete="CASCADE"), primary_key=True
    )
    place_id: Mapped[int] = mapped_column(
        ForeignKey("place.id", ondelete="CASCADE"), primary_key=True
    )


def note_voted(live: LiveMeeting, device: Device, place: Place | None) -> None:
    """Note that ``place`` has voted, if its browser, ``device``, has a ballot; safe to repeat.

    Nothing happens unless a round is open until a moment: nobody else is ever reminded.
    """
    round_ = queries.find_mailed_round(live.meeting_id)
    if round_ is None or place is None or place.meeting_id != live.meeting_id:
        return
    if own_ballot(round_, device) is None or place.id in voted(round_):
        return
    db.session.refresh(round_, with_for_update=True)
    if round_.state == RoundState.OPEN:
        _write_anew(round_, voted(round_) | {place.id})


def voted(round_: PollRound) -> set[int]:
    """Return the ids of the places that voted in ``round_``; empty again once it is closed."""
    found = select(VoteSeen.place_id).where(VoteSeen.round_id == round_.id)
    return set(db.session.scalars(found))


def forget(round_: PollRound) -> None:
    """Remove who voted in ``round_``: nobody is reminded of it any more."""
    db.session.execute(delete(VoteSeen).where(VoteSeen.round_id == round_.id))


def _write_anew(round_: PollRound, place_ids: set[int]) -> None:
    """Write all rows of ``round_`` together, so that their order and age do not tell who was last.

    Beside the ballots, which a database may keep in the order they came, it would tie the two.
    """
    forget(round_)
    db.session.add_all(
        VoteSeen(round_id=round_.id, place_id=place_id) for place_id in sorted(place_ids)
    )
    db.session.flush()
