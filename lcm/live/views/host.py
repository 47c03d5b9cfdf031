"""The host's page of a vote: its question before opening, its steps afterwards."""

from collections.abc import Callable

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import login_required

from lcm.communities.policy import Act
from lcm.db import db
from lcm.errors import NotFound
from lcm.live import operations, queries
from lcm.live.editor import drafting
from lcm.live.editor.kinds import GROUPED_KINDS, RULES
from lcm.live.editor.poll_fields import poll_form
from lcm.live.editor.poll_form import PollForm
from lcm.live.editor.reach import likely_groups
from lcm.live.forms import OpenForm, ReasonForm
from lcm.live.models import Poll, PollRound, RoundState
from lcm.live.outcome.host_notes import host_notes
from lcm.live.push.station import the_station
from lcm.live.refusals import StepNotPossible
from lcm.live.views.blueprint import bp
from lcm.live.views.sources import sources_of
from lcm.meetings.models import Meeting
from lcm.meetings.queries import meeting_for, timetable
from lcm.people.login import the_person
from lcm.people.queries import domains
from lcm.web.paths import own_path
from lcm.web.qr import qr_svg

MINUTES_MORE = 2

Step = tuple[Callable[[PollRound], object], LazyString]
STEPS: dict[str, Step] = {
    "open": (
        lambda round_: operations.open_round(round_, minutes=minutes_asked()),
        _l("The vote is open. Phones can vote now."),
    ),
    "close": (operations.close_round, _l("The vote is closed. Nobody has seen the result yet.")),
    "reveal": (operations.reveal_round, _l("Everybody sees the result now.")),
    "extend": (
        lambda round_: operations.extend(round_, MINUTES_MORE),
        _l("The vote stays open two minutes longer."),
    ),
    "finish": (
        lambda round_: operations.finish_poll(round_.poll),
        _l("The vote is finished. Nobody can find out any more which phone chose what."),
    ),
}


# Where a step leads: a second host who takes it a moment later finds it done.
REACHED = {"open": RoundState.OPEN, "close": RoundState.CLOSED, "reveal": RoundState.REVEALED}


@bp.get("/m/<slug>/vote")
@login_required
def vote(slug: str) -> ResponseReturnValue:
    meeting = meeting_for(slug, the_person(), Act.PLAN)
    polls = queries.polls_of(meeting)
    if not polls:
        return render_template("live/vote.html", meeting=meeting, poll=None)
    wanted = request.args.get("poll", polls[0].public_id)
    return vote_page(meeting, poll_here(meeting, wanted))


@bp.post("/m/<slug>/vote/<poll_id>/<step>")
@login_required
def take_step(slug: str, poll_id: str, step: str) -> ResponseReturnValue:
    meeting = meeting_for(slug, the_person(), Act.PLAN)
    poll = poll_here(meeting, poll_id)
    if step not in STEPS:
        raise NotFound
    act, words = STEPS[step]
    round_ = round_meant(poll)
    if round_.state != REACHED.get(step):
        act(round_)
    flash(str(words), "done")
    return redirect(back_to(slug, poll_id), 303)


@bp.post("/m/<slug>/vote/<poll_id>/again")
@login_required
def hold_again(slug: str, poll_id: str) -> ResponseReturnValue:
    """Start the vote again in a new round; the reason is kept."""
    meeting = meeting_for(slug, the_person(), Act.PLAN)
    poll = poll_here(meeting, poll_id)
    form = ReasonForm()
    if not form.validate():
        return vote_page(meeting, poll, reason_form=form), 422
    operations.reset_round(round_meant(poll), form.reason.data)
    flash(_("A new round is ready. Open it when you are."), "done")
    return redirect(back_to(slug, poll_id), 303)


def poll_here(meeting: Meeting, public_id: str) -> Poll:
    """Return the poll of this very meeting; a foreign one and an unknown one look alike."""
    for poll in queries.polls_of(meeting):
        if poll.public_id == public_id:
            return poll
    raise NotFound


def round_meant(poll: Poll) -> PollRound:
    """Return the newest round, held for this request; StepNotPossible when the page is of another.

    So a button of an old page never opens a round that another host made meanwhile.
    """
    round_ = queries.latest_round(poll)
    if request.form.get("round", round_.public_id) != round_.public_id:
        raise StepNotPossible
    held = db.session.get(PollRound, round_.id, with_for_update=True, populate_existing=True)
    if held is None:
        raise StepNotPossible
    return held


def minutes_asked() -> int | None:
    """Return for how long a vote opens; None until a host closes it, or when nothing was said."""
    form = OpenForm()
    return form.minutes.data if form.validate() else None


def vote_page(
    meeting: Meeting,
    poll: Poll,
    *,
    form: PollForm | None = None,
    reason_form: ReasonForm | None = None,
) -> str:
    """Render the page of ``poll`` as it stands."""
    round_ = queries.latest_round(poll)
    live = queries.find_live(meeting)
    reach = likely_groups(poll)
    all_domains = domains()
    is_locked = drafting.is_locked(poll)
    if form is None and not is_locked:
        form = poll_form(poll, sources_of(meeting), reach)
    return render_template(
        "live/vote.html",
        meeting=meeting,
        polls=queries.polls_of(meeting),
        starts={block.item.id: block.starts for block in timetable(meeting)},
        poll=poll,
        rule=RULES[poll.kind],
        kinds=RULES,
        round=round_,
        form=form,
        reason_form=reason_form or ReasonForm(formdata=None),
        open_form=OpenForm(formdata=None),
        notes=host_notes(round_),
        is_locked=is_locked,
        figures=the_station().figures(live.code, round_) if live else None,
        result=queries.result_of(round_),
        options={option.public_id: option for option in poll.options},
        domain_names={domain.slug: domain.name for domain in all_domains},
        domain_swatches={domain.slug: domain.swatch for domain in all_domains},
        reach=reach if poll.kind in GROUPED_KINDS else None,
        try_out=_try_out(meeting) if live and live.is_in_term else None,
    )


def _try_out(meeting: Meeting) -> tuple[str, str]:
    """Return the address for a phone that is not counted, and its QR code."""
    address = f"{current_app.config['LCM'].origin()}{queries.try_out_link(meeting)}"
    return address, qr_svg(address)


def back_to(slug: str, poll_id: str) -> str:
    """Return where the host came from: the run page, or this vote's."""
    asked = request.form.get("back", "")
    return own_path(asked) if asked else url_for("live.vote", slug=slug, poll=poll_id)
