"""What organisers type about a community, its partners and its members."""

from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from wtforms import RadioField, SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import StopValidation

from lcm.communities.drafts import AimDraft, CommunityDraft, PartnerDraft
from lcm.communities.models import Community, Membership, Partner, Role
from lcm.communities.pasted import (
    PastedAims,
    PastedPartners,
    Problem,
    Trouble,
    aim_lines,
    pasted_aims,
    pasted_partners,
)
from lcm.communities.queries import domain_words, letters_of
from lcm.people.forms import AddressForm
from lcm.people.identity import clean_paragraphs, clean_text
from lcm.people.models import Domain
from lcm.people.queries import find_domain
from lcm.web.forms import LANGUAGES, Form, line, paragraphs

PASTE_LIMIT = 20_000
SHOWN_PROBLEMS = 8
TROUBLES = {
    Trouble.TOO_LONG: _l("Line %(line)s (“%(text)s”) is too long. Make it shorter."),
    Trouble.TOO_MANY: _l("There are too many lines. Take some out."),
    Trouble.TOO_MANY_PARTS: _l("Line %(line)s (“%(text)s”) has too many parts."),
    Trouble.NO_WORDS: _l("Line %(line)s (“%(text)s”) has no name or sentence."),
    Trouble.TWICE: _l("Line %(line)s: “%(piece)s” stands on an earlier line too."),
    Trouble.UNKNOWN_DOMAIN: _l("Line %(line)s: we do not know the domain “%(piece)s”."),
}


class CommunityForm(Form):
    """The words of a community and its aims, one a line."""

    name = line(_l("Name"), limit=160)
    purpose = paragraphs(_l("What do you want to reach together?"), limit=2000)
    municipality = line(_l("Municipality or region"), limit=80, is_required=False)
    locale = RadioField(_l("Language of the sessions"), choices=LANGUAGES)
    aims = paragraphs(_l("Aims"), limit=PASTE_LIMIT, is_required=False)
    taken_letters: tuple[str, ...] = ()

    @classmethod
    def of(cls, community: Community) -> "CommunityForm":
        """Return the form filled with ``community`` as it is."""
        aims = [AimDraft(goal.letter, goal.label, goal.text) for goal in community.goals]
        form = cls(obj=community, data={"aims": aim_lines(aims)})
        form.taken_letters = tuple(letters_of(community))
        return form

    def read_aims(self) -> PastedAims:
        """Return what was understood of the lines about aims."""
        return pasted_aims(self.aims.data or "", self.taken_letters)

    def validate_aims(self, _field: TextAreaField) -> None:
        _refuse(self.read_aims().problems)

    def draft(self, partners: tuple[PartnerDraft, ...] = ()) -> CommunityDraft:
        """Return the values of a valid form."""
        return CommunityDraft(
            name=clean_text(self.name.data, limit=160),
            purpose=clean_paragraphs(self.purpose.data, limit=2000),
            municipality=clean_text(self.municipality.data or "", limit=80),
            locale=self.locale.data,
            aims=self.read_aims().aims,
            partners=partners,
        )


class PartnersForm(Form):
    """Partners, one a line."""

    partners = paragraphs(_l("Partners"), limit=PASTE_LIMIT)

    def read_partners(self) -> PastedPartners:
        """Return what was understood of the lines about partners."""
        return pasted_partners(self.partners.data or "", domain_words())

    def validate_partners(self, _field: TextAreaField) -> None:
        _refuse(self.read_partners().problems)


class NewCommunityForm(CommunityForm, PartnersForm):
    """A whole community on one page."""

    partners = paragraphs(_l("Partners"), limit=PASTE_LIMIT, is_required=False)


class PartnerForm(Form):
    """Domain and role of one partner; its fields are named after the partner's organisation."""

    domain = SelectField(_l("Domain"))
    role = line(_l("Role"), limit=60, is_required=False)

    @classmethod
    def of(cls, partner: Partner, known: Sequence[Domain]) -> "PartnerForm":
        """Return the form filled with ``partner`` as it is; ``known`` are the domains."""
        slug = partner.domain.slug if partner.domain else ""
        values = {"domain": slug, "role": partner.role}
        form = cls(prefix=f"{partner.organisation.public_id}-", data=values)
        named = [SelectChoice(domain.slug, domain.name) for domain in known]
        form.domain.choices = [SelectChoice("", _("Domain not stated")), *named]
        return form

    def chosen_domain(self) -> Domain | None:
        """Return the domain chosen; None when it is not stated."""
        return find_domain(self.domain.data)


class RoleForm(Form):
    """The role of one member; its field is named after the person."""

    role = SelectField(_l("Role"), coerce=Role)

    @classmethod
    def of(cls, membership: Membership) -> "RoleForm":
        """Return the form filled with the role of ``membership``."""
        form = cls(prefix=f"{membership.person.public_id}-", data={"role": membership.role})
        form.role.choices = _choices(tuple(Role))
        return form


class MemberForm(AddressForm):
    """A person to add, with the organisation they speak for."""

    name = line(_l("Name"), limit=120)
    email = line(_l("Mail address"), limit=254)
    organisation = line(_l("Organisation"), limit=160, is_required=False)
    role = SelectField(_l("Role"), coerce=Role)

    @classmethod
    def within(cls, roles: Sequence[Role]) -> "MemberForm":
        """Return the form with the roles that may be given."""
        form = cls(data={"role": Role.MEMBER})
        form.role.choices = _choices(roles)
        return form


def _choices(roles: Sequence[Role]) -> list[SelectChoice]:
    return [SelectChoice(role, role.word) for role in reversed(roles)]


def _refuse(problems: tuple[Problem, ...]) -> None:
    """Raise one error that names each line, up to a handful."""
    if not problems:
        return
    sentences = [_sentence(problem) for problem in problems[:SHOWN_PROBLEMS]]
    more = len(problems) - SHOWN_PROBLEMS
    if more > 0:
        sentences.append(ngettext("And %(num)s line more.", "And %(num)s lines more.", more))
    raise StopValidation(" ".join(sentences))


def _sentence(problem: Problem) -> str:
    words = {"line": problem.line, "text": problem.text, "piece": problem.piece}
    return str(TROUBLES[problem.trouble]) % words
