"""What a round of rooms is made from: values that are checked already."""

from dataclasses import dataclass

from lcm.breakouts.allocation import Rules

ALL_RULES = Rules(mix_domains=True, separate_organisations=True, protect_experience=True)


@dataclass(frozen=True, slots=True)
class RoomDraft:
    """What a room talks about and where.

    Title and place up to 120, question up to 400 characters; link is an http(s) address or "".
    ``option_id`` is the option of a vote that the question came from, if any.
    """

    title: str = ""
    question: str = ""
    place: str = ""
    link: str = ""
    option_id: int | None = None


@dataclass(frozen=True, slots=True)
class RoundDraft:
    """A round as planned; its ``questions`` are given to the rooms in their order.

    ``room_count`` 0 leaves the number of rooms to how many people are present.
    """

    title: str
    minutes: int
    room_count: int = 0
    rules: Rules = ALL_RULES
    questions: tuple[RoomDraft, ...] = ()
