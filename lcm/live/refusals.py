"""What live voting refuses, in words."""

from flask_babel import lazy_gettext as _l

from lcm.errors import DomainError


class RoundNotOpen(DomainError):
    message = _l("This vote is not open. What you chose now does not count.")


class AnotherRoundOpen(DomainError):
    message = _l("Another vote of this session is open. Close that one first.")


class StepNotPossible(DomainError):
    message = _l("This vote has moved on meanwhile. Look at the page as it is now.")


class ReasonNeeded(DomainError):
    message = _l("Say in a few words why this vote starts again; everybody may read it.")
    status = 422


class PageTooOld(DomainError):
    message = _l("This page was open too long. Go back, reload it and send it once more.")
    status = 400


class UnknownCode(DomainError):
    message = _l("This code does not work, or not any more. Look at the big screen and try again.")
    status = 404


class UnknownSlip(DomainError):
    message = _l("We do not know this code. Look at your slip and type it once more.")
    status = 422


class PollLocked(DomainError):
    message = _l("This vote has been opened already, so its options can no longer change.")


class NotShownYet(DomainError):
    message = _l("The result of this vote has not been shown yet. Come back after that.")


class OptionsNeeded(DomainError):
    message = _l("This vote has too few options. Add some on the page of the vote, then open it.")
