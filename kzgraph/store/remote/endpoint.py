"""Where a remote engine is, and who asks it."""

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, Literal, Self

from kzgraph.errors import ConfigurationError

if TYPE_CHECKING:
    from kzgraph.settings import Settings

Kind = Literal["generic", "oxigraph", "virtuoso"]

_RELEASE: Final = "{release}"


@dataclass(frozen=True)
class Endpoint:
    """The addresses of one engine: queries, updates, and the graph store protocol.

    ``update`` and ``graphs`` may be empty: then nothing is written, or data go by updates. Where
    ``{release}`` stands in an address, each release has a dataset of its own.
    """

    query: str
    update: str = ""
    graphs: str = ""
    user: str = ""
    password: str = field(default="", repr=False)
    kind: Kind = "generic"
    seconds: float = 60.0

    @classmethod
    def of(cls, settings: "Settings") -> Self | None:
        """Return the engine that the operator set, or None. Raises ``ConfigurationError``."""
        if not settings.store:
            return None
        made = cls(
            settings.store,
            settings.store_update,
            settings.store_graphs,
            settings.store_user,
            settings.store_password.get_secret_value(),
            settings.store_kind,
            settings.store_seconds,
        )
        made._check()
        return made

    @property
    def parted(self) -> bool:
        """Whether each release has a dataset of its own."""
        return _RELEASE in self.query

    def at(self, place: str) -> Self:
        """Return the addresses for one release."""
        update, graphs = (a.replace(_RELEASE, place) for a in (self.update, self.graphs))
        return replace(
            self, query=self.query.replace(_RELEASE, place), update=update, graphs=graphs
        )

    def _check(self) -> None:
        for name, address in (("UPDATE", self.update), ("GRAPHS", self.graphs)):
            if address and (_RELEASE in address) != self.parted:
                raise ConfigurationError(
                    f"KZGRAPH_STORE and KZGRAPH_STORE_{name} must both have {_RELEASE} or neither: "
                    "what is written to one dataset would be asked of another."
                )
