"""Dumps: all that a release holds as one file, in the forms that other tools load."""

import gzip
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kzgraph.describe.triples import Description
from kzgraph.links import export_table
from kzgraph.rdf import Literal, NamedNode, RdfFormat
from kzgraph.store import Store
from kzgraph.vocab import DCAT, DCTERMS, VOID

_TABLE: Final = "text/tab-separated-values"
_MEDIA_TYPES: Final = "https://www.iana.org/assignments/media-types/"


@dataclass(frozen=True)
class Dump:
    """A form of dump: the end of its name, its type, and whether gzip packs it.

    The one without a format of RDF has the link judgements alone, as a table.
    """

    suffix: str
    rdf_format: RdfFormat | None
    packed: bool = False

    @property
    def name(self) -> str:
        """The name of the file."""
        return f"kzgraph.{self.suffix}"

    @property
    def inner_type(self) -> str:
        """The media type of what is inside."""
        return self.rdf_format.media_type if self.rdf_format else _TABLE

    @property
    def media_type(self) -> str:
        """The media type of the file."""
        return "application/gzip" if self.packed else self.inner_type

    @property
    def title(self) -> str:
        """What it is, for people."""
        if self.rdf_format is None:
            return "The link judgements as SSSOM"
        held = "All graphs" if self.rdf_format.supports_datasets else "The default graph"
        return f"{held} as {self.rdf_format.name}{', packed by gzip' if self.packed else ''}"


DUMPS: Final = {
    dump.name: dump
    for dump in (
        Dump("nq", RdfFormat.N_QUADS),
        Dump("nq.gz", RdfFormat.N_QUADS, packed=True),
        Dump("trig", RdfFormat.TRIG),
        Dump("nt", RdfFormat.N_TRIPLES),
        Dump("ttl", RdfFormat.TURTLE),
        Dump("sssom.tsv", None),
    )
}
"""The dumps that there are, by name."""


def write_dump(store: Store, dump: Dump, target: Path) -> None:
    """Write a dump to a file, whatever the size of the store in little memory.

    Raises ``StoreError`` and ``OSError``.
    """
    if dump.rdf_format is None:
        target.write_text(export_table(store), encoding="utf-8")
        return
    if not dump.packed:
        store.dump(target, dump.rdf_format)
        return
    plain = target.with_suffix(".plain")
    store.dump(plain, dump.rdf_format)
    # No time and no name inside: the same release gives the same bytes.
    with (
        plain.open("rb") as source,
        target.open("wb") as file,
        gzip.GzipFile("", "wb", fileobj=file, mtime=0) as packer,
    ):
        shutil.copyfileobj(source, packer, 1 << 20)
    plain.unlink()


def say_dumps(description: Description, dataset: NamedNode, folder: str) -> None:
    """Say where the dumps of a dataset are: in VoID by their addresses, in DCAT with their types."""
    for name, dump in DUMPS.items():
        address = NamedNode(f"{folder}/{name}")
        distribution = description.part(DCAT + "Distribution")
        if dump.rdf_format:  # VoID knows dumps in RDF alone
            description.say(dataset, VOID + "dataDump", address)
        description.say(dataset, DCAT + "distribution", distribution)
        description.say(distribution, DCTERMS + "title", Literal(dump.title, language="en"))
        description.say(distribution, DCAT + "accessURL", dataset)
        description.say(distribution, DCAT + "downloadURL", address)
        media_type = NamedNode(_MEDIA_TYPES + dump.inner_type)
        description.say(distribution, DCAT + "mediaType", media_type)
        if dump.packed:
            packing = NamedNode(f"{_MEDIA_TYPES}application/gzip")
            description.say(distribution, DCAT + "compressFormat", packing)
