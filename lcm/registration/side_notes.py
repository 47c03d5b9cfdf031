"""What people read beside each side they can choose: which are full, where seats are kept."""

from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import ngettext

from lcm.people.models import Domain
from lcm.registration.seats import Ledger, Placement, kept_for, place


def side_notes(sides: Sequence[Domain], ledger: Ledger, full: str = "") -> dict[str, str]:
    """Return a sentence by slug for each side that differs; the same for whoever looks.

    ``full`` is what to say of a side that is full, if not that one waits there.
    Nothing when seats are not given out by domain: then one sentence above says it for all.
    """
    if not ledger.shares:
        return {}
    notes = {}
    for side in sides:
        kept = kept_for(side.id, ledger)
        if place(side.id, ledger) is Placement.WAITING:
            notes[side.slug] = full or _("Full: you come on the waiting list.")
        elif kept:
            notes[side.slug] = ngettext(
                "%(num)d place is kept for this side.",
                "%(num)d places are kept for this side.",
                kept,
            )
    return notes
