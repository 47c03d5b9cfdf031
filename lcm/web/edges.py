"""The edge of every request: its transaction, its headers, and refusals that people can read."""

import logging
from typing import Any

from flask import (
    Flask,
    Response,
    before_render_template,
    current_app,
    g,
    jsonify,
    make_response,
    render_template,
    request,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException, SecurityError

from lcm import db as database
from lcm.errors import Busy, DomainError, NotFound

SAFE_METHODS = ("GET", "HEAD", "OPTIONS")
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
# The links of a framed mail open in a window of their own, which is a page like any other.
FRAMED_CSP = (
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; "
    "sandbox allow-popups allow-popups-to-escape-sandbox"
)
RETRY_SECONDS = "5"

log = logging.getLogger(__name__)


def prepare(app: Flask) -> None:
    """One transaction per request, committed at the edge; a GET and a refusal never commit."""
    database.watch_writes()
    app.before_request(open_edge)
    app.after_request(close_edge)
    app.after_request(set_headers)
    app.teardown_request(lambda _error: database.leave_edge())
    before_render_template.connect(render_outside_the_lock, app)
    app.register_error_handler(DomainError, refused)
    app.register_error_handler(OperationalError, database_failed)
    app.register_error_handler(CSRFError, page_too_old)
    app.register_error_handler(HTTPException, http_refused)


def open_edge() -> None:
    """Begin as a writer only where a write may follow; ballot doors begin as readers."""
    is_reader = request.method in SAFE_METHODS or is_marked("keeps_no_transaction")
    g.may_write = not is_reader
    if is_reader:
        database.begin_reading()
    else:
        database.begin_writing()


def close_edge(response: Response) -> Response:
    """Commit what went well, undo the rest."""
    if g.get("may_write") and response.status_code < 400:
        database.commit_edge()
    else:
        database.rollback_edge()
    return response


def render_outside_the_lock(_app: Flask, **_context: Any) -> None:
    """Before a page is rendered: give the write lock back if nothing has been written."""
    if g.get("may_write") and not database.is_touched():
        g.may_write = False
        database.begin_reading()


def set_headers(response: Response) -> Response:
    """Set the headers of design rule 10 on every answer."""
    headers = response.headers
    is_framed = is_marked("is_framed")
    headers["Content-Security-Policy"] = FRAMED_CSP if is_framed else CSP
    headers["X-Content-Type-Options"] = "nosniff"
    headers["X-Frame-Options"] = "SAMEORIGIN" if is_framed else "DENY"
    headers["Referrer-Policy"] = "no-referrer"
    headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()"
    if current_app.config["LCM"].is_secure():
        headers["Cross-Origin-Opener-Policy"] = "same-origin"
        headers["Strict-Transport-Security"] = "max-age=31536000"
    if "Cache-Control" not in headers:
        is_kept = is_for_anybody(response)
        headers["Cache-Control"] = "private, no-cache" if is_kept else "private, no-store"
    return response


def is_for_anybody(response: Response) -> bool:
    """Say whether a browser may keep this: a public page without its reader's name or typing."""
    is_public = is_marked("is_public_page") and response.status_code < 400
    return is_public and not current_user.is_authenticated


def is_marked(mark: str) -> bool:
    """Say whether the view of this request carries a mark of `lcm.web.guards`."""
    view = current_app.view_functions.get(request.endpoint or "")
    return view is not None and mark in vars(view)


def refused(error: DomainError) -> ResponseReturnValue:
    """Answer a rule's refusal with its sentence, as a page or as a problem (RFC 9457)."""
    return _answer(str(error.message), error.status)


def database_failed(error: OperationalError) -> ResponseReturnValue:
    """Answer 503 when the database is busy or away; the same request may go through later."""
    log.warning("database: %s", error.orig)
    response = make_response(_answer(str(Busy.message), Busy.status))
    response.headers["Retry-After"] = RETRY_SECONDS
    return response


def page_too_old(_error: CSRFError) -> ResponseReturnValue:
    return _answer(_("This page was open too long. Go back, reload it and send it once more."), 400)


def http_refused(error: HTTPException) -> ResponseReturnValue:
    """Answer Werkzeug's refusals in our own words."""
    if error.code is None or error.code < 400:
        return error.get_response()
    if isinstance(error, SecurityError):
        # No page can be made for a Host header that is not ours: every link on it would be.
        return Response("Bad Request", 400, mimetype="text/plain")
    sentences = {
        400: _("This request could not be read. Go back and try again."),
        404: str(NotFound.message),
        405: _("This address does not take that. Go back and use the buttons of the page."),
        413: _("This is too much at once. Send less text."),
        429: _("Too many tries. Wait a moment and try again."),
    }
    default = _("Something went wrong on our side. What you typed is still on the page before.")
    return _answer(sentences.get(error.code, default), error.code)


def _answer(sentence: str, status: int) -> ResponseReturnValue:
    database.rollback_edge()
    if request.path.startswith("/live/"):
        answer = jsonify(type="about:blank", title=sentence, status=status)
        answer.mimetype = "application/problem+json"
        return answer, status
    return render_template("errors/error.html", sentence=sentence, status=status), status
