"""Pages of registering: the form, one's own place, and inviting."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from lcm.people.forms import AddressForm
from lcm.web.tokens import LinkUnusable

bp = Blueprint("registration", __name__)


@bp.errorhandler(LinkUnusable)
def offer_new_link(error: LinkUnusable) -> ResponseReturnValue:
    """Answer every link that does not work with the same page, which offers a new one."""
    page = render_template("registration/new_link.html", form=AddressForm(), is_stale=True)
    return page, error.status


from lcm.registration.views import (  # noqa: E402 - they register themselves on bp
    asking,
    attendance,
    calendar,
    inviting,
    known,
    own_place,
    printing,
    seats,
    side,
    signing_up,
    table,
)

__all__ = [
    "asking",
    "attendance",
    "bp",
    "calendar",
    "inviting",
    "known",
    "own_place",
    "printing",
    "seats",
    "side",
    "signing_up",
    "table",
]
