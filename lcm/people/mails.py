"""What the mails about signing in say."""

from lcm.db import db
from lcm.mail.models import OutboxMail
from lcm.mail.outbox import Contents
from lcm.mail.render import link
from lcm.people import signing_in
from lcm.people.identity import first_name
from lcm.people.models import SignInRequest
from lcm.web.tokens import token


def sign_in(mail: OutboxMail) -> Contents | None:
    """Return link and code of the request this mail is about; None when they work no more."""
    asked = db.session.get(SignInRequest, mail.object_id)
    if asked is None or not signing_in.is_open(asked):
        return None
    code = signing_in.code_of(asked)
    sign_in_token = token(signing_in.PURPOSE, asked.public_id)
    return Contents(
        values={
            "first_name": first_name(mail.to_name),
            "address": link("people.sign_in_by_link", token=sign_in_token),
            "code": f"{code[:3]} {code[3:]}",
            "minutes": signing_in.GOOD_FOR.seconds // 60,
        }
    )
