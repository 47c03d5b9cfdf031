"""A vote before it is opened: made, worded, given another kind, taken away."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import login_required
from werkzeug.wrappers import Response

from lcm.communities.policy import Act
from lcm.errors import NotFound
from lcm.live import queries
from lcm.live.editor import drafting
from lcm.live.editor.kinds import FRONT, MORE, RULES
from lcm.live.editor.poll_fields import poll_form
from lcm.live.editor.reach import likely_groups
from lcm.live.editor.ready_made import READY, add_ready
from lcm.live.models import Poll
from lcm.live.refusals import AnotherRoundOpen, PollLocked
from lcm.live.rehearsing import rehearsals
from lcm.live.views.blueprint import bp
from lcm.live.views.host import STEPS, poll_here, vote_page
from lcm.live.views.rehearsal import REHEARSAL_RUNS
from lcm.live.views.sources import sources_of
from lcm.meetings.queries import meeting_for
from lcm.people.login import the_person


@bp.get("/m/<slug>/vote/new")
@login_required
def new_vote(slug: str) -> ResponseReturnValue:
    meeting = meeting_for(slug, the_person(), Act.PLAN)
    meeting.require_changeable()
    return render_template(
        "live/new_vote.html", meeting=meeting, front=FRONT, more=MORE, rules=RULES, ready=READY
    )


@bp.post("/m/<slug>/vote/new")
@login_required
def add_vote(slug: str) -> ResponseReturnValue:
    """Add a vote of a kind, or a ready-made one, and show it for editing."""
    meeting = meeting_for(slug, the_person(), Act.PLAN)
    ready = request.form.get("ready", "")
    if ready in READY:
        return _to(add_ready(meeting, ready))
    return _to(drafting.add_poll(meeting, _kind_asked()))


@bp.post("/m/<slug>/vote/<poll_id>")
@login_required
def change_vote(slug: str, poll_id: str) -> ResponseReturnValue:
    meeting = meeting_for(slug, the_person(), Act.PLAN)
    poll = poll_here(meeting, poll_id)
    drafting.require_draft(poll)
    form = poll_form(poll, sources_of(meeting), likely_groups(poll))
    if not form.validate():
        return vote_page(meeting, poll, form=form), 422
    drafting.redraft(poll, form.draft())
    if form.block:
        drafting.put_in_block(poll, form.chosen_block())
    try:
        words = _gone_on(poll)
    except AnotherRoundOpen as refusal:
        form.form_errors.append(refusal.message)
        return vote_page(meeting, poll, form=form), refusal.status
    flash(words, "done")
    return _to(poll)


@bp.get("/m/<slug>/vote/<poll_id>/kind")
@login_required
def vote_kind(slug: str, poll_id: str) -> ResponseReturnValue:
    meeting = meeting_for(slug, the_person(), Act.PLAN)
    poll = poll_here(meeting, poll_id)
    if drafting.is_locked(poll):
        raise PollLocked
    return render_template(
        "live/vote_kind.html", meeting=meeting, poll=poll, front=FRONT, more=MORE, rules=RULES
    )


@bp.post("/m/<slug>/vote/<poll_id>/kind")
@login_required
def change_kind(slug: str, poll_id: str) -> ResponseReturnValue:
    meeting = meeting_for(slug, the_person(), Act.PLAN)
    poll = poll_here(meeting, poll_id)
    drafting.change_kind(poll, _kind_asked())
    flash(_("The vote has another kind now. Look its question and options over."), "done")
    return _to(poll)


@bp.post("/m/<slug>/vote/<poll_id>/remove")
@login_required
def remove_vote(slug: str, poll_id: str) -> ResponseReturnValue:
    meeting = meeting_for(slug, the_person(), Act.PLAN)
    drafting.remove_poll(poll_here(meeting, poll_id))
    flash(_("The vote is removed. Nobody had voted in it."), "done")
    return redirect(url_for("live.vote", slug=slug), 303)


def _gone_on(poll: Poll) -> str:
    """Do what was asked for once ``poll`` is saved: open it, rehearse it, or nothing more."""
    wanted = request.form.get("then", "")
    if wanted == "open":
        act, words = STEPS["open"]
        act(queries.latest_round(poll))
        return str(words)
    if wanted == "rehearse":
        rehearsals.rehearse(poll)
        return str(REHEARSAL_RUNS)
    return str(_("The vote is saved."))


def _kind_asked() -> str:
    kind = request.form.get("kind", "")
    if kind not in RULES:
        raise NotFound
    return kind


def _to(poll: Poll) -> Response:
    address = url_for("live.vote", slug=poll.meeting.slug, poll=poll.public_id)
    if request.form.get("then") == "until":
        address = url_for("live.until", slug=poll.meeting.slug, poll_id=poll.public_id)
    return redirect(address, 303)
