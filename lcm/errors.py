"""Refusals that people read: a sentence and an HTTP status."""

from flask_babel import lazy_gettext as _l


class DomainError(Exception):
    """A rule said no. ``message`` tells a person what to do; ``status`` is the HTTP answer.

    Subclasses are declared beside the model that owns the rule; one handler renders them all.
    """

    message: object = _l("This is not possible now.")
    status = 409

    def __init__(self, message: object | None = None) -> None:
        if message is not None:
            self.message = message
        super().__init__()

    def __str__(self) -> str:
        return str(self.message)


class NotFound(DomainError):
    """Nothing is here for this reader; a foreign thing and an absent one look alike."""

    message = _l("This page does not exist, or it is not yours to see.")
    status = 404


class Busy(DomainError):
    """The database stayed busy too long; the same request may go through in a moment."""

    message = _l("It is very busy just now. Please try again in a few seconds.")
    status = 503
