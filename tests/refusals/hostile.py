"""What nobody types by accident, for each kind of field, and how to see that it did harm."""

from tests.refusals.visitor import Field, Page

TOO_LONG = "Aa " * 33_333
SCRIPT = "<script>alert(1)</script>"
ATTRIBUTE = '"><img src=x onerror=alert(1)>'
TEMPLATE = "{{7*191}}${7*191}<%=7*191%>{0.__class__}"
WORKED_OUT = "1337"

MARKUP = f"{SCRIPT} {ATTRIBUTE} {TEMPLATE}"

TYPED = {
    "empty": "",
    "only spaces": " \t\r\n ",
    "too long": TOO_LONG,
    "markup": MARKUP,
    "control characters": "a\x00\x01\x08\x1b[31m\x7f\x85\u202etxt.exe\u2066",
    "half a character": "\ud800",
    "lines of a mail": "x\r\nBcc: iemand@example.org\r\n\r\nHallo",
}
DAYS = {
    "no day": "gisteren",
    "empty": "",
    "first day": "0001-01-01",
    "last day": "9999-12-31",
    "NUL": "\x00",
}
TIMES = {
    "first minute": "00:00",
    "last minute": "23:59",
    "no time": "half drie",
    "25 o'clock": "25:61",
    "NUL": "\x00",
    "empty": "",
}
NUMBERS = {
    "no number": "veel",
    "empty": "",
    "below 0": "-1",
    "infinite": "1e309",
    "not a number": "NaN",
    "too many digits": "9" * 5000,
    "beyond 64 bits": str(2**70),
    "other digits": "٣",
}
CHOICES = {
    "empty": "",
    "not offered": MARKUP,
    "control characters": "\x00\n",
    "half a character": "\ud800",
    "too long": TOO_LONG,
    "number": "99999999999999999999",
}
ADDRESSES = {"address of a script": "javascript:alert(1)"}


def values_for(one: Field) -> dict[str, str]:
    """Return hostile values for ``one``, by what is wrong with them."""
    if one.kind in ("select", "radio", "checkbox", "hidden"):
        return CHOICES
    by_kind = {"date": DAYS, "time": TIMES, "number": NUMBERS, "url": TYPED | ADDRESSES}
    return by_kind.get(one.kind, TYPED)


def harm_in(page: Page) -> list[str]:
    """Return what of the values above became part of ``page``: elements, or work done."""
    harm = [f"{tag} {given}" for tag, given in page.elements if _is_foreign(tag, given)]
    worked_out = [WORKED_OUT] if WORKED_OUT in page.text else []
    return harm + worked_out


def _is_foreign(tag: str, given: dict[str, str]) -> bool:
    if any(name.startswith("on") for name in given) or given.get("src") == "x":
        return True
    if given.get("href", "").strip().lower().startswith("javascript:"):
        return True
    return tag == "script" and not given.get("src", "").startswith("/static/")
