"""What does not add up in a vote: more ballots than phones, or than people. Said, not mended."""

from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext


@dataclass(frozen=True, slots=True)
class Heads:
    """What can be counted beside a vote: ballots by phone and on paper, phones and people.

    ``phones`` were seen in the last minutes; None: not known, as after the vote. ``people`` said
    that they are here; ``asked`` got a mail with a link of their own. 0: nobody did, so nothing
    can be compared with it.
    """

    ballots: int
    papers: int = 0
    phones: int | None = None
    people: int = 0
    asked: int = 0


def anomalies(heads: Heads) -> list[str]:
    """Return a calm sentence for each thing that does not add up; empty when all is well.

    A vote by mail is compared with those who were asked, or with the people here if they are more.
    """
    return [*_phones(heads), *_people(heads)]


def _phones(heads: Heads) -> list[str]:
    if heads.phones is None or heads.asked or not 0 < heads.phones < heads.ballots:
        return []
    votes = ngettext("%(num)s vote", "%(num)s votes", heads.ballots)
    sentence = ngettext(
        "%(votes)s, %(num)s phone here now. Some may have left the page since they voted.",
        "%(votes)s, %(num)s phones here now. Some may have left the page since they voted.",
        heads.phones,
        votes=votes,
    )
    return [str(sentence)]


def _people(heads: Heads) -> list[str]:
    most = max(heads.people, heads.asked)
    if not 0 < most < heads.ballots + heads.papers:
        return []
    phones = ngettext("%(num)s phone", "%(num)s phones", heads.ballots) if heads.ballots else ""
    papers = _("%(num)s on paper", num=heads.papers) if heads.papers else ""
    votes = [str(words) for words in (phones, papers) if words]
    return [f"{', '.join(votes)}, {_persons(heads)}. {_why(heads)}"]


def _persons(heads: Heads) -> str:
    if heads.asked > heads.people:
        words = ngettext("%(num)s person asked", "%(num)s people asked", heads.asked)
    else:
        words = ngettext("%(num)s person here", "%(num)s people here", heads.people)
    return str(words)


def _why(heads: Heads) -> str:
    if heads.asked > heads.people:
        return str(_("Somebody may have voted on a second phone, or passed a link on."))
    return str(_("Somebody may have voted on a second phone, or has not said “I am here” yet."))
