"""An opened release: what every read model reads from."""

from dataclasses import dataclass
from functools import cached_property
from weakref import finalize

from kzgraph.names import Completer, NameIndex
from kzgraph.read.entity_sets import EntitySets
from kzgraph.read.moments import Moments
from kzgraph.read.vocabulary import Vocabulary, read_vocabulary
from kzgraph.read.witnesses import Conflicts
from kzgraph.statements import StatementIndex
from kzgraph.store import Store


@dataclass(frozen=True)
class Graph:
    """The store of a release, and the indexes beside it; any number of threads may read."""

    release: str
    store: Store
    names: NameIndex
    statements: StatementIndex

    @cached_property
    def completer(self) -> Completer:
        """What completes names; it is made by ``warm``, or when it is first asked for."""
        weights = {entity.iri: entity.claims for entity in self.entities.entities}
        completer = Completer(self.names, weights)
        finalize(self, completer.close)  # two threads may make one each
        return completer

    @cached_property
    def entities(self) -> EntitySets:
        """The entities in memory, for lists and facets; read by ``warm``, or when first asked for."""
        return EntitySets(self.statements)

    @cached_property
    def moments(self) -> Moments:
        """The times that claims give, in their order; read by ``warm``, or when first asked for."""
        return Moments(self.statements, self.entities)

    @cached_property
    def conflicts(self) -> Conflicts:
        """The conflicts, each read when it is first asked for."""
        return Conflicts(self.statements)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The classes and properties; read when they are first asked for."""
        return read_vocabulary(self.store, self.names)

    def warm(self) -> None:
        """Make what else the first who asks for it would wait for. Raises ``StoreError`` once closed."""
        _ = self.entities, self.moments, self.statements.documents, self.completer

    def close(self) -> None:
        """Let go of all files."""
        self.statements.close()
        self.names.close()
        self.store.close()
