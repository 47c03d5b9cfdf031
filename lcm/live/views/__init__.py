"""Pages and doors of live voting."""

from lcm.live.views import (
    beforehand,
    doors,
    editing,
    host,
    moderation,
    paper,
    passes,
    phone,
    questions,
    rehearsal,
    results,
)
from lcm.live.views.blueprint import bp

__all__ = [
    "beforehand",
    "bp",
    "doors",
    "editing",
    "host",
    "moderation",
    "paper",
    "passes",
    "phone",
    "questions",
    "rehearsal",
    "results",
]
