"""Ballots on paper: the host's page to type them in, and to take one out again."""

from typing import cast

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import login_required

from lcm.communities.policy import Act
from lcm.errors import DomainError
from lcm.live import queries
from lcm.live.ballots import paper
from lcm.live.ballots.ballot_fields import Filled, filled_again
from lcm.live.ballots.paper import SheetUsed
from lcm.live.ballots.paper_form import (
    NotBlank,
    NothingFilledIn,
    PaperForm,
    PaperPage,
    typed_choice,
)
from lcm.live.choices import BallotKind, ChoiceError
from lcm.live.models import Poll
from lcm.live.refusals import StepNotPossible
from lcm.live.views.blueprint import bp
from lcm.live.views.host import poll_here, round_meant
from lcm.meetings.queries import meeting_for
from lcm.people.login import the_person
from lcm.people.queries import domains

REFUSED = (ChoiceError, NotBlank, NothingFilledIn, SheetUsed)


@bp.get("/m/<slug>/vote/<poll_id>/paper")
@login_required
def papers(slug: str, poll_id: str) -> ResponseReturnValue:
    poll = _poll(slug, poll_id)
    return _page(poll, PaperForm(formdata=None, domain=request.args.get("domain")))


@bp.post("/m/<slug>/vote/<poll_id>/paper")
@login_required
def add_paper(slug: str, poll_id: str) -> ResponseReturnValue:
    poll = _poll(slug, poll_id)
    form = PaperForm()
    if not form.validate():
        return _page(poll, form, Filled(dict(request.form.lists()))), 422
    is_blank = "blank" in request.form
    try:
        choice = typed_choice(poll, request.form.getlist, is_blank=is_blank)
        paper.enter(round_meant(poll), form.sheet.data, form.chosen_domain(), choice)
    except REFUSED as refusal:
        return _refused(poll, form, refusal)
    flash(_("The paper is in."), "done")
    again = url_for(".papers", slug=slug, poll_id=poll_id, domain=form.domain.data)
    return redirect(again, 303)


@bp.post("/m/<slug>/vote/<poll_id>/paper/<paper_id>/take-out")
@login_required
def take_out_paper(slug: str, poll_id: str, paper_id: str) -> ResponseReturnValue:
    poll = _poll(slug, poll_id)
    paper.take_out(queries.latest_round(poll), paper_id)
    flash(_("The paper is taken out. Type it in again if it was the wrong one."), "done")
    return redirect(url_for(".papers", slug=slug, poll_id=poll_id), 303)


def _poll(slug: str, poll_id: str) -> Poll:
    return poll_here(meeting_for(slug, the_person(), Act.PLAN), poll_id)


def _refused(poll: Poll, form: PaperForm, refusal: DomainError) -> ResponseReturnValue:
    """Answer with what was typed and what to change; a used page gets a new number."""
    if isinstance(refusal, SheetUsed):
        form.renew()
    typed = filled_again(cast(BallotKind, poll.kind), dict(request.form.lists()), refusal)
    return _page(poll, form, typed), refusal.status


def _page(poll: Poll, form: PaperForm, filled: Filled | None = None) -> str:
    round_ = queries.latest_round(poll)
    if not paper.takes_paper(round_):
        raise StepNotPossible
    names = {domain.id: domain.name for domain in domains()} | {None: _("Domain not stated")}
    return render_template(
        "live/paper.html",
        page=PaperPage(round_, paper.papers(round_), names),
        meeting=poll.meeting,
        poll=poll,
        form=form,
        filled=filled or Filled(),
        swatches={domain.slug: domain.swatch for domain in domains()},
    )
