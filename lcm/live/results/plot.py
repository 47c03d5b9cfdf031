"""Where options stand in the plot of impact and feasibility: pure geometry, in units of its box."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import hypot
from typing import Final

from lcm.live.scoring.impact import LINE, Standing

WIDTH: Final = 1000
HEIGHT: Final = 640
LEFT: Final = 60
BOTTOM: Final = 60
MARGIN: Final = 30
RADIUS: Final = 24
_STEPS: Final = 4
_PAD: Final = 12
_AROUND: Final = (
    (0, 0),
    *((x * 2.1, y * 2.1) for x, y in ((1, 0), (-1, 0), (0, -1), (0, 1))),
    *((x * 1.5, y * 1.5) for x, y in ((1, -1), (1, 1), (-1, 1), (-1, -1))),
    *((x * 3, y * 3) for x, y in ((1, -1), (1, 0), (1, 1), (-1, 1), (-1, 0), (-1, -1))),
    *((x * 4.2, y * 2.1) for x in (1, -1) for y in (-1, 0, 1)),
)


@dataclass(frozen=True, slots=True)
class Point:
    """One option: (x, y) where its means are, (label_x, label_y) where its letter stands."""

    option: str
    x: float
    y: float
    label_x: float
    label_y: float

    @property
    def is_moved(self) -> bool:
        """Whether the letter had to make room for another, so that a line leads to it."""
        return (self.x, self.y) != (self.label_x, self.label_y)


@dataclass(frozen=True, slots=True)
class Plot:
    """The box, its lines at 3 and its points, best first; y grows downward as in SVG."""

    points: tuple[Point, ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    bottom: int = HEIGHT - BOTTOM
    right: int = WIDTH - MARGIN
    top: int = MARGIN
    radius: int = RADIUS

    @property
    def line_x(self) -> float:
        return _x(Fraction(LINE))

    @property
    def line_y(self) -> float:
        return _y(Fraction(LINE))

    @property
    def ticks(self) -> list[tuple[int, float, float]]:
        """Each mark with its x on the lower axis and its y on the left one."""
        return [(mark, _x(Fraction(mark)), _y(Fraction(mark))) for mark in range(1, _STEPS + 2)]


def plot(standings: Sequence[Standing]) -> Plot:
    """Return the points of ``standings`` that have both means; letters do not overlap.

    The better one keeps its place, another is moved to the nearest free one of its quadrant.
    """
    points: list[Point] = []
    for standing in standings:
        if standing.impact is None or standing.feasibility is None:
            continue
        x, y = _x(standing.feasibility), _y(standing.impact)
        label_x, label_y = _free(x, y, points)
        points.append(Point(standing.option, x, y, label_x, label_y))
    return Plot(tuple(points))


def _free(x: float, y: float, points: Sequence[Point]) -> tuple[float, float]:
    for dx, dy in _AROUND:
        at = (round(x + dx * RADIUS, 1), round(y + dy * RADIUS, 1))
        if (
            _is_inside(*at)
            and _is_same_side(x, y, *at)
            and all(
                hypot(at[0] - other.label_x, at[1] - other.label_y) >= 2 * RADIUS
                for other in points
            )
        ):
            return at
    return x, y


def _is_same_side(x: float, y: float, to_x: float, to_y: float) -> bool:
    """Say whether no line at 3 is crossed: a letter must not seem to be in another quadrant."""
    line_x, line_y = _x(Fraction(LINE)), _y(Fraction(LINE))
    return (x >= line_x) == (to_x >= line_x) and (y > line_y) == (to_y > line_y)


def _is_inside(x: float, y: float) -> bool:
    return LEFT + RADIUS <= x <= WIDTH - RADIUS and RADIUS <= y <= HEIGHT - BOTTOM - RADIUS


def _x(mark: Fraction) -> float:
    inner = WIDTH - LEFT - 2 * MARGIN - RADIUS - _PAD
    return round(LEFT + RADIUS + _PAD + float((mark - 1) / _STEPS) * inner, 1)


def _y(mark: Fraction) -> float:
    inner = HEIGHT - BOTTOM - 2 * MARGIN - RADIUS - _PAD
    return round(HEIGHT - BOTTOM - RADIUS - _PAD - float((mark - 1) / _STEPS) * inner, 1)
