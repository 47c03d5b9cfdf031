"""Language switch and the page on privacy."""

from flask import Blueprint, current_app, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue

from lcm.errors import NotFound
from lcm.i18n import COOKIE, LOCALES
from lcm.web.guards import public_page
from lcm.web.paths import own_path

bp = Blueprint("web", __name__)
YEAR_SECONDS = 31_536_000


@bp.get("/language/<code>")
def language(code: str) -> ResponseReturnValue:
    """Remember the reader's own choice of language and go back where they were."""
    if code not in LOCALES:
        raise NotFound
    response = make_response(redirect(own_path(request.args.get("next", ""))))
    response.set_cookie(
        COOKIE,
        code,
        max_age=YEAR_SECONDS,
        samesite="Lax",
        secure=current_app.config["LCM"].is_secure(),
    )
    return response


@bp.get("/privacy")
@public_page
def privacy() -> str:
    return render_template("web/privacy.html")
