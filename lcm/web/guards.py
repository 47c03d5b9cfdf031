"""Marks on views that the edge of the request reads."""

from collections.abc import Callable
from typing import TypeVar

View = TypeVar("View", bound=Callable[..., object])


def keeps_no_transaction(view: View) -> View:
    """Mark a ballot door: it writes through the ballot box only, so the edge holds no lock.

    A request that held the write lock while the ballot box waits for it would wait for ever.
    """
    view.keeps_no_transaction = True  # type: ignore[attr-defined]
    return view


def public_page(view: View) -> View:
    """Mark a page that is for anybody: who is not signed in may keep it for the back button."""
    view.is_public_page = True  # type: ignore[attr-defined]
    return view


def framed_by_own_pages(view: View) -> View:
    """Mark a mail shown as it will arrive, inside a sandboxed frame of our own page."""
    view.is_framed = True  # type: ignore[attr-defined]
    return view
