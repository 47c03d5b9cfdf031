"""The ready-made programme of each kind of meeting, in both languages."""

from dataclasses import dataclass
from typing import Final

from lcm.meetings.models import BlockKind, MeetingKind


@dataclass(frozen=True, slots=True)
class BlockDraft:
    """A block of a programme: title up to 120 characters, whole minutes, who leads it or ""."""

    kind: BlockKind
    title: str
    minutes: int
    leader: str = ""


@dataclass(frozen=True, slots=True)
class _Block:
    minutes: int
    kind: BlockKind
    nl: str
    en: str


_ACTIONS: Final = _Block(
    15,
    BlockKind.ACTIONS,
    "Wat werd er van onze acties",
    "What became of our actions",
)
_KICK_OFF: Final = (
    _Block(10, BlockKind.TALK, "Welkom", "Welcome"),
    _Block(20, BlockKind.BREAKOUT, "Nader kennismaken", "Getting acquainted"),
    _Block(
        15,
        BlockKind.TALK,
        "Terugblik op vooronderzoek en doelen",
        "Looking back at the preliminary study and the aims",
    ),
    _Block(15, BlockKind.VOTE, "Speerpunten kiezen", "Choosing the focus points"),
    _Block(10, BlockKind.BREAK, "Pauze", "Break"),
    _Block(
        40,
        BlockKind.BREAKOUT,
        "Wensen en acties in deelgroepen",
        "Wishes and actions in break-out rooms",
    ),
    _Block(15, BlockKind.HARVEST, "Opbrengst delen", "Sharing the harvest"),
    _Block(5, BlockKind.TALK, "Afsluiting en vervolg", "Close and next steps"),
)
_NETWORK: Final = (
    _Block(10, BlockKind.TALK, "Welkom en voorstelronde", "Welcome and introductions"),
    _Block(25, BlockKind.TALK, "Een praktijkverhaal", "A story from practice"),
    _Block(10, BlockKind.VOTE, "Waar gaan we verder mee?", "What do we take further?"),
    _Block(10, BlockKind.BREAK, "Pauze", "Break"),
    _Block(40, BlockKind.BREAKOUT, "In gesprek in deelgroepen", "Talking in break-out rooms"),
    _Block(15, BlockKind.HARVEST, "Opbrengst delen", "Sharing the harvest"),
    _Block(10, BlockKind.TALK, "Afspraken en afsluiting", "Agreements and close"),
)
_LEARNING: Final = (
    _Block(10, BlockKind.TALK, "Welkom en leervraag", "Welcome and the learning question"),
    _Block(
        20,
        BlockKind.TALK,
        "Wat weten we al: een goed voorbeeld",
        "What we know: a good practice",
    ),
    _Block(45, BlockKind.BREAKOUT, "Samen leren in deelgroepen", "Learning in break-out rooms"),
    _Block(10, BlockKind.BREAK, "Pauze", "Break"),
    _Block(20, BlockKind.HARVEST, "Geleerde lessen delen", "Sharing lessons learned"),
    _Block(15, BlockKind.TALK, "Wie doet wat, en vervolg", "Who does what, and next steps"),
)
_PROGRAMMES: Final = {
    MeetingKind.KICK_OFF: _KICK_OFF,
    MeetingKind.NETWORK: _NETWORK,
    MeetingKind.LEARNING: _LEARNING,
}
_TITLES: Final = {
    MeetingKind.KICK_OFF: ("Kick-off", "Kick-off"),
    MeetingKind.NETWORK: ("Netwerkbijeenkomst", "Network meeting"),
    MeetingKind.LEARNING: ("Leerbijeenkomst", "Learning session"),
}


def programme(kind: MeetingKind, locale: str, *, opens_with_actions: bool) -> list[BlockDraft]:
    """Give the blocks a meeting of ``kind`` starts with, titles in ``locale`` ("nl" or "en").

    ``opens_with_actions`` puts "What became of our actions" in front: so from the second meeting.
    """
    blocks = [_ACTIONS] if opens_with_actions else []
    return [
        BlockDraft(block.kind, block.en if locale == "en" else block.nl, block.minutes)
        for block in [*blocks, *_PROGRAMMES[kind]]
    ]


def first_title(kind: MeetingKind, locale: str) -> str:
    """Give the title a meeting of ``kind`` starts with, in ``locale``."""
    return _TITLES[kind][locale == "en"]
