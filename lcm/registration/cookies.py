"""The cookie that lets a browser act for one place in one meeting."""

from datetime import timedelta
from typing import Final

from flask import Response, current_app

from lcm.registration.models import Place
from lcm.registration.queries import COOKIE_PURPOSE
from lcm.web.tokens import token

PLACE_COOKIE: Final = "place"
_KEPT: Final = timedelta(days=60)


def set_place_cookie(response: Response, place: Place) -> None:
    """Let this browser act for ``place`` for sixty days; scripts cannot read it."""
    response.set_cookie(
        PLACE_COOKIE,
        token(COOKIE_PURPOSE, place.public_id, place.version),
        max_age=_KEPT,
        httponly=True,
        samesite="Lax",
        secure=current_app.config["LCM"].is_secure(),
    )
