"""What is said of somebody's presence: after a tap, and in a file for a spreadsheet."""

from flask_babel import gettext as _

from lcm.meetings.models import Meeting
from lcm.people.models import Domain
from lcm.registration.attendance import HERE, Attendance, Attendee, Mark
from lcm.web.filters import clock_time, local
from lcm.web.spreadsheets import Table


def mark_words(mark: Mark) -> str:
    """Return the state ``mark`` in a word or two."""
    words = {
        Mark.PRESENT: _("present"),
        Mark.ONLINE: _("online"),
        Mark.EXCUSED: _("excused"),
        Mark.ABSENT: _("absent"),
        Mark.EXPECTED: _("not marked"),
    }
    return str(words[mark])


def said(before: Attendee, as_: Mark, meeting: Meeting) -> tuple[str, str]:
    """Return what came of marking somebody who was ``before``, and its tone."""
    if as_ == before.mark and before.since is not None:
        return first_time(before, meeting), "waiting"
    if as_ in HERE:
        return str(_("%(name)s is checked in.", name=before.name)), "done"
    if as_ == Mark.EXPECTED:
        return str(_("Taken back: %(name)s is not marked any more.", name=before.name)), "done"
    return str(_("Noted: %(name)s is %(state)s.", name=before.name, state=mark_words(as_))), "done"


def first_time(one: Attendee, meeting: Meeting) -> str:
    """Return since when somebody is there, by the clock of the meeting; "" for who is not."""
    if one.since is None:
        return ""
    time = clock_time(local(one.since, meeting.zone))
    return str(_("%(name)s was checked in at %(time)s.", name=one.name, time=time))


def attendance_table(meeting: Meeting, attendance: Attendance) -> Table:
    """Return who was there and who was not as a table, in the reader's language; no addresses."""
    head = (_("Name"), _("Organisation"), _("Domain"), _("State"), _("Since"), _("Registered"))
    rows = tuple(
        (
            one.name,
            one.organisation,
            _name_of(one.domain),
            mark_words(one.mark),
            clock_time(local(one.since, meeting.zone)) if one.since else "",
            _("yes") if one.registration else _("no, walked in"),
        )
        for one in attendance.people
    )
    return Table(meeting.title, head, rows)


def _name_of(domain: Domain | None) -> str:
    return domain.name if domain else ""
