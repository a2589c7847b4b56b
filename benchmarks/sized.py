"""Generated data by their size, each made once and kept in ``.bench-data``.

A release that ``build.py`` has made takes the place of one that is kept, with what was read from it: so a
run of all benchmarks asks releases of the present program.
"""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from common import DATA

from kzgraph.rdf import RdfFormat
from kzgraph.release import Home

GENERATE = Path(__file__).with_name("generate.py")


def folders(quads: int) -> Path:
    """Return source folders of about so many quads, made once."""
    return _kept(f"{quads}", lambda part: _generate(quads, "--folders", part))


def home(quads: int) -> Path:
    """Return a home with a release of about so many quads, made once from its folders."""
    return _kept(f"{quads}.home", lambda part: _generate(quads, "--home", part))


def keep_home(quads: int, made: Path) -> None:
    """Keep a home that was built from the folders of a size in place of the one that is kept."""
    for read in ("nq", "nt", "oxigraph"):
        _remove(DATA / f"{quads}.{read}")
    keep(made, f"{quads}.home")


def keep(made: Path, name: str) -> None:
    """Keep a folder under a name in place of what is kept under it."""
    _remove(DATA / name)
    DATA.mkdir(exist_ok=True)
    shutil.move(made, DATA / name)


def _remove(kept: Path) -> None:
    if kept.is_dir():
        shutil.rmtree(kept)
    kept.unlink(missing_ok=True)


def nquads(quads: int) -> Path:
    """Return the finished graph of about so many quads as N-Quads, made once."""
    return _kept(f"{quads}.nq", lambda part: _dump(home(quads), part))


def triples(quads: int) -> Path:
    """Return the default graph of about so many quads as N-Triples, made once."""
    return _kept(f"{quads}.nt", lambda part: _dump(home(quads), part))


def _kept(name: str, make: Callable[[Path], None]) -> Path:
    """Make something under another name, and rename it when it is whole."""
    target, part = DATA / name, DATA / f"part-{name}"
    if not target.exists():
        DATA.mkdir(parents=True, exist_ok=True)
        make(part)
        part.rename(target)
    return target


def _generate(quads: int, option: str, target: Path) -> None:
    command = [sys.executable, str(GENERATE), "--quads", str(quads), option, str(target)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def _dump(home: Path, target: Path) -> None:
    store = Home(home).current().open_store()
    suffix = target.suffix.removeprefix(".")
    store.dump(target, {"nq": RdfFormat.N_QUADS, "nt": RdfFormat.N_TRIPLES}[suffix])
    store.close()
