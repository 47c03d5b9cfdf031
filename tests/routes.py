"""Routes compiled once, however many apps the tests make: that was a third of their time."""

from typing import Any, ClassVar

from werkzeug.routing import Rule


class KeptRule(Rule):
    """A rule that takes over what an equal one of an earlier app was compiled to."""

    _compiled: ClassVar[dict[tuple[Any, ...], dict[str, Any]]] = {}

    def compile(self) -> None:
        key = (self.rule, self.endpoint, frozenset(self.methods or ()), str(self.defaults))
        if key not in self._compiled:
            super().compile()
            self._compiled[key] = {name: own for name, own in vars(self).items() if name != "map"}
        vars(self).update(self._compiled[key])
