"""One ballot per person: a one-time code on a slip of paper, or the personal link."""

import hmac
from functools import lru_cache

from lcm.live.entry.codes import ALPHABET
from lcm.live.entry.devices import KEY_BYTES, Device

SLIP_LENGTH = 8
MOST_SLIPS = 500


def slips(secret: bytes, code: str, count: int) -> tuple[str, ...]:
    """Return the one-time codes of a meeting, 8 characters each; more of them keep the first.

    They follow from the installation's secret, so none is stored; one in 10⁹ guesses is right.
    """
    return tuple(_slip(secret, code, number) for number in range(count))


def find_slip_device(secret: bytes, code: str, count: int, typed: str) -> Device | None:
    """Return the device that a slip stands for, the same in every browser; None if it is none."""
    slip = "".join(character for character in typed.upper() if character in ALPHABET)
    number = _numbers(secret, code, count).get(slip)
    return None if number is None else Device(_key(secret, code, f"slip-{number}"), is_pass=True)


def device_of_link(secret: bytes, code: str, place_id: str) -> Device:
    """Return the device that a personal link stands for, the same in every browser."""
    return Device(_key(secret, code, f"link-{place_id}"), is_pass=True)


def spaced_slip(slip: str) -> str:
    """Return a slip as it is printed: "K7P4 WN2D"."""
    half = SLIP_LENGTH // 2
    return f"{slip[:half]} {slip[half:]}"


@lru_cache(maxsize=64)
def _numbers(secret: bytes, code: str, count: int) -> dict[str, int]:
    return {slip: number for number, slip in enumerate(slips(secret, code, count))}


def _slip(secret: bytes, code: str, number: int) -> str:
    rest = int.from_bytes(_key(secret, code, f"code-{number}"))
    characters = []
    for _ in range(SLIP_LENGTH):
        rest, digit = divmod(rest, len(ALPHABET))
        characters.append(ALPHABET[digit])
    return "".join(characters)


def _key(secret: bytes, code: str, who: str) -> bytes:
    return hmac.digest(secret, f"pass|{code}|{who}".encode(), "sha256")[:KEY_BYTES]
