"""Where a shape is looked at, as patterns of SPARQL."""

from dataclasses import dataclass

from kzgraph.validation.uncovered import Uncovered


@dataclass(frozen=True)
class Place:
    """Where a shape is looked at.

    ``domain`` binds ``node``; ``values`` binds ``node`` and ``value``, also for nodes outside of the
    domain where ``within``, to be put after it, leaves these out. Without ``path``, value and node
    are one.
    """

    node: str
    value: str
    domain: str
    values: str
    within: str = ""
    path: str | None = None
    counted: str = "*"

    @property
    def several(self) -> str:
        """Return the variable of the values, which a node shape does not have."""
        if self.path is None:
            raise Uncovered("a constraint of the values of a path on a shape without one")
        return self.value

    def held(self, pattern: str) -> str:
        """Return a pattern for what it finds inside of the domain."""
        if not self.within:
            return pattern
        return f"{{ SELECT DISTINCT {self.node} {self.value} WHERE {{ {pattern} }} }} {self.within}"

    def counting(self, pattern: str, which: str) -> str:
        """Return the nodes that a pattern gives as many values as a comparison says."""
        return (
            f"{{ SELECT {self.node} WHERE {{ {pattern} }} "
            f"GROUP BY {self.node} HAVING (COUNT({self.counted}) {which}) }}"
        )
