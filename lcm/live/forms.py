"""Text to values: the phone's forms without JavaScript, and the host's page of a vote."""

from flask_babel import lazy_gettext as _l
from wtforms import StringField

from lcm.web.forms import Form, line


class HereForm(Form):
    """Who says "I am here" without a personal link; both fields may stay empty."""

    name: StringField = line(_l("First name or nickname"), limit=60, is_required=False)
    organisation: StringField = line(_l("Organisation"), limit=120, is_required=False)

    class Meta(Form.Meta):
        csrf = False


class CodeForm(Form):
    """The code of a meeting, typed from the big screen; case and spaces do not matter."""

    code: StringField = line(_l("Code"), limit=32)

    class Meta(Form.Meta):
        csrf = False
