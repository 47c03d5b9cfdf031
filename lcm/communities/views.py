"""Pages of a community: what it is, its partners and its members."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import login_required

from lcm.communities import operations, queries
from lcm.communities.forms import (
    CommunityForm,
    MemberForm,
    NewCommunityForm,
    PartnerForm,
    PartnersForm,
    RoleForm,
)
from lcm.communities.models import Community, Role
from lcm.communities.policy import Act, may
from lcm.communities.queries import community_for
from lcm.i18n import current_locale
from lcm.insight.queries import priority_history
from lcm.meetings.queries import lists_of
from lcm.people.login import the_person
from lcm.people.operations import organisation_named, person_for
from lcm.people.queries import domains

bp = Blueprint("communities", __name__, url_prefix="/c")

ADDED_BY_LEADERS = (Role.FACILITATOR, Role.MEMBER)


@bp.route("/new", methods=["GET", "POST"])
@login_required
def new() -> ResponseReturnValue:
    form = NewCommunityForm(data={"locale": current_locale()})
    is_valid = form.validate_on_submit()
    if is_valid and request.form.get("choice") != "look":
        made = operations.make_community(the_person(), form.draft(form.read_partners().partners))
        flash(_("Your community is ready. The next step is a session."), "done")
        return redirect(url_for(".show", slug=made.slug), 303)
    status = 422 if form.is_submitted() and not is_valid else 200
    names = {domain.slug: domain for domain in domains()}
    return render_template("communities/new.html", form=form, domains=names), status


@bp.get("/<slug>")
@login_required
def show(slug: str) -> ResponseReturnValue:
    community = community_for(slug, the_person(), Act.SEE)
    frame = _frame(community)
    return render_template(
        "communities/show.html",
        meetings=lists_of(community, with_drafts=frame["may_plan"]),
        groups=queries.partners_by_domain(community),
        history=priority_history(community),
        **frame,
    )


@bp.route("/<slug>/edit", methods=["GET", "POST"])
@login_required
def edit(slug: str) -> ResponseReturnValue:
    community = community_for(slug, the_person(), Act.MANAGE)
    form = CommunityForm.of(community)
    if form.validate_on_submit():
        operations.change_community(community, form.draft())
        flash(_("Your changes are kept."), "done")
        return redirect(url_for(".show", slug=slug), 303)
    status = 422 if form.is_submitted() else 200
    return render_template("communities/edit.html", form=form, **_frame(community)), status


@bp.route("/<slug>/partners", methods=["GET", "POST"])
@login_required
def partners(slug: str) -> ResponseReturnValue:
    """Show the partners by domain; a leader adds some as pasted lines."""
    act = Act.PLAN if request.method == "POST" else Act.SEE
    community = community_for(slug, the_person(), act)
    form = PartnersForm()
    if not form.validate_on_submit():
        return _partners_page(community, form, {}), 422 if form.is_submitted() else 200
    for draft in form.read_partners().partners:
        operations.add_partner(community, draft)
    flash(_("The partners are added."), "done")
    return redirect(url_for(".partners", slug=slug), 303)


@bp.post("/<slug>/partners/<organisation_id>")
@login_required
def change_partner(slug: str, organisation_id: str) -> ResponseReturnValue:
    community = community_for(slug, the_person(), Act.PLAN)
    partner = queries.partner_of(community, organisation_id)
    form = PartnerForm.of(partner, domains())
    if not form.validate_on_submit():
        changed = {organisation_id: form}
        return _partners_page(community, PartnersForm(formdata=None), changed), 422
    operations.change_partner(partner, form.chosen_domain(), form.role.data)
    flash(_("%(name)s is changed.", name=partner.organisation.name), "done")
    return redirect(url_for(".partners", slug=slug), 303)


@bp.post("/<slug>/partners/<organisation_id>/remove")
@login_required
def remove_partner(slug: str, organisation_id: str) -> ResponseReturnValue:
    community = community_for(slug, the_person(), Act.PLAN)
    partner = queries.partner_of(community, organisation_id)
    operations.remove_partner(partner)
    flash(_("%(name)s is no longer a partner.", name=partner.organisation.name), "done")
    return redirect(url_for(".partners", slug=slug), 303)


@bp.route("/<slug>/members", methods=["GET", "POST"])
@login_required
def members(slug: str) -> ResponseReturnValue:
    """Show the members; a leader adds one by name and mail address."""
    act = Act.PLAN if request.method == "POST" else Act.SEE
    community = community_for(slug, the_person(), act)
    form = MemberForm.within(_roles_to_give(community))
    if not form.validate_on_submit():
        return _members_page(community, form, {}), 422 if form.is_submitted() else 200
    person = person_for(form.name.data, form.email.data)
    speaks_for = organisation_named(form.organisation.data) if form.organisation.data else None
    operations.add_member(community, person, form.role.data, speaks_for)
    flash(_("%(name)s is a member of this community.", name=person.name), "done")
    return redirect(url_for(".members", slug=slug), 303)


@bp.post("/<slug>/members/<person_id>")
@login_required
def change_role(slug: str, person_id: str) -> ResponseReturnValue:
    community = community_for(slug, the_person(), Act.MANAGE)
    membership = queries.membership_of(community, person_id)
    form = RoleForm.of(membership)
    if not form.validate_on_submit():
        empty = MemberForm.within(_roles_to_give(community))
        return _members_page(community, empty, {person_id: form}), 422
    operations.change_role(membership, form.role.data)
    words = {"name": membership.person.name, "role": membership.role.word}
    flash(_("%(name)s is now %(role)s.", **words), "done")
    return redirect(url_for(".members", slug=slug), 303)


@bp.post("/<slug>/members/<person_id>/remove")
@login_required
def remove_member(slug: str, person_id: str) -> ResponseReturnValue:
    community = community_for(slug, the_person(), Act.MANAGE)
    membership = queries.membership_of(community, person_id)
    operations.remove_member(membership)
    flash(_("%(name)s is no longer a member.", name=membership.person.name), "done")
    return redirect(url_for(".members", slug=slug), 303)


def _frame(community: Community) -> dict[str, Any]:
    """Return what every page of a community shows or leaves out."""
    return {
        "community": community,
        "may_plan": may(the_person(), Act.PLAN, community),
        "may_manage": may(the_person(), Act.MANAGE, community),
    }


def _partners_page(
    community: Community, form: PartnersForm, changed: dict[str, PartnerForm]
) -> str:
    groups, known = queries.partners_by_domain(community), domains()
    rows = {
        partner.organisation.public_id: PartnerForm.of(partner, known)
        for group in groups
        for partner in group.partners
    }
    return render_template(
        "communities/partners.html",
        form=form,
        groups=groups,
        rows=rows | changed,
        opened=set(changed),
        **_frame(community),
    )


def _roles_to_give(community: Community) -> Sequence[Role]:
    """Return the roles this reader may give: only who has all rights may hand them out."""
    return tuple(Role) if may(the_person(), Act.MANAGE, community) else ADDED_BY_LEADERS


def _members_page(community: Community, form: MemberForm, changed: dict[str, RoleForm]) -> str:
    memberships = queries.members_of(community)
    return render_template(
        "communities/members.html",
        form=form,
        memberships=memberships,
        rows={one.person.public_id: RoleForm.of(one) for one in memberships} | changed,
        opened=set(changed),
        **_frame(community),
    )
