"""The summary of one session: opening words, a look at anybody's mail, and sending it once."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import login_required

from lcm.actions import mails, summaries
from lcm.actions.follow_up_forms import PreviewForm, SummaryForm
from lcm.actions.models import ChoiceNeeded, Summary
from lcm.actions.queries import actions_of
from lcm.actions.summaries import Group, Recipient
from lcm.actions.views.blueprint import bp
from lcm.communities.policy import Act
from lcm.errors import NotFound
from lcm.mail.render import rendered
from lcm.meetings.models import Meeting
from lcm.meetings.queries import meeting_for
from lcm.people.login import the_person
from lcm.web.guards import framed_by_own_pages

USUAL_GROUPS: Final = (Group.PRESENT, Group.ABSENT, Group.OWNERS)


@bp.route("/m/<slug>/summary", methods=["GET", "POST"])
@login_required
def summary(slug: str) -> ResponseReturnValue:
    meeting = meeting_for(slug, the_person(), Act.FOLLOW_UP)
    people = summaries.recipients(meeting)
    form = _form(meeting, people)
    if request.method != "POST":
        return _page(meeting, people, form)
    choice = request.form.get("choice", "")
    if choice not in ("save", "send"):
        raise ChoiceNeeded
    is_valid = form.validate_on_submit()
    if choice == "send" and not form.chosen_groups():
        form.groups.errors = [*form.groups.errors, _("Choose who gets it.")]
        is_valid = False
    if not is_valid:
        return _page(meeting, people, form), 422
    _keep(meeting, form, is_sending=choice == "send")
    return redirect(url_for(".summary", slug=slug), 303)


@bp.post("/m/<slug>/summary/correct")
@login_required
def correct_summary(slug: str) -> ResponseReturnValue:
    meeting = meeting_for(slug, the_person(), Act.FOLLOW_UP)
    summaries.correct(meeting)
    flash(_("This is a new version. Change the words, then send it once more."), "done")
    return redirect(url_for(".summary", slug=slug), 303)


@bp.get("/m/<slug>/summary/preview/<person_id>")
@framed_by_own_pages
@login_required
def summary_preview(slug: str, person_id: str) -> Response:
    meeting = meeting_for(slug, the_person(), Act.FOLLOW_UP)
    recipient = _recipient(summaries.recipients(meeting), person_id)
    if recipient is None:
        raise NotFound
    mail = summaries.previewed(_version(meeting), recipient)
    return Response(rendered(mail, mails.summary(mail).values).html, mimetype="text/html")


def _keep(meeting: Meeting, form: SummaryForm, *, is_sending: bool) -> None:
    """Save the opening words unless they were sent, send if asked, and say what was done."""
    found = summaries.find_summary(meeting)
    if found is None or found.sent_at is None:
        summaries.write_opening(meeting, form.text())
    if not is_sending:
        flash(_("The opening words are saved."), "done")
        return
    count = summaries.send(meeting, form.chosen_groups())
    if count:
        said = ngettext(
            "The summary goes to %(num)d person.", "The summary goes to %(num)d people.", count
        )
        flash(said, "done")
    else:
        flash(_("Everybody you chose had it already. Nothing was sent again."), "warning")


def _form(meeting: Meeting, people: Sequence[Recipient]) -> SummaryForm:
    counts = Counter(recipient.group for recipient in people)
    words = {
        Group.PRESENT: _("Who was there (%(count)s)", count=counts[Group.PRESENT]),
        Group.ABSENT: _("Registered, but not there (%(count)s)", count=counts[Group.ABSENT]),
        Group.OWNERS: _("Not there, but with an action (%(count)s)", count=counts[Group.OWNERS]),
        Group.OTHERS: _("Other members, and who cancelled (%(count)s)", count=counts[Group.OTHERS]),
    }
    groups = [(group, words[group]) for group in Group if counts[group]]
    return SummaryForm.of(_version(meeting).opening, groups, USUAL_GROUPS)


def _version(meeting: Meeting) -> Summary:
    return summaries.find_summary(meeting) or summaries.unsaved(meeting, "")


def _page(meeting: Meeting, people: Sequence[Recipient], form: SummaryForm) -> str:
    version = _version(meeting)
    chosen = _recipient(people, request.args.get("person", "")) or _example(meeting, people)
    return render_template(
        "actions/summary.html",
        meeting=meeting,
        version=version,
        chosen=chosen,
        preview=PreviewForm.of([one.person for one in people], chosen.person) if chosen else None,
        form=form,
        mails=summaries.sent_mails(version) if version.sent_at else (),
        has_started=meeting.has_begun,
    )


def _example(meeting: Meeting, people: Sequence[Recipient]) -> Recipient | None:
    """Return somebody with an action, whose mail shows most; else the first; None for nobody."""
    owners = {line.action.owner_id for line in actions_of(meeting)}
    return next((one for one in people if one.person.id in owners), people[0] if people else None)


def _recipient(people: Sequence[Recipient], person_id: str) -> Recipient | None:
    return next((one for one in people if one.person.public_id == person_id), None)
