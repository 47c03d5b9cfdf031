"""Pages of the meeting itself: rooms, harvest, stage, run sheet, actions and their follow-up."""

from lcm.actions.views import action, follow_up, harvest, index, report, room, run, stage, summary
from lcm.actions.views.blueprint import bp

__all__ = ["action", "bp", "follow_up", "harvest", "index", "report"]
__all__ += ["room", "run", "stage", "summary"]
