"""How long `kzgraph build` takes after one document has changed, and that the result is the same.

The folders are copied and built once; then one claim of one document is paraphrased otherwise, one is
told of another day, and the same command runs again over the same home. In the end the changed folders
are built into an empty home: both releases must have one hash. The home with its releases is
kept for what asks for changes.

Run with ``python benchmarks/rebuild.py --sizes 1000000``.
"""

import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from build import command, count
from common import DATA, Results, parsed, ran, rounds_of, sizes_of
from sized import folders, keep

from kzgraph.release import Home

TARGET_SECONDS = 2.0
TARGET_AT = 1_000_000


def main() -> None:
    """Measure and print."""
    given = parsed(__doc__).parse_args()
    results = Results("rebuild", given.out)
    results.heading()
    for size in sizes_of(given, results):
        seconds, same = _rebuilt(results, size, rounds_of(given, results))
        if size >= TARGET_AT:
            wanted = f"a rebuild after one changed document under {TARGET_SECONDS:g} s"
            results.target(wanted, f"{seconds:.2f} s", met=seconds < TARGET_SECONDS)
        wanted = f"after {size:,} quads and a change the same hash as a full build"
        results.target(wanted, str(same), met=same)
    results.growth()


def _rebuilt(results: Results, size: int, rounds: int) -> tuple[float, bool]:
    """Build, change and rebuild; return the seconds, and whether a full build gives the same."""
    whole = folders(size)
    with tempfile.TemporaryDirectory(dir=DATA) as place:
        root, home, anew = (Path(place) / name for name in ("root", "home", "anew"))
        shutil.copytree(whole, root)
        subprocess.run(command(root, home), check=True, capture_output=True)
        documents = sorted((root / "data" / "sources").iterdir())
        taken = []
        for at in range(rounds):
            _change(documents[len(documents) // 2 + at] / "claims.trig")
            taken.append(ran(command(root, home)).seconds)
        seconds = results.figure("kzgraph build", "after one change: time", count(home), taken, "s")
        subprocess.run(command(root, anew), check=True, capture_output=True)
        same = Home(home).current().id == Home(anew).current().id
        keep(home, f"{size}.releases")
        return seconds, same


def _change(claims: Path) -> None:
    """Paraphrase the first claim otherwise, and let the last be deprecated for a reason."""
    text = claims.read_text(encoding="utf-8")
    text = text.replace('."@en', ', it is said."@en', 1)
    reason = (
        'kz:rank kz:DeprecatedRank ;\n\t\tkz:rankReason "Withdrawn."@en ;\n'
        '\t\tkz:rankedBy <https://w3id.org/kzgraph/team> ;\n\t\tkz:rankedOn "2026-11-22"^^xsd:date ;'
    )
    *before, after = re.split(r"kz:rank kz:NormalRank ;", text)
    claims.write_text("kz:rank kz:NormalRank ;".join(before) + reason + after, encoding="utf-8")


if __name__ == "__main__":
    main()
