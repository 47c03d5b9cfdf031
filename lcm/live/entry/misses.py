"""Wrong join codes per source, so that guessing stops; a right code is never refused."""

from collections.abc import Mapping
from typing import Any

from lcm.web import attempts

LIMIT = 60


def note(source: str) -> bool:
    """Count a wrong code of ``source`` (an address); say whether it had used up its tries."""
    key = f"code:{source}"
    if attempts.is_stopped(key, LIMIT):
        return True
    attempts.note_refusal(key)
    return False


def source_of(scope: Mapping[str, Any], headers: Mapping[str, str], proxies: int) -> str:
    """Return the address a request came from, past ``proxies`` trusted hops of X-Forwarded-For."""
    client = scope.get("client")
    address = str(client[0]) if client else ""
    if not proxies:
        return address
    hops = [hop.strip() for hop in headers.get("x-forwarded-for", "").split(",") if hop.strip()]
    return hops[-proxies] if len(hops) >= proxies else address
