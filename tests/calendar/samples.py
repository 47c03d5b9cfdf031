"""A meeting and a person for the tests of calendar files."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from lcm.calendar.ics import CalendarMeeting, Recipient

local = datetime.fromisoformat
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
NOW = datetime(2026, 2, 1, 9, 30, tzinfo=UTC)
FATIMA = Recipient("Fatima Amrani", "fatima@example.org")
MEETING = CalendarMeeting(
    uid="5f0c9a1e-4c1b-4c57-9a51-0d6b3f0e7a10",
    sequence=0,
    title="Kick-off; Den Haag, samen",
    starts_local=local("2026-03-12 14:00"),
    ends_local=local("2026-03-12 16:30"),
    zone="Europe/Amsterdam",
    place="Stadhuis, Spui 70",
    link="",
    description="Welkom.\n\nNeem iemand mee.",
    url="https://lcm.example.org/m/kick-off",
    organiser_name="Netwerk Kansrijke Start",
    organiser_address="netwerk@example.org",
    modified_at=datetime(2026, 1, 30, 8, 0, tzinfo=UTC),
)
