"""Pages and doors of live voting."""

from lcm.live.views import doors, editing, host, passes, phone, rehearsal
from lcm.live.views.blueprint import bp

__all__ = ["bp", "doors", "editing", "host", "passes", "phone", "rehearsal"]
