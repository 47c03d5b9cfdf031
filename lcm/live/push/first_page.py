"""The page of phones that have nothing of their own yet: rendered once, filled in for each."""

import asyncio
import logging
import re
import time
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy.exc import SQLAlchemyError
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import dump_cookie, parse_accept_header, parse_cookie

from lcm.db import new_public_id
from lcm.errors import Busy
from lcm.i18n import COOKIE, LOCALES
from lcm.live.entry.devices import (
    DAY_SECONDS,
    DAYS,
    Device,
    cookie_name,
    cookie_text,
    form_token,
    new_device,
    opened,
)
from lcm.live.push.doors import Answer
from lcm.live.push.page import card_order
from lcm.live.push.snapshots import Snapshot
from lcm.live.push.station import Station
from lcm.registration.cookies import PLACE_COOKIE

log = logging.getLogger(__name__)

KEPT_SECONDS = 5.0
CARD = re.compile(r'<li class="option[^"]*" data-option="(\w+)".*?</li>', re.DOTALL)
VISIT = re.compile(r'(<input[^>]* name="visit"[^>]* value=")[^"]*')
CARDS, TOKEN, FRESH = "\0cards\0", "\0token\0", "\0fresh\0"
GZIP = 31

Kind = tuple[str, int, str, Device]


@dataclass(frozen=True, slots=True)
class Mould:
    """A page with gaps: the cards, to be laid in a phone's own order, its form's token, and the
    random text by which two taps on one page are one person, and two persons two.
    """

    headers: Mapping[str, str]
    text: str
    cards: Mapping[str, str]
    between: str
    made_at: float

    def filled(self, device: Device, poll_id: str, token: str) -> bytes:
        """Return the page of ``device``, the same as Flask renders it."""
        order = card_order(device, poll_id, self.cards)
        cards = self.between.join(self.cards[option] for option in order)
        text = self.text.replace(CARDS, cards).replace(TOKEN, token)
        return text.replace(FRESH, new_public_id()).encode()


class FirstPages:
    """Answers GET /j/CODE without Flask where nothing but cards, token and cookie would differ."""

    def __init__(self, station: Station) -> None:
        self.station = station
        self._moulds: dict[Kind, asyncio.Task[Mould | None]] = {}

    async def find_page(self, code: str, headers: Mapping[str, str]) -> Answer | None:
        """Return the page for a phone with these headers, or None where Flask must make it."""
        try:
            return await self._page(code, headers)
        except (SQLAlchemyError, Busy) as error:
            log.warning("phone page: %s", error)
            return None

    async def _page(self, code: str, headers: Mapping[str, str]) -> Answer | None:
        cookies = parse_cookie(headers.get("cookie", ""))
        snapshot = await self.station.snapshot_soon(code)
        if snapshot is None or PLACE_COOKIE in cookies or "session" in cookies:
            return None
        text = cookies.get(cookie_name(snapshot.code), "")
        known = opened(self.station.secret, snapshot.code, text)
        if known is not None and await self.station.own_soon(snapshot, known):
            return None
        device = known or new_device()
        mould = await self._mould(snapshot, device, _language(headers, cookies))
        if mould is None:
            return None
        token = form_token(self.station.secret, device)
        body = mould.filled(device, snapshot.poll_id, token)
        return self._answer(mould, body, headers, None if known else self._cookie(snapshot, device))

    def _answer(
        self, mould: Mould, body: bytes, headers: Mapping[str, str], cookie: str | None
    ) -> Answer:
        sent = dict(mould.headers)
        if cookie is not None:
            sent["Set-Cookie"] = cookie
        if "gzip" in headers.get("accept-encoding", ""):
            packer = zlib.compressobj(1, zlib.DEFLATED, GZIP)
            body = packer.compress(body) + packer.flush()
            sent["Content-Encoding"] = "gzip"
        return Answer(200, body, "text/html; charset=utf-8", sent)

    def _cookie(self, snapshot: Snapshot, device: Device) -> str:
        return dump_cookie(
            cookie_name(snapshot.code),
            cookie_text(self.station.secret, snapshot.code, device),
            max_age=DAYS * DAY_SECONDS,
            httponly=True,
            samesite="Lax",
            secure=self.station.is_secure,
        )

    async def _mould(self, snapshot: Snapshot, device: Device, language: str) -> Mould | None:
        """Return the mould for phones like ``device``; all who wait for it share one rendering."""
        kind = (snapshot.code, snapshot.version, language, replace(device, key=b""))
        making = self._moulds.get(kind)
        if making is None or _is_stale(making):
            like = replace(device, key=new_device().key)
            made = self.station.soon(lambda: self._made(snapshot, like, language))
            making = self._moulds[kind] = asyncio.ensure_future(made)
            self._forget_old(snapshot)
        return await making

    def _forget_old(self, snapshot: Snapshot) -> None:
        for kind in list(self._moulds):
            if kind[0] == snapshot.code and kind[1] < snapshot.version:
                del self._moulds[kind]

    def _made(self, snapshot: Snapshot, device: Device, language: str) -> Mould | None:
        """Render the page of a made-up phone through Flask, and cut it where phones differ."""
        station = self.station
        own = cookie_text(station.secret, snapshot.code, device)
        headers = {"Cookie": f"{cookie_name(snapshot.code)}={own}"}
        if language:
            headers["Accept-Language"] = language
        path = f"/j/{snapshot.code}"
        with station.app.test_request_context(path, base_url=station.origin, headers=headers):
            response = station.app.full_dispatch_request()
        if response.status_code != 200 or "Set-Cookie" in response.headers:
            return None
        text = response.get_data(as_text=True)
        found = list(CARD.finditer(text))
        between = text[found[0].end() : found[1].start()] if found else ""
        if found:
            text = text[: found[0].start()] + CARDS + text[found[-1].end() :]
        kept = {
            name: value
            for name, value in response.headers
            if name not in ("Content-Type", "Content-Length")
        }
        return Mould(
            headers=kept,
            text=VISIT.sub(
                rf"\g<1>{FRESH}", text.replace(form_token(station.secret, device), TOKEN)
            ),
            cards={match[1]: match[0] for match in found},
            between=between,
            made_at=time.monotonic(),
        )


def _is_stale(making: asyncio.Task[Mould | None]) -> bool:
    """Say whether a rendering failed, or is older than the clock on the page allows."""
    if not making.done():
        return False
    if making.cancelled() or making.exception() is not None:
        return True
    mould = making.result()
    return mould is None or time.monotonic() - mould.made_at > KEPT_SECONDS


def _language(headers: Mapping[str, str], cookies: Mapping[str, str]) -> str:
    """Return an Accept-Language that says as much as this phone's, so that phones share pages."""
    if cookies.get(COOKIE) in LOCALES:
        return cookies[COOKIE]
    accepted = headers.get("accept-language", "")
    if not accepted:
        return ""
    best = parse_accept_header(accepted, LanguageAccept).best_match(LOCALES)
    return best or "und"
