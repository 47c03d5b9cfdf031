"""What one ballot is worth to each option, in each kind of vote that ends in a ranking."""

from collections.abc import Mapping, Sequence
from typing import Literal

Kind = Literal["pick", "top", "order", "points"]
Choice = Sequence[str] | Mapping[str, int]


def points(kind: Kind, choice: Choice, option_count: int) -> Mapping[str, int]:
    """Return the whole points that a ballot gives; an option that is not in it gets 0.

    ``choice`` has passed `lcm.live.choices`: different options, best first, or for "points" the
    points themselves. A blank one gives nothing. TypeError when it is of another kind.
    "pick" (approval): 1 for each. "top" (modified Borda; electowiki, "Borda count"): of j options
    the one at place r gets j - r + 1, so that a lone favourite gives 1 and not k. "order" (Borda):
    n - r of n options, so that the last of a full order gets 0. "points": as divided.
    """
    if is_blank(choice):
        return {}
    if isinstance(choice, Mapping) != (kind == "points"):
        raise TypeError(f"A ballot of kind {kind} does not hold {choice!r}.")
    if isinstance(choice, Mapping):
        return dict(choice)
    best = {"pick": 1, "top": len(choice), "order": option_count - 1}[kind]
    step = 0 if kind == "pick" else 1
    return {option: best - step * passed for passed, option in enumerate(choice)}


def is_blank(choice: Choice) -> bool:
    """Say whether a ballot abstains: it names nothing, or gives 0 to all it names."""
    return not (any(choice.values()) if isinstance(choice, Mapping) else choice)
