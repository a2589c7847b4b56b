"""Candidates from a reconciliation service."""

import json
import time
from collections.abc import Iterator
from typing import Any, Final

import httpx

from kzgraph.linking.manners import Refusal, refusal
from kzgraph.linking.model import Ours, Theirs
from kzgraph.linking.reconciled import Found, Manifest, draft_results, results
from kzgraph.linking.remote import Remote
from kzgraph.linking.things import Things

_CANDIDATES: Final = 5
_NAMES: Final = 10
"""Names of a thing that are asked for, and candidates for each."""


class Service:
    """A reconciliation service, and the things of ours that are looked for there."""

    def __init__(self, remote: Remote, things: Things) -> None:
        self._remote, self._things = remote, things
        self._manifest: Manifest | None = None

    def candidates(self, ours: Ours, known: frozenset[str]) -> list[Theirs]:
        """Return what the service finds for our names, what was judged before left out.

        Raises ``ServiceError``.
        """
        manifest = self._manifest = self._manifest or self._asked("GET", "", None, Manifest.read)
        texts = list(dict.fromkeys(name.text for name in ours.names))[:_NAMES]
        found: dict[str, Theirs] = {}
        for candidate in self._answers(manifest, texts) if texts else ():
            theirs = self._told(ours, manifest, candidate)
            if theirs is not None and theirs.iri not in known:
                best = max(theirs, found.get(theirs.iri, theirs), key=lambda x: x.rating or 0)
                found[theirs.iri] = best
        return [found[iri] for iri in sorted(found)]

    def _answers(self, manifest: Manifest, texts: list[str]) -> Iterator[Found]:
        if manifest.draft:
            conditions = [[{"matchType": "name", "propertyValue": text}] for text in texts]
            queries = [{"conditions": each, "limit": _CANDIDATES} for each in conditions]
            content = json.dumps({"queries": queries}, ensure_ascii=False)
            found = self._asked("POST", "/match", {"json": content}, draft_results)
        else:
            asked = {f"q{n}": {"query": t, "limit": _CANDIDATES} for n, t in enumerate(texts)}
            content = json.dumps(asked, ensure_ascii=False)
            found = self._asked("POST", "", {"queries": content}, results)
        yield from found

    def _told(self, ours: Ours, manifest: Manifest, found: Found) -> Theirs | None:
        """Return a candidate, or None where its types are known and not ours."""
        known = {_iri(manifest.types, name) for name, _ in found.types}
        fits = self._things.fits(ours.classes, self._things.aligned & known)
        if fits == 0:
            return None
        return Theirs(
            _iri(manifest.ids, found.id),
            (found.name,),
            found.description,
            tuple(name for _, name in found.types),
            fits,
            rating=found.score,
        )

    def _asked(self, method: str, path: str, form: dict[str, str] | None, read: Any) -> Any:
        question = f"{method} {path} {json.dumps(form, ensure_ascii=False, sort_keys=True)}"
        return self._remote.answer(question, lambda: self._sent(method, path, form), read)

    def _sent(self, method: str, path: str, form: dict[str, str] | None) -> bytes:
        remote = self._remote
        headers = {"User-Agent": remote.agent, "Accept": "application/json"}
        body: dict[str, Any] = {"data": form} if form else {}
        if form and "json" in form:
            headers["Content-Type"] = "application/json"
            body = {"content": form["json"].encode()}
        seconds = remote.manners.seconds
        try:
            with httpx.stream(
                method, self._address(path), headers=headers, timeout=seconds,
                follow_redirects=True, **body,
            ) as answer:  # fmt: skip
                return self._read(answer)
        except (httpx.TimeoutException, TimeoutError) as exc:
            raise Refusal(f"it did not answer within {seconds:g} s", again=True) from exc
        except httpx.HTTPError as exc:
            raise Refusal(f"the connection failed: {exc}", again=True) from exc

    def _address(self, path: str) -> str:
        address, mark, parameters = self._remote.address.partition("?")
        return (address.rstrip("/") + path if path else address) + mark + parameters

    def _read(self, answer: httpx.Response) -> bytes:
        manners = self._remote.manners
        until, body = time.monotonic() + manners.seconds, bytearray()
        for part in answer.iter_bytes():
            body += part
            if len(body) > manners.max_bytes:
                raise Refusal(f"its answer is longer than {manners.max_bytes} bytes", again=False)
            if time.monotonic() > until:
                raise TimeoutError
        if answer.status_code != httpx.codes.OK:
            raise refusal(answer.status_code, answer.headers.get("Retry-After"), bytes(body))
        return bytes(body)


def _iri(space: str, name: str) -> str:
    return name if "://" in name else space + name
