"""Fractions as text and back: what is frozen stays exact."""

from fractions import Fraction

from lcm.web.rounding import one_decimal


def kept(figure: Fraction | None) -> str | None:
    """Return a fraction as text, "3/2"."""
    return None if figure is None else str(figure)


def fraction(text: str | None) -> Fraction | None:
    """Return the fraction that `kept` wrote."""
    return None if text is None else Fraction(text)


def tenths(figure: Fraction | None) -> str | None:
    """Return a figure with one decimal, halves away from zero: "2.4", "-0.3"."""
    return None if figure is None else str(one_decimal(figure))
