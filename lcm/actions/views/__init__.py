"""Pages of the meeting itself: rooms, harvest, stage, run sheet, actions and their follow-up."""

from lcm.actions.views import harvest, room, run, stage
from lcm.actions.views.blueprint import bp

__all__ = ["bp", "harvest", "room", "run", "stage"]
