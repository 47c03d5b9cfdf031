"""Pages and doors of live voting."""

from lcm.live.views import doors, host, passes, phone
from lcm.live.views.blueprint import bp

__all__ = ["bp", "doors", "host", "passes", "phone"]
