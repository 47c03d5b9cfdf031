"""Serves the demo on a Thursday afternoon, so that no picture shows a session at night.

Usage: python -m tests.e2e.daytime, with the environment of `lcm serve`. Its clock stands still.
"""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import uvicorn

from lcm import clock
from lcm.app import create_app
from lcm.cli import load_demo, prepare_database
from lcm.gateway import Gateway

THURSDAY = 3
SEVEN_TO_THREE = time(14, 53)


def main() -> None:
    app = create_app()
    settings = app.config["LCM"]
    with clock.set_to(afternoon()):
        with app.app_context():
            prepare_database()
            load_demo()
        uvicorn.run(Gateway(app), host=settings.host, port=settings.port, log_level="warning")


def afternoon() -> datetime:
    """Return the afternoon of the Thursday of this week, in the zone of the demo."""
    day = clock.today() + timedelta(days=THURSDAY - clock.today().weekday())
    return datetime.combine(day, SEVEN_TO_THREE, ZoneInfo(clock.HOME_ZONE))


if __name__ == "__main__":
    main()
