"""From the result of a vote to rooms: one for each option that won."""

from flask_babel import gettext as _
from sqlalchemy import delete

from lcm.breakouts.attendance import seats
from lcm.breakouts.drafts import RoomDraft, RoundDraft
from lcm.breakouts.models import BreakoutRound, NothingChosen, Room, RoundState
from lcm.breakouts.operations import describe_room, fill, make_round
from lcm.breakouts.queries import rounds_of
from lcm.breakouts.seating import hold_planned, make_rooms
from lcm.db import db
from lcm.i18n import force_locale
from lcm.live.queries import winners
from lcm.meetings.models import Meeting
from lcm.registration.queries import present_places

USUAL_MINUTES = 30


def ask_winners(meeting: Meeting) -> BreakoutRound:
    """Give the next planned round of ``meeting`` a room per winner of its vote; safe to repeat.

    The label is the room's title, the sentence its question, and the room remembers the option.
    Rooms with an own title or question stay as they are; the others are kept with their place and
    link, added or taken away until they fit, and who was divided already is divided anew. Without
    a planned round one is made beside the programme. Raises NothingChosen, MeetingOver.
    """
    meeting.require_changeable()
    options = winners(meeting)
    if not options:
        raise NothingChosen
    round_ = _next_planned(meeting) or _beside_the_programme(meeting)
    hold_planned(round_)
    own = [room for room in round_.rooms if _is_own(room)]
    _fit(round_, len(own) + len(options))
    free = [room for room in round_.rooms if not _is_own(room)]
    for room, option in zip(free, options, strict=True):
        draft = RoomDraft(option.label, option.text, room.place, room.link, option.id)
        describe_room(room, draft)
    if seats(round_) and present_places(meeting):
        fill(round_)
    return round_


def _next_planned(meeting: Meeting) -> BreakoutRound | None:
    planned = [one for one in rounds_of(meeting) if one.state == RoundState.PLANNED]
    return planned[0] if planned else None


def _beside_the_programme(meeting: Meeting) -> BreakoutRound:
    with force_locale(meeting.locale):
        return make_round(meeting, None, RoundDraft(_("Break-out rooms"), USUAL_MINUTES))


def _is_own(room: Room) -> bool:
    return room.origin_kind != "option" and bool(room.title or room.question)


def _fit(round_: BreakoutRound, room_count: int) -> None:
    """Give ``round_`` this many rooms, numbered from 1; those with an own text stay."""
    surplus = len(round_.rooms) - room_count
    free = [room.id for room in round_.rooms if not _is_own(room)]
    gone = free[::-1][: max(0, surplus)]
    db.session.execute(delete(Room).where(Room.id.in_(gone)))
    db.session.expire(round_, ["rooms"])
    for number, room in enumerate(round_.rooms, start=1):
        room.number = number
        db.session.flush()
    make_rooms(round_, room_count)
