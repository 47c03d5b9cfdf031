"""Text to values: until when a vote is open that people answer by personal link."""

from datetime import datetime, time, timedelta

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.validators import InputRequired, ValidationError

from lcm.clock import now
from lcm.live import beforehand
from lcm.live.models import PollRound
from lcm.meetings.forms import ClockField, DayField
from lcm.meetings.models import Meeting
from lcm.meetings.running import is_nonexistent, local_time, utc_instant
from lcm.web.forms import Form

NOON = time(12)
A_DAY = timedelta(days=1)


class UntilForm(Form):
    """A day and a time in the zone of the meeting."""

    day = DayField(_l("Day"), validators=[InputRequired(_l("Please fill this in."))])
    time = ClockField(_l("Time"), validators=[InputRequired(_l("Please fill this in."))])

    meeting: Meeting

    @classmethod
    def of(cls, round_: PollRound) -> "UntilForm":
        """Return the form for ``round_``, filled in with its end, or else with a usual one."""
        meeting = round_.poll.meeting
        if round_.closes_at:
            usual = local_time(round_.closes_at, meeting.zone)
        else:
            usual = usual_end(meeting)
        form = cls(day=usual.date(), time=usual.time())
        form.meeting = meeting
        return form

    def validate_time(self, field: ClockField) -> None:
        if self.day.data is None or field.data is None:
            return
        zone, end = self.meeting.zone, datetime.combine(self.day.data, field.data)
        first, last = (local_time(edge, zone) for edge in beforehand.window(self.meeting))
        if end <= first:
            raise ValidationError(_("This moment is past. Choose a day and time still to come."))
        if end > last:
            raise ValidationError(
                _("Phones can take part until 30 days after the session. Choose an earlier moment.")
            )
        # Last, because days at either end of the calendar have no instant in UTC.
        if is_nonexistent(end, zone):
            raise ValidationError(_("The clocks skip this time that night. Choose another one."))

    def until(self) -> datetime:
        """Return the instant that was filled in."""
        return utc_instant(datetime.combine(self.day.data, self.time.data), self.meeting.zone)


def usual_end(meeting: Meeting) -> datetime:
    """Return noon on the day before the session, or tomorrow if that is past: a local time."""
    tomorrow = local_time(now(), meeting.zone).date() + A_DAY
    return datetime.combine(max(meeting.starts_local.date() - A_DAY, tomorrow), NOON)
