"""An address as a square that phones can read."""

from functools import lru_cache

import segno


@lru_cache(maxsize=256)
def qr_svg(address: str) -> str:
    """Return the QR code of an absolute address as SVG that fills its box."""
    code = segno.make(address, error="m", micro=False)
    svg: str = code.svg_inline(omitsize=True, border=0)
    return svg
