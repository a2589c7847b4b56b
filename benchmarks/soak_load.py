"""The load of a soak run: readers whose answers are judged, a writer, and who kills query workers."""

import hashlib
import os
import random
import signal
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Event, Lock

import httpx
from soak_processes import QUERIES, roles

from kzgraph.identifiers import ENTITIES_GRAPH
from kzgraph.release import Home
from kzgraph.release.keep import prune

RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
LOOK_UP = "SELECT ?p ?o { <https://w3id.org/kzgraph/id/state/kaz> ?p ?o } ORDER BY ?p ?o LIMIT 100"
PATHS = (
    "/v1/entities?limit=20",
    "/v1/entities/state/kaz",
    "/v1/entities/state/kaz/timeline?limit=20",
    "/v1/claims?limit=20",
    "/v1/agreements?limit=20",
    "/v1/search?q=Kazakh",
    "/v1/suggest?q=Tok",
    "/v1/conflicts?limit=20",
    "/page/state/fra",
    "/agreements",
    "/sparql?format=csv&query=" + LOOK_UP.replace(" ", "+").replace("?", "%3F"),
)
POLITE = {429, 503}
ON_A_CONNECTION = 200


@dataclass
class Tally:
    """What the readers and the writer saw, from all threads."""

    answers: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    known: dict[tuple[str, str], str] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    def note(self, kind: str, fault: str | None = None) -> None:
        """Count an answer, and keep why it was none."""
        with self.lock:
            self.answers[kind] += 1
            if fault is not None:
                self.faults.append(f"{time.strftime('%H:%M:%S')} {kind}: {fault}")

    def is_known(self, path: str, release: str, body: bytes) -> bool:
        """Tell whether an address answers in a release as it did before."""
        digest = hashlib.sha256(body).hexdigest()
        with self.lock:
            return self.known.setdefault((path, release), digest) == digest


def read(address: str, pause: float, tally: Tally, stop: Event, seed: int) -> None:
    """Ask until told to stop."""
    chance = random.Random(seed)
    number = 0
    while not stop.is_set():
        with httpx.Client(base_url=address, timeout=60) as client:
            for _ in range(ON_A_CONNECTION):
                number += 1
                ask(client, tally, chance, f"{seed}x{number}")
                if stop.wait(pause):
                    break


def ask(client: httpx.Client, tally: Tally, chance: random.Random, unique: str) -> None:
    """Make one request of some kind, and judge its answer."""
    kind = chance.choices(("known", "new", "runaway"), (90, 10, 0.3))[0]
    text = f"{RUNAWAY if kind == 'runaway' else LOOK_UP} # {unique}"
    path = chance.choice(PATHS) if kind == "known" else "/sparql"
    query = None if kind == "known" else {"query": text, "format": "csv"}
    try:
        answer = client.get(path, params=query)
    except httpx.TransportError as exc:
        tally.note(kind, f"{path} was lost: {exc!r}")
        return
    if answer.status_code in POLITE:
        polite = answer.headers.get("content-type", "").startswith("application/problem+json")
        polite = polite or "text/html" in answer.headers.get("content-type", "")
        tally.note(f"{kind} {answer.status_code}", None if polite else f"{path}: {answer.text}")
    elif answer.status_code != httpx.codes.OK:
        tally.note(kind, f"{path}: {answer.status_code} {answer.text[:300]}")
    elif not tally.is_known(path, answer.headers["kzgraph-release"], answer.content):
        tally.note(kind, f"{path} answers otherwise than before")
    else:
        tally.note(kind)


def write(address: str, home: Home, token: str, every: float, tally: Tally, stop: Event) -> None:
    """Publish a release that never was before, every so many seconds, and remove old ones."""
    number = 0
    while not stop.wait(every):
        number += 1
        name = f"GRAPH <{ENTITIES_GRAPH}> {{ state:kaz skos:altLabel"
        before = f'DELETE DATA {{ {name} "Soaked {number - 1}"@en }} }} ;' if number > 1 else ""
        update = f'{before} INSERT DATA {{ {name} "Soaked {number}"@en }} }}'
        headers = {"Authorization": f"Bearer {token}"}
        try:
            answer = httpx.post(
                f"{address}/sparql", data={"update": update}, headers=headers, timeout=120
            )
            fine = answer.is_success or answer.status_code in POLITE
            tally.note(f"write {answer.status_code}", None if fine else answer.text[:300])
        except httpx.TransportError as exc:
            tally.note("write", f"was lost: {exc!r}")
        prune(home, keep=3)
        with tally.lock:
            current = home.current().id
            tally.known = {key: seen for key, seen in tally.known.items() if key[1] == current}


def kill(pid: int, every: float, tally: Tally, stop: Event) -> None:
    """Kill a query worker every so many seconds."""
    chance = random.Random(0)
    while not stop.wait(every):
        workers = sorted(pid for pid, role in roles(pid).items() if role == QUERIES)
        if workers:
            with suppress(ProcessLookupError):
                os.kill(chance.choice(workers), signal.SIGKILL)
                tally.note("killed worker")
