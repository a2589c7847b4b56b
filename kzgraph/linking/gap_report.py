"""What a gap report holds, and its three forms: text, CSV, and JSON that can be read again."""

import csv
import io
from collections import Counter
from dataclasses import fields
from pathlib import Path
from typing import Final, Literal, get_args

from pydantic import TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from kzgraph.errors import BadRequestError, Problem
from kzgraph.identifiers import compact

Status = Literal[
    "same", "missing-there", "missing-here", "different", "deprecated-there", "not-comparable"
]
STATUSES: Final[tuple[Status, ...]] = get_args(Status)


@dataclass(frozen=True, slots=True)
class Gap:
    """One statement, ours or theirs, and how it stands to the other side.

    ``entity`` and ``property`` are IRIs of ours, ``item`` and ``target`` ids of theirs (Q232, P35),
    empty where there is none. ``value`` is our term in N-Triples, ``ours`` and ``theirs`` are for
    people. ``back`` says that their property points the other way. ``claims`` are IRIs.
    """

    status: Status
    entity: str
    item: str
    property: str = ""
    back: bool = False
    target: str = ""
    value: str = ""
    ours: str = ""
    theirs: str = ""
    note: str = ""
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GapReport:
    """The gaps of a release against an endpoint on a day; ``redirects`` lead from old to new Q-ids."""

    release: str
    endpoint: str
    day: str
    redirects: dict[str, str]
    gaps: tuple[Gap, ...]


_JSON: Final = TypeAdapter(GapReport)


def as_json(report: GapReport) -> str:
    """Return a report in the form that `read_report` reads."""
    return _JSON.dump_json(report, indent=1).decode("utf-8") + "\n"


def read_report(path: Path) -> GapReport:
    """Read a saved report. Raises ``BadRequestError`` that says what is wrong, and where."""
    try:
        return _JSON.validate_json(path.read_bytes())
    except OSError as exc:
        raise BadRequestError(f"{path} cannot be read: {exc.strerror}.") from exc
    except ValidationError as exc:
        faults = [
            str(Problem(fault["msg"], f"{path} at {'/'.join(map(str, fault['loc'])) or 'its top'}"))
            for fault in exc.errors()[:5]
        ]
        advice = "Save a report with `kzgraph link gaps --format json`."
        raise BadRequestError("; ".join(faults) + f". {advice}") from exc


def as_csv(report: GapReport) -> str:
    """Return a report as CSV: one line for each gap, claims parted by blanks."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    names = [field.name for field in fields(Gap)]
    writer.writerow(names)
    for gap in report.gaps:
        cells = [getattr(gap, name) for name in names]
        writer.writerow([" ".join(cell) if isinstance(cell, tuple) else cell for cell in cells])
    return out.getvalue()


def as_text(report: GapReport) -> str:
    """Return a report for people: counts first, then what is to be done, entity by entity."""
    counted = Counter(gap.status for gap in report.gaps)
    lines = [f"release {report.release[:12]} against {report.endpoint}, {report.day}"]
    lines += [f"{counted[status]:>5}  {status}" for status in STATUSES]
    lines += [f"redirected: {old} is now {new}" for old, new in sorted(report.redirects.items())]
    shown = ""
    for gap in report.gaps:
        if gap.entity != shown:
            shown = gap.entity
            lines += ["", f"{compact(gap.entity)} = {gap.item}"]
        lines.append(_line(gap))
    return "\n".join(lines) + "\n"


def _line(gap: Gap) -> str:
    arrow = "<-" if gap.back else ""
    names = " ".join(
        filter(None, (arrow, compact(gap.property) if gap.property else "", gap.target))
    )
    sides = [f"ours {gap.ours}" if gap.ours else "", f"theirs {gap.theirs}" if gap.theirs else ""]
    note = f" ({gap.note})" if gap.note else ""
    return f"  {gap.status:<16}  {names}: {'; '.join(filter(None, sides))}{note}"
