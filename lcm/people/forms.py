"""What people type to sign in, and a mail address wherever it is asked."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, StringField
from wtforms.validators import StopValidation

from lcm.people.identity import is_address
from lcm.web.forms import Form, line


class AddressForm(Form):
    """A mail address on its own."""

    email = line(_l("Your mail address"), limit=254)

    def validate_email(self, field: StringField) -> None:
        require_address(field)


class CodeForm(Form):
    """The digits of the mail; with whose they are when several people share the mailbox."""

    code = line(_l("Code from the mail"), limit=40)
    person = HiddenField()


class PersonForm(Form):
    """Whom the link signs in: the button that was pressed."""

    person = HiddenField()


def require_address(field: StringField) -> None:
    """Raise StopValidation unless ``field`` holds one mail address that lcm can send to."""
    if not is_address(field.data or ""):
        raise StopValidation(
            _("This is not a complete mail address. It looks like name@organisation.nl.")
        )
