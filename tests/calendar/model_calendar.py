"""One person's calendar as Outlook keeps it: UID finds the entry, SEQUENCE says what is newer."""

from datetime import datetime
from typing import Any

from icalendar import Calendar, Event


class ModelCalendar:
    """Takes in files like a mail client: what is older than what it holds is ignored."""

    def __init__(self) -> None:
        self._seen: dict[str, tuple[int, datetime]] = {}
        self._events: dict[str, Event] = {}

    def receive(self, raw: bytes) -> None:
        calendar = Calendar.from_ical(raw)
        for event in calendar.walk("VEVENT"):
            uid = str(event["UID"])
            version = (int(event.get("SEQUENCE", 0)), event["DTSTAMP"].dt)
            if version < self._seen.get(uid, version):
                continue
            self._seen[uid] = version
            self._events.pop(uid, None)
            if calendar["METHOD"] != "CANCEL":
                self._events[uid] = event

    def entries(self) -> list[tuple[str, Any, str]]:
        """Give the title, start and place of what stands in it."""
        return [
            (str(event["SUMMARY"]), event["DTSTART"].dt, str(event.get("LOCATION", "")))
            for event in self._events.values()
        ]
