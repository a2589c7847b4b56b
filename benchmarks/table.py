"""Writes the figures of a run, lines of JSON, into README.md as tables between two marks.

``all.py`` calls it after a run; ``python benchmarks/table.py FILE`` writes those of a file.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from common import COSTS, GROWS, shown
from servers import COMMANDS

README = Path(__file__).with_name("README.md")
BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"

PEERS = ("oxigraph load", "oxigraph serve", "pyshacl", "fts5 trigrams", "rapidfuzz")
"""With whom the others of a benchmark are compared: the first of these that took part."""

Line = dict[str, Any]


def main() -> None:
    """Write the tables of the file that the command line names."""
    write(Path(sys.argv[1]))


def write(figures: Path) -> None:
    """Put the figures of a file into README.md, in place of those that stand there."""
    text = README.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    lines = [json.loads(line) for line in figures.read_text(encoding="utf-8").splitlines()]
    told = "\n".join(tables(lines))
    README.write_text(f"{before}{BEGIN}\n{told}\n{END}{after}", encoding="utf-8")


def tables(lines: Sequence[Line]) -> Iterator[str]:
    """Yield the machine, targets, and for each benchmark its command, its figures and its growth."""
    yield f"\n{lines[0]['machine']}; {lines[0]['at'][:10]}\n"
    yield "| target | in this run |\n|---|---|"
    for line in lines:
        if "target" in line:
            met = "met" if line["met"] else "**missed**"
            yield f"| {line['target']} | {met}: {line['measured']} |"
    for benchmark in dict.fromkeys(line["benchmark"] for line in lines):
        own = [line for line in lines if line["benchmark"] == benchmark]
        yield f"\n### {benchmark}\n\n`{own[0]['command'].partition(' --out')[0]}`\n"
        yield from _figures([line for line in own if "what" in line])
        yield from _growth([line for line in own if "growth" in line])
    yield "\n### How the systems were run\n\n| system | command |\n|---|---|"
    used = {line["system"] for line in lines if "system" in line}
    yield from (f"| {name} | `{command}` |" for name, command in COMMANDS.items() if name in used)


def _figures(lines: Sequence[Line]) -> Iterator[str]:
    """Yield a row for each load and size; a column for each system, or for each measure of one."""
    systems = [*dict.fromkeys(line["system"] for line in lines)]
    if len(systems) == 1:
        yield from _measures(lines)
        return
    peer = next((name for name in PEERS if name in systems), None)
    rows: dict[tuple[str, str], dict[str, Line]] = defaultdict(dict)
    for line in lines:
        rows[line["what"], f"{line['size']:,}"][line["system"]] = line
    yield f"| load | size | {' | '.join(systems)} |"
    yield f"|---|---:|{'---:|' * len(systems)}"
    for (what, size), found in rows.items():
        base = found.get(peer or "")
        cells = (_cell(found.get(system), base) for system in systems)
        yield f"| {what} | {size} | {' | '.join(cells)} |"


def _measures(lines: Sequence[Line]) -> Iterator[str]:
    """Yield a row for each load and size of one system, and a column for each thing measured of it."""
    rows: dict[tuple[str, str], dict[str, Line]] = defaultdict(dict)
    for line in lines:
        what, _, measure = line["what"].partition(": ")
        rows[what, f"{line['size']:,}"][measure] = line
    measures = [*dict.fromkeys(measure for found in rows.values() for measure in found)]
    yield f"| {lines[0]['system']} | size | {' | '.join(measures)} |"
    yield f"|---|---:|{'---:|' * len(measures)}"
    for (what, size), found in rows.items():
        cells = (_cell(found.get(measure), None) for measure in measures)
        yield f"| {what} | {size} | {' | '.join(cells)} |"


def _cell(line: Line | None, base: Line | None) -> str:
    """Return a figure, and how good it is beside the peer's: of 2, half of its time or twice its rate."""
    if line is None:
        return ""
    told = f"{shown(line['median'])} {line['unit']}"
    if base is None or base is line or not line["median"]:
        return told
    return f"{told} ({_ratio(line, base):.2g})"


def _ratio(line: Line, base: Line) -> float:
    """Return the median of the ratios within a round, where both have as many."""
    pairs = [*zip(line["rounds"], base["rounds"], strict=False)]
    if len(line["rounds"]) != len(base["rounds"]):
        pairs = [(line["median"], base["median"])]
    if line["unit"] in COSTS:
        return median(theirs / ours for ours, theirs in pairs)
    return median(ours / theirs for ours, theirs in pairs)


def _growth(lines: Sequence[Line]) -> Iterator[str]:
    """Yield what grows faster than its work, and how many costs do not."""
    marked = [line for line in lines if max(line["exponents"], default=0) > GROWS]
    if lines:
        yield f"\n{len(lines) - len(marked)} of {len(lines)} costs grow no faster than the data."
    for line in marked:
        powers = ", ".join(f"{one:.2f}" for one in line["exponents"])
        yield f"- **{line['growth']}** grows with the power {powers} from size to size"


if __name__ == "__main__":
    main()
