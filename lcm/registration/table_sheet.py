"""The registrations of a meeting as a table for a spreadsheet program."""

from collections.abc import Sequence

from flask_babel import gettext as _

from lcm.meetings.models import Meeting
from lcm.registration.models import Registration
from lcm.registration.table import Line
from lcm.registration.table_form import state_words
from lcm.web.filters import local
from lcm.web.spreadsheets import Cell, Table


def sheet(meeting: Meeting, lines: Sequence[Line]) -> list[Table]:
    """Return ``lines`` with a head, in the reader's language; without what organisers noted."""
    columns = (
        _("Name"),
        _("Mail address"),
        _("Organisation"),
        _("Domain"),
        _("Work or role"),
        _("State"),
        _("Turn on the waiting list"),
        _("Registered on"),
    )
    words = state_words()
    rows = [_row(line, words[line.registration.state], meeting.zone) for line in lines]
    return [Table("", columns, tuple(rows))]


def _row(line: Line, state: str, zone: str) -> tuple[Cell, ...]:
    one: Registration = line.registration
    return (
        one.person.name,
        one.person.email,
        one.organisation_text,
        one.domain.name if one.domain else "",
        one.role,
        state,
        line.position or None,
        f"{local(one.created_at, zone):%Y-%m-%d %H:%M}",
    )
