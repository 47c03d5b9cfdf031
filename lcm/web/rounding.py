"""Exact figures as people and programs read them: one decimal, halves away from zero."""

from decimal import Decimal
from fractions import Fraction


def one_decimal(figure: Fraction) -> Decimal:
    """Return ``figure`` with one decimal: 2.4, -0.3; what rounds to nothing is 0.0, never -0.0."""
    whole = (abs(figure) * 10 + Fraction(1, 2)).__floor__()
    return Decimal(-whole if figure < 0 else whole).scaleb(-1)
