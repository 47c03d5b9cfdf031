"""What people ask and write, as the host tidies it up: on a laptop, or on a phone in the room."""

from collections.abc import Callable

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import login_required

from lcm.communities.policy import Act
from lcm.errors import NotFound
from lcm.live import queries
from lcm.live.models import Poll, PollRound, Question
from lcm.live.talk import questions, rulings
from lcm.live.talk.asked import questions_of
from lcm.live.talk.question_forms import JoinForm
from lcm.live.talk.said import SAID_KINDS, Said, round_to_tidy, said_in
from lcm.live.views.blueprint import bp
from lcm.live.views.host import poll_here
from lcm.meetings.queries import meeting_for
from lcm.people.login import the_person

WORDS_SHOWN = 60

RULINGS: dict[str, Callable[[PollRound, str], None]] = {
    "hide": rulings.hide,
    "part": rulings.part,
    "show": rulings.show,
}
MARKS: dict[str, Callable[[Question, PollRound], None]] = {
    "answered": questions.mark_answered,
    "approve": questions.approve,
    "hide": questions.hide,
    "show": questions.show,
    "unanswered": questions.mark_unanswered,
}
STEPS: dict[str, Callable[[PollRound], None]] = {
    "close": questions.close_questions,
    "open": questions.open_questions,
}


@bp.get("/m/<slug>/vote/<poll_id>/said")
@login_required
def said(slug: str, poll_id: str) -> ResponseReturnValue:
    poll = _poll(slug, poll_id)
    round_ = round_to_tidy(poll)
    written = said_in(round_)
    return render_template(
        "live/said.html",
        meeting=poll.meeting,
        poll=poll,
        round=round_,
        said=written,
        questions=questions_of(round_),
        join_form=_join_form(written, request.args.get("join", "")),
        live=queries.find_live(poll.meeting),
        stage_link=queries.stage_link,
    )


@bp.post("/m/<slug>/vote/<poll_id>/said/<any(hide,join,part,show):act>")
@login_required
def rule(slug: str, poll_id: str, act: str) -> ResponseReturnValue:
    """Hide a word or answer, put it with another, or undo that; a second tap changes nothing."""
    poll = _poll(slug, poll_id)
    round_ = round_to_tidy(poll)
    written = said_in(round_)
    key, into = request.form.get("key", ""), request.form.get("into", "")
    if key not in written.keys or (act == "join" and not written.may_join(key, into)):
        raise NotFound
    if act == "join":
        rulings.join(round_, key, into)
    else:
        RULINGS[act](round_, key)
    return _back(poll)


@bp.post("/m/<slug>/vote/<poll_id>/questions/<any(close,open):step>")
@login_required
def step_questions(slug: str, poll_id: str, step: str) -> ResponseReturnValue:
    poll = _poll(slug, poll_id, kinds=("questions",))
    STEPS[step](round_to_tidy(poll))
    return _back(poll)


@bp.post(
    "/m/<slug>/vote/<poll_id>/questions/<question_id>/"
    "<any(answered,approve,hide,show,unanswered):mark>"
)
@login_required
def mark_asked(slug: str, poll_id: str, question_id: str, mark: str) -> ResponseReturnValue:
    poll = _poll(slug, poll_id, kinds=("questions",))
    round_ = round_to_tidy(poll)
    MARKS[mark](questions.question_of(round_, question_id), round_)
    return _back(poll)


def _poll(slug: str, poll_id: str, kinds: tuple[str, ...] = (*SAID_KINDS, "questions")) -> Poll:
    """Return a poll whose texts this host may tidy up; another one, or a foreign one, is absent."""
    poll = poll_here(meeting_for(slug, the_person(), Act.PLAN), poll_id)
    if poll.kind not in kinds:
        raise NotFound
    return poll


def _join_form(written: Said, key: str) -> JoinForm | None:
    """Return the form to put the text of ``key`` with another; None when nothing was picked."""
    own = written.heap_of(key) if key else None
    if own is None:
        return None
    others = [heap for heap in written.heaps if heap is not own]
    choices = [(heap.key, _shortened(heap.first.text)) for heap in others]
    if written.kind == "open" and len(own.texts) > 1:
        choices.append((key, _("A group of its own")))
    return JoinForm.of(key, choices) if choices else None


def _shortened(text: str) -> str:
    return text if len(text) <= WORDS_SHOWN else f"{text[:WORDS_SHOWN].rstrip()}…"


def _back(poll: Poll) -> ResponseReturnValue:
    address = url_for("live.said", slug=poll.meeting.slug, poll_id=poll.public_id, _anchor="said")
    return redirect(address, 303)
