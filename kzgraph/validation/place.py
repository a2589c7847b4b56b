"""Where a shape is looked at, as patterns of SPARQL."""

from dataclasses import dataclass

from kzgraph.validation.uncovered import Uncovered


@dataclass(frozen=True)
class Place:
    """Where a shape is looked at.

    ``domain`` binds ``node``; ``values`` binds ``node`` and ``value``, also for nodes outside of the
    domain where ``within``, to be put after it, leaves these out. Without ``path``, value and node
    are one. ``near`` tells that the domain is small, so that all is looked up from there.
    """

    node: str
    value: str
    domain: str
    values: str
    within: str = ""
    path: str | None = None
    counted: str = "*"
    near: bool = False

    @property
    def several(self) -> str:
        """Return the variable of the values, which a node shape does not have."""
        if self.path is None:
            raise Uncovered("a constraint of the values of a path on a shape without one")
        return self.value

    def from_node(self, pattern: str) -> str:
        """Return a pattern of the node, looked up from the domain where that is small."""
        return f"{{ {self.domain} }} {pattern}" if self.near else pattern

    def from_value(self, pattern: str) -> str:
        """Return a pattern of the value, looked up from the values where they are few."""
        return f"{{ {self.values} }} {pattern}" if self.near else pattern

    def held(self, pattern: str) -> str:
        """Return a pattern for what it finds inside of the domain."""
        if not self.within:
            return pattern
        return f"{{ SELECT {self.node} {self.value} WHERE {{ {pattern} }} }} {self.within}"

    def counting(self, pattern: str, which: str) -> str:
        """Return the nodes that a pattern gives as many values as a comparison says."""
        return (
            f"{{ SELECT {self.node} WHERE {{ {pattern} }} "
            f"GROUP BY {self.node} HAVING (COUNT({self.counted}) {which}) }}"
        )
