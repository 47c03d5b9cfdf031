"""The mailbox of demo and development: what people would have received."""

from flask import Blueprint, Response, current_app, render_template, request
from sqlalchemy import select

from lcm.db import db
from lcm.errors import NotFound
from lcm.mail import queries
from lcm.mail.models import OutboxMail
from lcm.mail.smtp import message
from lcm.web.guards import framed_by_own_pages
from lcm.web.tokens import unsealed

bp = Blueprint("mail", __name__)


@bp.get("/mailbox")
def mailbox() -> str:
    require_mailbox()
    page = queries.mailbox(address=request.args.get("to", ""), text=request.args.get("text", ""))
    return render_template("mail/mailbox.html", page=page)


@bp.get("/mailbox/<public_id>")
def show(public_id: str) -> str:
    mail = shown_mail(public_id)
    return render_template("mail/show.html", mail=mail, text=unsealed(mail.text))


@bp.get("/mailbox/<public_id>/body")
@framed_by_own_pages
def body(public_id: str) -> Response:
    return Response(unsealed(shown_mail(public_id).html), mimetype="text/html")


@bp.get("/mailbox/<public_id>.eml")
def eml(public_id: str) -> Response:
    mail = shown_mail(public_id)
    letter = message(mail, current_app.config["LCM"])
    answer = Response(bytes(letter), mimetype="message/rfc822")
    answer.headers["Content-Disposition"] = f'attachment; filename="{mail.public_id}.eml"'
    return answer


def require_mailbox() -> None:
    """Raise NotFound where mail really leaves: a mailbox shows everybody's links."""
    if current_app.config["LCM"].mail_backend != "mailbox":
        raise NotFound


def shown_mail(public_id: str) -> OutboxMail:
    """Return a written mail by its id; raises NotFound."""
    require_mailbox()
    mail = db.session.scalar(select(OutboxMail).where(OutboxMail.public_id == public_id))
    if mail is None or not mail.text:
        raise NotFound
    return mail
