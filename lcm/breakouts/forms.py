"""What an organiser fills in about rooms."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField, StringField
from wtforms.validators import InputRequired, NumberRange, StopValidation

from lcm.breakouts.allocation import Rules
from lcm.breakouts.drafts import RoomDraft
from lcm.breakouts.models import BreakoutRound, Room
from lcm.live.models import Option
from lcm.web.forms import Form, NumberField, line, paragraphs

ROOM_LIMIT = 130
MINUTES_LIMIT = 480


class DivideForm(Form):
    """How many rooms, and the three switches."""

    room_count = NumberField(
        _l("Number of rooms"),
        validators=[
            InputRequired(_l("Please fill this in.")),
            NumberRange(1, ROOM_LIMIT, _l("Choose a number from %(min)s to %(max)s.")),
        ],
    )
    mix_domains = BooleanField(_l("Mix the domains"))
    separate_organisations = BooleanField(_l("Keep organisations apart"))
    protect_experience = BooleanField(_l("Nobody alone as expert by experience"))

    def rules(self) -> Rules:
        return Rules(
            mix_domains=self.mix_domains.data,
            separate_organisations=self.separate_organisations.data,
            protect_experience=self.protect_experience.data,
        )


class OpenForm(Form):
    """For how long the rooms open."""

    minutes = NumberField(
        _l("Minutes"),
        validators=[
            InputRequired(_l("Please fill this in.")),
            NumberRange(1, MINUTES_LIMIT, _l("Choose a number from %(min)s to %(max)s.")),
        ],
    )


class MoveForm(Form):
    """The room somebody moves to."""

    room = SelectField(_l("Move to"))

    @classmethod
    def of(cls, round_: BreakoutRound, room: Room | None = None, name: str = "") -> "MoveForm":
        """Return the form for one person of ``round_``, who is in ``room`` now."""
        form = cls(room=room.public_id if room else None)
        form.room.choices = [
            (other.public_id, _("Room %(number)s", number=other.number)) for other in round_.rooms
        ]
        form.room.id = f"room-{name}" if name else form.room.id
        return form


class RoomForm(Form):
    """What a room talks about and where it is."""

    option = SelectField(_l("Priority from the vote"))
    title = line(_l("Title"), limit=120, is_required=False)
    question = paragraphs(_l("Question"), limit=400, is_required=False)
    place = line(_l("Where in the building"), limit=120, is_required=False)
    link = line(_l("Online link"), limit=500, is_required=False)

    @classmethod
    def of(cls, room: Room, options: Sequence[Option]) -> "RoomForm":
        """Return the form of ``room``; ``options`` are the priorities it can take over."""
        origin = _origin(room, options)
        form = cls(obj=room, option=origin.public_id if origin else "")
        form.option.choices = [("", _("None: an own title and question"))]
        form.option.choices += [
            (option.public_id, f"{option.letter}. {option.label}") for option in options
        ]
        return form

    def validate_link(self, field: StringField) -> None:
        if field.data and not _is_web_address(field.data):
            raise StopValidation(_("This is not a complete address. It starts with https://."))

    def draft(self, room: Room, options: Sequence[Option]) -> RoomDraft:
        """Return ``room`` as filled in; what was left as it was follows a newly chosen priority."""
        option = next((one for one in options if one.public_id == self.option.data), None)
        is_new = option is not None and option is not _origin(room, options)
        label, text = (option.label, option.text) if option else ("", "")
        keeps_title = self.title.data and not (is_new and self.title.data == room.title)
        keeps_question = self.question.data and not (is_new and self.question.data == room.question)
        return RoomDraft(
            title=self.title.data if keeps_title else label,
            question=self.question.data if keeps_question else text,
            place=self.place.data,
            link=self.link.data,
            option_id=option.id if option else None,
        )


def _origin(room: Room, options: Sequence[Option]) -> Option | None:
    is_voted = room.origin_kind == "option"
    return next((one for one in options if is_voted and one.id == room.origin_id), None)


def _is_web_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)
