"""Text to values: slips with a one-time code, as a host makes them and a person types one."""

from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.validators import InputRequired, NumberRange

from lcm.live.entry.passes import MOST_SLIPS
from lcm.web.forms import Form, NumberField, line


class SlipForm(Form):
    """The code on a slip; case, spaces and hyphens do not matter."""

    slip: StringField = line(_l("Code on your slip"), limit=32)

    class Meta(Form.Meta):
        csrf = False


class SlipsForm(Form):
    """How many slips a host needs."""

    count = NumberField(
        _l("How many slips do you need?"),
        validators=[
            InputRequired(_l("Please fill this in.")),
            NumberRange(1, MOST_SLIPS, _l("Choose a number from %(min)s to %(max)s.")),
        ],
    )
