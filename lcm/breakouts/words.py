"""Rooms in words: which rule a room does not meet, and the division as text for a chat."""

from flask_babel import force_locale, ngettext
from flask_babel import gettext as _

from lcm.breakouts.allocation import Remark
from lcm.breakouts.queries import Board, RoomCard, Seated
from lcm.people.models import Domain


def remark_words(remark: Remark, board: Board, domains: dict[str, Domain]) -> str:
    """Say in one sentence which rule is not met and why; ``domains`` are looked up by slug."""
    if remark.rule == "mix_domains":
        return _lacking(domains[remark.domain or ""].name, remark.count, len(board.cards))
    if remark.rule == "separate_organisations":
        name = board.organisations[remark.organisation or ""]
        return str(
            ngettext(
                "%(num)d person of %(organisation)s in one room.",
                "%(num)d people of %(organisation)s in one room.",
                remark.count,
                organisation=name,
            )
        )
    if remark.count == 1:
        return str(_("One expert by experience is alone here, because only one came."))
    return str(_("One expert by experience is alone here."))


def _lacking(domain: str, present_count: int, room_count: int) -> str:
    if present_count == 0:
        words = _("%(domain)s: nobody here, because nobody came.", domain=domain)
    elif present_count < room_count:
        words = ngettext(
            "%(domain)s: nobody here, only %(num)d came.",
            "%(domain)s: nobody here, only %(num)d came.",
            present_count,
            domain=domain,
        )
    else:
        words = _("%(domain)s: nobody here.", domain=domain)
    return str(words)


def person_words(person: Seated) -> str:
    """Return the name others see, or the number of who gave none."""
    return person.name or str(_("Participant %(number)s", number=person.number))


def chat_words(board: Board) -> str:
    """Return the whole division as lines to paste into a chat, in the meeting's language."""
    with force_locale(board.round.meeting.locale):
        return "\n".join(_room_words(card) for card in board.cards)


def names_words(card: RoomCard) -> str:
    """Return the names of one room, one a line, as the host of a video tool wants them."""
    return "\n".join(person_words(person) for person in card.people)


def _room_words(card: RoomCard) -> str:
    room = card.room
    head = _("Room %(number)s", number=room.number)
    parts = [head, *(part for part in (room.title, room.place, room.link) if part)]
    names = ", ".join(person_words(person) for person in card.people)
    return f"{' · '.join(parts)}: {names}" if names else " · ".join(parts)
