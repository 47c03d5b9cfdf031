"""By what name people of a meeting see each other: the first, while that tells them apart."""

from collections import Counter
from collections.abc import Sequence

from lcm.people.identity import first_name, name_key


def shown_names(full_names: Sequence[str]) -> list[str]:
    """Return for each full name the first name, with a family initial where two share that.

    In the order given. A name of one word stays as it is, and "" stays "".
    """
    firsts = [first_name(name) for name in full_names]
    bearers = Counter(name_key(first) for first in firsts)
    return [
        _with_initial(first, name) if bearers[name_key(first)] > 1 else first
        for first, name in zip(firsts, full_names, strict=True)
    ]


def _with_initial(first: str, full_name: str) -> str:
    family = full_name.partition(",")[0] if "," in full_name else full_name.rpartition(" ")[2]
    initial = family.strip()[:1].upper()
    is_other = family.strip() != first and initial.isalpha()
    return f"{first} {initial}." if is_other else first
