"""Text to values: one ballot on paper as a host types it in, with its domain."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from lcm.db import new_public_id
from lcm.errors import DomainError
from lcm.live.ballots.ballot_forms import Fields, form_choice
from lcm.live.ballots.ballot_reading import ballot_choice
from lcm.live.choices import BLANK, Choice
from lcm.live.models import Option, PaperBallot, Poll, PollRound
from lcm.live.push.snapshots import ballot_rule
from lcm.meetings.models import Meeting
from lcm.people.models import Domain
from lcm.people.queries import domains, find_domain
from lcm.web.forms import Form

NOT_STATED = "not-stated"


class NothingFilledIn(DomainError):
    message = _l("Nothing is filled in. Is the paper blank? Then use the button for a blank paper.")
    status = 422


class NotBlank(DomainError):
    message = _l(
        "Something is filled in, so this paper is not blank. Take it away, or add the vote."
    )
    status = 422


class PaperForm(Form):
    """Where the paper came from; ``sheet`` is new on every page, so that two taps are one paper."""

    sheet = HiddenField()
    domain = RadioField(
        _l("From which side does this paper come?"),
        validators=[InputRequired(_l("Choose one; the paper counts with that domain."))],
    )

    def __init__(self, **values: Any) -> None:
        super().__init__(**values)
        known = [SelectChoice(one.slug, one.name) for one in domains()]
        self.domain.choices = [*known, SelectChoice(NOT_STATED, _l("Domain not stated"))]
        self.sheet.data = (self.sheet.data or "")[:40] or new_public_id()

    def chosen_domain(self) -> Domain | None:
        return find_domain(self.domain.data)

    def renew(self) -> None:
        """Let what is typed be sent as a paper of its own."""
        self.sheet.data = new_public_id()


@dataclass(frozen=True, slots=True)
class PaperPage:
    """What the fields of a ballot stand on: ``options`` in the author's order, as on paper."""

    round: PollRound
    papers: Sequence[PaperBallot]
    domain_names: Mapping[int | None, str]

    @property
    def meeting(self) -> Meeting:
        return self.round.poll.meeting

    @property
    def options(self) -> Sequence[Option]:
        return self.round.poll.options

    @property
    def most(self) -> int:
        """How many options, words or answers a ballot holds at most."""
        poll = self.round.poll
        if poll.kind == "order":
            return len(poll.options)
        return min(poll.k, len(poll.options)) if poll.options else poll.k


def typed_choice(poll: Poll, fields: Fields, *, is_blank: bool) -> Choice:
    """Return the ballot that was typed; raises ChoiceError, NothingFilledIn, NotBlank (422)."""
    rule = ballot_rule(poll)
    choice = ballot_choice(rule, form_choice(rule, fields))
    if choice == BLANK and not is_blank:
        raise NothingFilledIn
    if choice != BLANK and is_blank:
        raise NotBlank
    return choice
