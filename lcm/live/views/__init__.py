"""Pages and doors of live voting."""

from flask import Blueprint

bp = Blueprint("live", __name__)

from lcm.live.views import doors, host, phone  # noqa: E402, F401 - they register themselves on bp
