"""What a phone's request means and how it is answered: one text for the gateway and for Flask."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from flask_babel import lazy_gettext as _l

from lcm.errors import Busy, DomainError
from lcm.live.ballots.ballot_box import Fate, Outcome
from lcm.live.ballots.ballot_reading import ballot_choice
from lcm.live.ballots.ballot_rows import Cast
from lcm.live.choices import ChoiceError
from lcm.live.entry.devices import Device, keyed_device
from lcm.live.push.snapshots import OwnBallot, RoundRule, Snapshot
from lcm.live.refusals import RoundNotOpen

BODY_LIMIT = 8_192
MOST_SEQ = 2**53
PRIVATE = {"Cache-Control": "private, no-cache", "Vary": "Cookie"}
RETRY_SECONDS = "2"


class DoorRefusal(DomainError):
    """A request that is not taken; ``reason`` and ``field`` are for programs."""

    def __init__(self, status: int, reason: str, sentence: object, about: str = "") -> None:
        super().__init__(sentence)
        self.status = status
        self.reason = reason
        self.field = about


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, body, type and further headers of an answer to a program."""

    status: int
    body: bytes
    content_type: str = "application/json"
    headers: Mapping[str, str] = field(default_factory=dict)


def require_own_site(headers: Mapping[str, str], own_hosts: Collection[str]) -> None:
    """Refuse what is no JSON or comes from another site; ``headers`` have lower-case names.

    Browsers cannot send JSON across sites without asking first, and no CORS header ever allows it;
    Fetch Metadata, or else Origin, says so once more.
    """
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise DoorRefusal(415, "not-json", _l("Send the ballot as application/json."))
    site = headers.get("sec-fetch-site", "")
    if site in ("same-origin", "none"):
        return
    origin = headers.get("origin", "")
    is_own = origin and (urlsplit(origin).netloc in own_hosts)
    if site or (origin and not is_own):
        raise DoorRefusal(403, "other-site", _l("Vote from the page of this site."))


def cast_of(snapshot: Snapshot, round_id: str, device: Device | None, body: bytes) -> Cast:
    """Return the ballot a PUT carries; raises DoorRefusal (4xx) or ChoiceError (422)."""
    rules = snapshot.rounds.get(round_id)
    if rules is None:
        raise DoorRefusal(404, "unknown-round", _l("There is no such vote in this session."))
    if device is None:
        raise DoorRefusal(403, "no-device", _l("Open the page of the session first, then vote."))
    choice, seq = _ballot(body)
    require_pass(rules, device)
    chosen = ballot_choice(rules.rule, choice)
    if rules.secret is None:
        raise DoorRefusal(409, "not-open", RoundNotOpen.message)
    return Cast(
        code=snapshot.code,
        round_id=rules.round_id,
        device_key=keyed_device(rules.secret, device.key),
        domain_id=device.domain_id,
        choice=chosen,
        seq=seq,
        is_counted=device.is_counted,
    )


def require_pass(rules: RoundRule, device: Device) -> None:
    """Refuse (403) a device that stands for no person where each person has one ballot."""
    if rules.is_pass and device.is_counted and not device.is_pass:
        raise DoorRefusal(
            403, "no-pass", _l("Open your personal link or type the code on your slip, then vote.")
        )


def accepted(outcome: Outcome) -> Answer | None:
    """Answer a ballot with what is stored now; None when it was refused."""
    if outcome.fate is Fate.ACCEPTED:
        return Answer(200, b'{"accepted": true, "seq": %d}' % outcome.seq)
    if outcome.fate is Fate.KEPT_OTHER:
        stored = {"accepted": False, "seq": outcome.seq, "choice": outcome.choice}
        return Answer(200, json.dumps(stored).encode())
    return None


def refusal_of(outcome: Outcome) -> DoorRefusal:
    """Return why a ballot was not stored: its round is not open (409), or we failed (503)."""
    if outcome.fate is Fate.NOT_OPEN:
        return DoorRefusal(409, "not-open", RoundNotOpen.message)
    return DoorRefusal(503, "busy", Busy.message)


def state_answer(snapshot: Snapshot, own: OwnBallot | None, if_none_match: str) -> Answer:
    """Answer the state with its ETag, or 304 when the phone has it."""
    etag = snapshot.etag(own)
    headers = PRIVATE | {"ETag": etag}
    if etag in (part.strip().removeprefix("W/") for part in if_none_match.split(",")):
        return Answer(304, b"", headers=headers)
    return Answer(200, snapshot.for_phone(own), headers=headers)


def unknown_code(*, is_stopped: bool = False) -> DoorRefusal:
    """Return the refusal of a code that is unknown, closed or expired: one for all three."""
    if is_stopped:
        return DoorRefusal(429, "too-many", _l("Too many wrong codes. Try again later."))
    return DoorRefusal(404, "unknown-code", _l("This code does not work, or not any more."))


def problem(refusal: DoorRefusal | ChoiceError) -> Answer:
    """Answer a refusal as a problem document (RFC 9457) with its reason and field."""
    about = {"field": refusal.field} if refusal.field else {}
    document = {
        "type": "about:blank",
        "title": str(refusal.message),
        "status": refusal.status,
        "reason": refusal.reason,
    }
    body = json.dumps(document | about).encode()
    later = {"Retry-After": RETRY_SECONDS} if refusal.status in (429, 503) else {}
    return Answer(refusal.status, body, "application/problem+json", later)


def _ballot(body: bytes) -> tuple[object, int]:
    if len(body) > BODY_LIMIT:
        raise DoorRefusal(413, "too-long", _l("This is too much for a ballot."))
    try:
        sent = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise DoorRefusal(422, "not-json", _l("We could not read your choice."), "body") from error
    if not isinstance(sent, dict):
        raise DoorRefusal(422, "not-an-object", _l("We could not read your choice."), "body")
    seq = sent.get("seq")
    if type(seq) is not int or not 0 < seq < MOST_SEQ:
        raise DoorRefusal(422, "not-a-sequence", _l("Send a whole number above 0."), "seq")
    if "choice" not in sent:
        raise DoorRefusal(422, "missing", _l("We could not read your choice."), "choice")
    return sent["choice"], seq
