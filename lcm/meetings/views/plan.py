"""Planning: all meetings, a new one, and the Plan tab of one."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import login_required

from lcm.communities.models import Community
from lcm.communities.policy import Act
from lcm.communities.queries import communities_of, community_for
from lcm.errors import NotFound
from lcm.meetings import operations
from lcm.meetings.forms import KIND_NAMES, MeetingForm
from lcm.meetings.models import Meeting, MeetingKind
from lcm.meetings.programmes import first_title, programme
from lcm.meetings.queries import lists_for, meeting_for
from lcm.meetings.views import bp
from lcm.people.login import the_person


@bp.get("/meetings")
@login_required
def index() -> str:
    person = the_person()
    lists, communities = lists_for(person), communities_of(person)
    return render_template("meetings/index.html", lists=lists, communities=communities)


@bp.get("/c/<slug>/meetings/new")
@login_required
def new(slug: str) -> str:
    community = community_for(slug, the_person(), Act.PLAN)
    previous = _previous(community)
    kinds = [
        (kind, name, programme(kind, community.locale, opens_with_actions=previous is not None))
        for kind, name in KIND_NAMES.items()
    ]
    return render_template("meetings/new.html", community=community, previous=previous, kinds=kinds)


@bp.route("/c/<slug>/meetings/new/<kind>", methods=["GET", "POST"])
@login_required
def draft(slug: str, kind: str) -> ResponseReturnValue:
    community = community_for(slug, the_person(), Act.PLAN)
    if kind not in list(MeetingKind):
        raise NotFound
    chosen, previous = MeetingKind(kind), _previous(community)
    title = first_title(chosen, community.locale)
    form = MeetingForm(title=title, locale=community.locale)
    if not form.validate_on_submit():
        page = render_template(
            "meetings/draft.html", community=community, form=form, name=KIND_NAMES[chosen]
        )
        return page, 422 if form.is_submitted() else 200
    if previous is None:
        meeting = operations.plan_meeting(community, form.draft(chosen))
    else:
        meeting = operations.plan_next(previous, form.draft(chosen))
    flash(_("The session is planned as a draft. Nobody sees it until you publish it."), "done")
    return redirect(url_for(".plan", slug=meeting.slug), 303)


def _previous(community: Community) -> Meeting | None:
    """Return the meeting this one follows, if the address names one of the same community."""
    slug = request.args.get("after", "")
    if not slug:
        return None
    previous = meeting_for(slug, the_person(), Act.PLAN)
    if previous.community_id != community.id:
        raise NotFound
    return previous
