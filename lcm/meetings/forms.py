"""What organisers fill in about meetings and the blocks of their programme."""

from datetime import datetime, timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateField, RadioField, SelectField, StringField, TimeField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, NumberRange, Optional, StopValidation, ValidationError

from lcm.clock import HOME_ZONE, now
from lcm.meetings.models import AgendaItem, BlockKind, Meeting, MeetingKind
from lcm.meetings.operations import MeetingDraft
from lcm.meetings.programmes import BlockDraft
from lcm.meetings.running import is_nonexistent, local_time
from lcm.web.forms import LANGUAGES, Form, NumberField, line, paragraphs

MOST_SEATS = 5000
LONGEST_BLOCK = 600
FURTHEST = timedelta(days=3660)
KIND_NAMES = {
    MeetingKind.KICK_OFF: _l("Kick-off"),
    MeetingKind.NETWORK: _l("Network meeting"),
    MeetingKind.LEARNING: _l("Learning session"),
}
BLOCK_NAMES = {
    BlockKind.TALK: _l("Plenary"),
    BlockKind.VOTE: _l("Vote"),
    BlockKind.BREAKOUT: _l("Break-out rooms"),
    BlockKind.HARVEST: _l("Harvest"),
    BlockKind.BREAK: _l("Break"),
    BlockKind.ACTIONS: _l("Back to our actions"),
}


class DayField(DateField):
    """A day; what is not one gets a sentence that says how to write it."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            raise ValueError(_("Write the day like this: 2026-12-03.")) from error


class ClockField(TimeField):
    """A time of the day; what is not one gets a sentence that says how to write it."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            raise ValueError(_("Write the time like this: 14:00.")) from error


class MeetingForm(Form):
    """A meeting as its organiser describes it; times are those of the meeting's zone."""

    title = line(_l("Title"), limit=120)
    day = DayField(_l("Day"), validators=[InputRequired(_l("Please fill this in."))])
    time = ClockField(_l("Starts at"), validators=[InputRequired(_l("Please fill this in."))])
    place = line(_l("Place"), limit=200, is_required=False)
    link = line(_l("Link to take part online"), limit=500, is_required=False)
    seats = NumberField(
        _l("Number of seats"),
        validators=[
            Optional(),
            NumberRange(1, MOST_SEATS, _l("Choose a number from %(min)s to %(max)s.")),
        ],
    )
    description = paragraphs(_l("What it is about"), limit=2000, is_required=False)
    locale = RadioField(
        _l("Language of the programme"),
        choices=LANGUAGES,
        validators=[InputRequired(_l("Choose one."))],
    )

    starts_before: datetime | None = None

    @classmethod
    def about(cls, meeting: Meeting) -> "MeetingForm":
        """Give the form filled with ``meeting`` as it is; a change may keep a time that is past."""
        form = cls(obj=meeting, day=meeting.starts_local.date(), time=meeting.starts_local.time())
        form.starts_before = meeting.starts_local
        return form

    def validate_time(self, field: ClockField) -> None:
        if self.day.data is None or field.data is None:
            return
        starts, here = self.starts_local(), local_time(now(), HOME_ZONE)
        if starts != self.starts_before and starts <= here:
            raise ValidationError(_("This moment is past. Choose a day and time still to come."))
        if starts > here + FURTHEST:
            raise ValidationError(_("This day is too far away. Choose one within ten years."))
        # Last, because days at either end of the calendar have no instant in UTC.
        if is_nonexistent(starts, HOME_ZONE):
            raise ValidationError(_("The clocks skip this time that night. Choose another one."))

    def validate_place(self, field: StringField) -> None:
        if not field.data and not self.link.data:
            raise StopValidation(_("Fill in a place, or a link to take part online, or both."))

    def validate_link(self, field: StringField) -> None:
        if field.data and not field.data.startswith(("https://", "http://")):
            raise ValidationError(_("A link starts with https://."))

    def starts_local(self) -> datetime:
        """Return day and time together, as naive clock time."""
        return datetime.combine(self.day.data, self.time.data)

    def draft(self, kind: MeetingKind) -> MeetingDraft:
        """Return what was filled in, for a meeting of ``kind``."""
        return MeetingDraft(
            kind=kind,
            title=self.title.data,
            starts_local=self.starts_local(),
            place=self.place.data or "",
            link=self.link.data or "",
            seats=self.seats.data,
            locale=self.locale.data,
            description=self.description.data or "",
        )


class BlockForm(Form):
    """One block of the programme."""

    title = line(_l("What happens"), limit=120)
    minutes = NumberField(
        _l("Minutes"),
        validators=[
            InputRequired(_l("Please fill this in.")),
            NumberRange(1, LONGEST_BLOCK, _l("Choose a number from %(min)s to %(max)s.")),
        ],
    )
    kind = SelectField(
        _l("Kind"), choices=[SelectChoice(kind.value, name) for kind, name in BLOCK_NAMES.items()]
    )
    leader = line(_l("Who leads it"), limit=120, is_required=False)

    @classmethod
    def about(cls, item: AgendaItem) -> "BlockForm":
        """Give the form filled with one block, its fields named after that block."""
        return cls(obj=item, prefix=item.public_id)

    def draft(self) -> BlockDraft:
        """Return what was filled in."""
        return BlockDraft(
            BlockKind(self.kind.data), self.title.data, self.minutes.data, self.leader.data or ""
        )


class CancelForm(Form):
    """Why a meeting is cancelled."""

    reason = paragraphs(_l("Why is it cancelled?"), limit=400)
