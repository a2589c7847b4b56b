"""Plain datasets: any RDF, served as it is. Nothing is derived and no shape asked for."""

from collections.abc import Sequence
from pathlib import Path

from kzgraph.errors import (
    BadRequestError,
    ConfigurationError,
    DataError,
    NoReleaseError,
    StoreError,
)
from kzgraph.rdf import SUFFIXES
from kzgraph.release.home import Before, Home, Release
from kzgraph.store import EmbeddedStore


def init(home: Home, files: Sequence[Path], before: Before | None = None) -> Release:
    """Make a release of the given files, or an empty one, and switch to it.

    ``before`` is called with it before it is current. Triples go to the default graph, quads to
    their own. Raises ``BadRequestError`` for a file that cannot be read, and when the current
    release is derived from claims: it would be hidden.
    """
    # A service that finds a release should not wait for what makes one.
    from kzgraph.release.content import (  # noqa: PLC0415
        make_manifest,
        write_names,
        write_statements,
    )

    with home.writing() as folder:
        if _current_is_derived(home):
            raise BadRequestError(
                f"The current release under {home.path} is derived from claims. "
                "Choose another folder with --home."
            )
        store = EmbeddedStore.create(folder / "store")
        for path in files:
            _load(store, path)
        write_names(store, folder, plain=True)
        write_statements(store, folder)
        manifest = make_manifest(store, None)
        manifest.write(folder)
        store.close()
        return home.publish(folder, manifest, by="init", before=before)


def opened(home: Home, derive: str) -> Release:
    """Return the current release, or a new empty one where ``derive`` is off and there is none.

    Raises ``ConfigurationError`` when the release is not of the kind that the setting asks for.
    """
    try:
        release = home.current()
    except NoReleaseError:
        if derive == "on":
            raise
        return init(home, ())
    if release.manifest.derived != (derive == "on"):
        kind = "derived from claims" if release.manifest.derived else "a plain dataset"
        raise ConfigurationError(
            f"KZGRAPH_DERIVE is {derive}, but the current release under {home.path} is {kind}."
        )
    return release


def _current_is_derived(home: Home) -> bool:
    try:
        return home.current().manifest.derived
    except NoReleaseError:
        return False


def _load(store: EmbeddedStore, path: Path) -> None:
    if path.suffix not in SUFFIXES:
        raise BadRequestError(f"{path}: the suffix is none of {', '.join(SUFFIXES)}.")
    try:
        store.load_file(path)
    except (DataError, StoreError) as exc:
        raise BadRequestError(str(exc)) from exc
