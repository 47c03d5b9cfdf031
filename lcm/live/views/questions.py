"""Questions to the speaker on a phone: asked, supported and read, without JavaScript too."""

from collections.abc import Callable
from hashlib import sha256

from flask import Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale

from lcm.errors import DomainError
from lcm.live.entry.devices import Device, form_token
from lcm.live.models import LiveMeeting, PollRound
from lcm.live.push.station import the_station
from lcm.live.talk import questions
from lcm.live.talk.asked import Questions, questions_of, shown_round
from lcm.live.talk.question_forms import QuestionForm
from lcm.live.talk.questions import QuestionsClosed
from lcm.live.views.blueprint import bp
from lcm.live.views.device_cookie import device_here, keep_device, require_own_form
from lcm.live.views.phone import live_here

MARKS: dict[str, Callable[[PollRound, Device, str], None]] = {
    "support": questions.support,
    "withdraw": questions.withdraw,
}


@bp.get("/j/<code>/questions")
def ask_speaker(code: str) -> ResponseReturnValue:
    """The page; with ``?part`` only what changes of it, 304 while the phone has that."""
    live = live_here(code)
    device = device_here(live)
    seen = questions_of(shown_round(live.meeting_id), device)
    if "part" not in request.args:
        return _page(live, device, seen)
    answer = Response(headers={"Cache-Control": "private, no-cache", "Vary": "Cookie"})
    answer.set_etag(_stamp(seen))
    answer.make_conditional(request)
    return answer if answer.status_code == 304 else _page(live, device, seen, answer=answer)


@bp.post("/j/<code>/questions")
def ask_question(code: str) -> ResponseReturnValue:
    live = live_here(code)
    device = device_here(live)
    require_own_form(device)
    form = QuestionForm()
    if not form.validate():
        return _refused(live, device, form, 422)
    try:
        questions.ask(_round(live), device, form.question.data or "")
    except DomainError as refusal:
        form.question.errors = [str(refusal.message)]
        return _refused(live, device, form, refusal.status)
    return _done(live, device)


@bp.post("/j/<code>/questions/<question_id>/<any(support,withdraw):mark>")
def mark_question(code: str, question_id: str, mark: str) -> ResponseReturnValue:
    live = live_here(code)
    device = device_here(live)
    require_own_form(device)
    MARKS[mark](_round(live), device, question_id)
    return _done(live, device)


def _round(live: LiveMeeting) -> PollRound:
    round_ = shown_round(live.meeting_id)
    if round_ is None:
        raise QuestionsClosed
    return round_


def _done(live: LiveMeeting, device: Device) -> ResponseReturnValue:
    """Answer what was done: a script asks for the list itself, a browser is led to it."""
    the_station().phones.saw(live.code, device.key)
    if "part" in request.args:
        return "", 204
    return redirect(url_for("live.ask_speaker", code=live.code), 303)


def _refused(
    live: LiveMeeting, device: Device, form: QuestionForm, status: int
) -> ResponseReturnValue:
    seen = questions_of(shown_round(live.meeting_id), device)
    return _page(live, device, seen, form=form, answer=Response(status=status))


def _page(
    live: LiveMeeting,
    device: Device,
    seen: Questions,
    *,
    form: QuestionForm | None = None,
    answer: Response | None = None,
) -> Response:
    """Render the page, or the part that was asked for, into ``answer``."""
    is_part = "part" in request.args
    html = render_template(
        "live/_questions.html" if is_part else "live/ask_speaker.html",
        live=live,
        meeting=live.meeting,
        questions=seen,
        form=form or QuestionForm(formdata=None),
        form_token=form_token(the_station().secret, device),
        is_counted=device.is_counted,
    )
    answer = answer or make_response()
    answer.set_data(html)
    keep_device(answer, live, device)
    return answer


def _stamp(seen: Questions) -> str:
    """Return what differs as soon as the part would."""
    lines = [
        (
            one.question.id,
            one.vote_count,
            one.is_own,
            one.is_supported,
            one.is_shown,
            one.question.is_hidden,
            one.question.answered_at,
        )
        for one in seen.all
    ]
    which = seen.round.public_id if seen.round else ""
    return sha256(repr((which, seen.is_taken, str(get_locale()), lines)).encode()).hexdigest()[:24]
