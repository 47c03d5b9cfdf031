"""Votes that are open until a moment: the host opens them, a mail's link leads to the ballot."""

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import login_required

from lcm.communities.policy import Act
from lcm.live import beforehand, queries
from lcm.live.ballots import participation
from lcm.live.models import Poll, RoundState
from lcm.live.outcome.host_notes import host_notes
from lcm.live.refusals import StepNotPossible
from lcm.live.until_form import UntilForm
from lcm.live.views.blueprint import bp
from lcm.live.views.device_cookie import device_here, require_own_form
from lcm.live.views.host import poll_here, round_meant
from lcm.live.views.phone import live_here, place_here
from lcm.meetings.queries import meeting_for
from lcm.people.login import the_person
from lcm.registration.cookies import set_place_cookie
from lcm.registration.linked import registration_by_link
from lcm.registration.queries import find_place


@bp.get("/m/<slug>/vote/<poll_id>/until")
@login_required
def until(slug: str, poll_id: str) -> ResponseReturnValue:
    meeting = meeting_for(slug, the_person(), Act.PLAN)
    poll = poll_here(meeting, poll_id)
    return _page(poll, UntilForm.of(queries.latest_round(poll)))


@bp.post("/m/<slug>/vote/<poll_id>/until")
@login_required
def open_until(slug: str, poll_id: str) -> ResponseReturnValue:
    """Open a vote until a moment and mail the links, or move the end of one that is open."""
    meeting = meeting_for(slug, the_person(), Act.PLAN)
    queries.live_of(meeting)
    round_ = round_meant(poll_here(meeting, poll_id))
    form = UntilForm.of(round_)
    if not form.validate():
        return _page(round_.poll, form), 422
    if round_.is_beforehand and round_.state == RoundState.OPEN:
        beforehand.move_end(round_, form.until())
        flash(_("The vote ends at another moment now. Nobody was mailed about it."), "done")
    else:
        flash(_asked(beforehand.open_until(round_, form.until())), "done")
    return redirect(url_for(".vote", slug=slug, poll=poll_id), 303)


@bp.get("/p/<token>/vote")
def vote_by_link(token: str) -> ResponseReturnValue:
    """Lead from a mail to the ballot; the browser gets its place and brings its domain along."""
    registration = registration_by_link(token)
    meeting = registration.meeting
    g.content_locale = registration.locale
    live, place = queries.find_live(meeting), find_place(registration)
    if live is None or not live.is_in_term or place is None:
        return redirect(url_for("registration.place", token=token), 303)
    answer = redirect(queries.join_link(meeting, registration.domain), 303)
    set_place_cookie(answer, place)
    return answer


@bp.post("/j/<code>/voted")
def say_voted(code: str) -> ResponseReturnValue:
    """A phone's script says that its ballot is in, so that its person is not reminded."""
    live = live_here(code)
    device = device_here(live)
    require_own_form(device)
    participation.note_voted(live, device, place_here(live))
    return "", 204


def _page(poll: Poll, form: UntilForm) -> str:
    round_ = queries.latest_round(poll)
    notes = host_notes(round_)
    if not (notes.may_open_until or notes.may_move_end):
        raise StepNotPossible
    return render_template(
        "live/until.html", meeting=poll.meeting, poll=poll, round=round_, form=form, notes=notes
    )


def _asked(count: int) -> str:
    words = ngettext(
        "The vote is open. %(num)s person gets a mail with a link of their own.",
        "The vote is open. %(num)s people get a mail with a link of their own.",
        count,
    )
    return str(words)
