"""Pages of meetings."""

from flask import Blueprint

bp = Blueprint("meetings", __name__)

from lcm.meetings.views import (  # noqa: E402 - they register themselves on bp
    change,
    plan,
    programme,
    public,
)

__all__ = ["bp", "change", "plan", "programme", "public"]
