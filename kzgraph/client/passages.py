"""The words of passages: for a user who has attached the texts, never from a service."""

from kzgraph.client.asked import checked
from kzgraph.client.call import Call, Opened
from kzgraph.client.caller import Caller
from kzgraph.client.http import Http
from kzgraph.errors import BadRequestError
from kzgraph.model import Passage
from kzgraph.release.texts import passages_of


@checked
class PassageCalls(Caller):
    """What stands in the user's own home beside the releases."""

    def passages(self, claim: str) -> tuple[Passage, ...]:
        """Return the passages of a claim with their words, where the text is attached.

        Only a release in the file system has them: the texts are its user's, and no service's.
        """
        if isinstance(self._backend, Http):
            raise BadRequestError(
                "A service has no texts; open the home in which you attached them, as "
                'Client(".kzgraph").'
            )

        def read(at: Opened) -> tuple[Passage, ...]:
            return passages_of(at.home, at.graph, claim)

        return self._backend.answer(Call(tuple[Passage, ...], "", {}, read))
