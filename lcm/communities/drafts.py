"""What a community is made from: values that are checked already."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AimDraft:
    """An aim: its letter (A to Z), a label of up to 80, a sentence of up to 400 characters."""

    letter: str
    label: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class PartnerDraft:
    """An organisation that takes part; ``domain_slug`` is "" when its domain is not stated."""

    name: str
    kind: str = ""
    domain_slug: str = ""
    role: str = ""
    municipality: str = ""


@dataclass(frozen=True, slots=True)
class CommunityDraft:
    """A community as its founder describes it; ``locale`` is the language of its contents."""

    name: str
    purpose: str
    municipality: str
    locale: str
    aims: tuple[AimDraft, ...] = ()
    partners: tuple[PartnerDraft, ...] = ()
