"""The head of an SSSOM table: YAML in comment lines, of which only our part is ever rewritten."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from kzgraph.links.curies import BUILT_IN

EVIDENCE: Final = "ext_evidence"
"""The column of the sources of evidence: an extension of SSSOM, which has none for texts."""

_NEW: Final = ("license: https://creativecommons.org/licenses/by/4.0/",)
_SLOT = re.compile(r"([A-Za-z_]\w*)\s*:")


@dataclass(frozen=True)
class Head:
    """The metadata of a table: its YAML lines without the leading ``#``, and what they say.

    Values are texts, as they are written: 1.10 stays 1.10.
    """

    lines: tuple[str, ...]
    slots: Mapping[str, Any]

    @property
    def declared(self) -> dict[str, str]:
        """The prefixes of ``curie_map``."""
        found = self.slots.get("curie_map") or {}
        return {str(name): str(iri) for name, iri in found.items()}

    @property
    def prefixes(self) -> dict[str, str]:
        """The prefixes that CURIEs of the table may use."""
        return {**BUILT_IN, **self.declared}

    def slot(self, name: str) -> str:
        """Return the text of a slot, or an empty one."""
        value = self.slots.get(name)
        return value if isinstance(value, str) else ""


NEW: Final = Head(_NEW, {})
"""The head of a table that is not there yet."""


def parse_head(lines: Iterable[str]) -> Head:
    """Read comment lines, with their ``#``. Raises ``ValueError``, ``TypeError``.

    Spreadsheets end such lines with tabs; they are dropped.
    """
    import yaml  # noqa: PLC0415  # a service that reads no table should not wait for it

    bare = [line.removeprefix("#").rstrip() for line in lines]
    margin = min((len(line) - len(line.lstrip(" ")) for line in bare if line), default=0)
    kept = tuple(line[margin:] for line in bare)
    try:
        slots = yaml.load("\n".join(kept), Loader=yaml.BaseLoader) or {}  # noqa: S506  # texts alone: the safest one
    except yaml.YAMLError as exc:
        raise ValueError(str(exc)) from exc
    if not isinstance(slots, dict) or not isinstance(slots.get("curie_map") or {}, dict):
        raise TypeError("the lines with # are no YAML of the form slot: value")
    return Head(kept, slots)


def render_head(
    head: Head, prefixes: Mapping[str, str], *, with_evidence: bool, source: str
) -> list[str]:
    """Return the lines of the head with these prefixes; all else of it stays word for word.

    ``source`` is the CURIE of the set of all objects, empty where rows differ in it. Dates stand in
    the rows, each with its own.
    """
    blocks = _blocks(head.lines)
    for name in ("curie_map", "mapping_date", "object_source"):
        blocks.pop(name, None)
    lines = [*blocks.pop("sssom_version", ()), *_curie_map(prefixes)]
    definitions = blocks.pop("extension_definitions", ())
    lines += [line for block in blocks.values() for line in block]
    lines += [f"object_source: {_scalar(source)}"] if source else []
    lines += _extensions(definitions, with_evidence=with_evidence)
    return ["#" + line for line in lines]


def _blocks(lines: Iterable[str]) -> dict[str, list[str]]:
    """Part the lines by slot; whatever comes before the first one belongs to none."""
    blocks: dict[str, list[str]] = {}
    name = ""
    for line in lines:
        found = _SLOT.match(line)
        name = found[1] if found else name
        blocks.setdefault(name, []).append(line)
    return blocks


def _curie_map(prefixes: Mapping[str, str]) -> list[str]:
    own = sorted((name, iri) for name, iri in prefixes.items() if BUILT_IN.get(name) != iri)
    return ["curie_map:", *(f"  {name}: {_scalar(iri)}" for name, iri in own)] if own else []


def _scalar(text: str) -> str:
    """Write a text without spaces in the plain style of YAML, or else in double quotes."""
    return text if re.fullmatch(r"\w\S*[^\s:]", text) else json.dumps(text)


def _extensions(lines: Iterable[str], *, with_evidence: bool) -> list[str]:
    kept = list(lines) or ["extension_definitions:"]
    if with_evidence and not any(EVIDENCE in line for line in kept):
        kept += [f"  - slot_name: {EVIDENCE}", "    property: kz:linkEvidence"]
        kept += ["    type_hint: xsd:string"]
    return kept if len(kept) > 1 else []
