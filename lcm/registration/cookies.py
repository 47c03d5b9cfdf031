"""The cookie that lets a browser act for one place in one meeting."""

from datetime import timedelta
from typing import Final

from flask import current_app
from werkzeug.wrappers import Response

from lcm.registration.models import Place
from lcm.registration.tokens import cookie_token

PLACE_COOKIE: Final = "place"
_KEPT: Final = timedelta(days=60)


def set_place_cookie(response: Response, place: Place) -> None:
    """Let this browser act for ``place`` for sixty days; scripts cannot read it."""
    response.set_cookie(
        PLACE_COOKIE,
        cookie_token(place),
        max_age=_KEPT,
        httponly=True,
        samesite="Lax",
        secure=current_app.config["LCM"].is_secure(),
    )
