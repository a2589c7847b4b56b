"""The round of a link, as a user goes it: propose, review, accept, reject, build."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from command import Done, command
from wikidata import Fault, Faults

from kzgraph.links import read_table

WD = "http://www.wikidata.org/entity/"
SETTINGS = {
    "KZGRAPH_CONTACT": "links@example.org",
    "KZGRAPH_AUTHOR": "A. Reader",
    "KZGRAPH_REMOTE_PAUSE": "0",
    "KZGRAPH_REMOTE_SECONDS": "20",
    "COLUMNS": "300",
    "NO_COLOR": "1",
}


class Desk:
    """A home and a data folder of one's own, at which commands are given."""

    def __init__(self, folder: Path, home: Path, root: Path) -> None:
        self.home, self.root = folder / "home", folder / "root"
        self.home.mkdir()
        for name in ("releases", "current"):
            (self.home / name).symlink_to((home / name).resolve())
        shutil.copytree(root, self.root)

    def env(self, **env: str) -> dict[str, str]:
        return {**SETTINGS, "KZGRAPH_HOME": str(self.home), **env}

    def run(self, *arguments: str, stdin: str = "", **env: str) -> Done:
        return command(*arguments, env=self.env(**env), stdin=stdin)

    def link(self, *arguments: str, stdin: str = "", **env: str) -> Done:
        return self.run("link", *arguments, "--root", str(self.root), stdin=stdin, **env)

    def judged(self, thing: str) -> dict[str, str]:
        table = read_table(self.root / "data" / "links" / "wikidata.sssom.tsv")
        ours = [j for j in table if j.subject.endswith(f"/{thing}")]
        return {(j.object or "none").removeprefix(WD): j.verdict for j in ours}


@pytest.fixture
def desk(tmp_path: Path, built_home: Path, texts_root: Path) -> Desk:
    return Desk(tmp_path, built_home, texts_root)


def test_the_round(desk: Desk, faults: Faults) -> None:
    endpoint = ("--endpoint", faults.address)
    done = desk.link("propose", *endpoint, "--kind", "company")
    assert done.returncode == 0, done.stderr
    lines = {line.split()[1]: line for line in done.stdout.splitlines() if "company/" in line}
    assert "Kazakhstan Temir Zholy (Q9000000001)" in lines["company/ktz"]
    assert "0.99" in lines["company/ktz"]
    assert "Orano (Q9000000003)" in lines["company/orano"]
    assert "Q9000000010 was merged into it" in lines["company/rosatom"]
    assert "none" in lines["company/vicat"]
    assert "company/edf" not in lines
    asked = len(faults.seen)
    again = desk.link("propose", *endpoint, "--kind", "company")
    assert "0 things searched, 0 with candidates; 6 searched before" in again.stdout
    assert len(faults.seen) == asked

    # The surest first: the railway (0.99), Orano, Rosatom; what follows from an answer is not asked.
    answers = "a the identifier is the same\nr another company\nu\nq\n"
    done = desk.link("review", stdin=answers)
    assert done.returncode == 0, done.stderr
    assert "1 match, 1 no-match, 1 unsure; 0 proposals wait" in done.stdout
    assert desk.judged("company/ktz") == {"Q9000000001": "match"}
    assert sorted(
        (*desk.judged("company/orano").values(), *desk.judged("company/rosatom").values())
    ) == ["no-match", "none-found", "none-found", "unsure"]

    second = {"KZGRAPH_HOME": str(desk.home.parent / "second")}
    built = desk.run("build", "--root", str(desk.root), **second)
    assert built.returncode == 0, built.stderr
    told = desk.run("query", f"ASK {{ company:ktz skos:exactMatch <{WD}Q9000000001> }}", **second)
    assert told.stdout.strip() == "yes"


def test_a_run_that_is_broken_off_goes_on(desk: Desk, faults: Faults) -> None:
    first = desk.link("propose", "--endpoint", faults.address, "--kind", "company", "--limit", "2")
    assert "2 things searched" in first.stdout
    faults.plan(Fault(400, body=b"planned"))
    broken = desk.link("propose", "--endpoint", faults.address, "--kind", "company")
    assert (broken.returncode, "answered 400: planned" in broken.stderr) == (7, True)
    last = desk.link("propose", "--endpoint", faults.address, "--kind", "company")
    assert "4 things searched" in last.stdout
    assert "2 searched before" in last.stdout


def test_nothing_is_asked_unless_told(desk: Desk, faults: Faults) -> None:
    for arguments, env, code, told in (
        ((), {}, 2, "Give --endpoint or --service"),
        (("--endpoint", "http://a/", "--service", "http://b/"), {}, 2, "one alone"),
        (("--endpoint", faults.address), {"KZGRAPH_CONTACT": ""}, 6, "KZGRAPH_CONTACT"),
        (("--endpoint", "file:///etc/passwd"), {}, 2, "no address to ask"),
    ):
        done = desk.link("propose", *arguments, **env)
        assert (done.returncode, told in done.stderr) == (code, True), done.stderr
    assert faults.seen == []


def test_a_pair_is_accepted_or_rejected_without_a_dialogue(desk: Desk) -> None:
    done = desk.link("reject", "company/katco", "Q9000000099", "--why", "Katcon is in Mexico")
    assert done.returncode == 0, done.stderr
    done = desk.link("accept", "company/katco", "Q9000000098", "--evidence", "a register")
    assert done.returncode == 0, done.stderr
    # The table told that none was found; the link takes its place.
    assert desk.judged("company/katco") == {"Q9000000098": "match", "Q9000000099": "no-match"}
    table = read_table(desk.root / "data" / "links" / "wikidata.sssom.tsv")
    (found,) = [j for j in table if j.object == WD + "Q9000000098"]
    assert (found.evidence, found.author, found.subject_label) == (
        ("a register",),
        "A. Reader",
        "Katco",
    )


@pytest.mark.parametrize(
    ("arguments", "env", "code", "told"),
    [
        (("reject", "company/katco", "Q9"), {}, 2, "--why"),
        (("review",), {"KZGRAPH_AUTHOR": " "}, 6, "KZGRAPH_AUTHOR"),
        (("accept", "company/katco", "Q9"), {"KZGRAPH_AUTHOR": ""}, 6, "KZGRAPH_AUTHOR"),
        (("accept", "company/katc", "Q9"), {}, 3, "company/katco"),
        (("accept", "company/katco", "P9"), {}, 2, "can be linked to no thing"),
        (("accept", "company/edf", "Q9"), {}, 2, "Reject that link first"),
        (("accept", "company/katco", "Q274591"), {}, 2, "company/edf is linked to"),
    ],
)
def test_what_cannot_be_judged_is_told(
    desk: Desk, arguments: tuple[str, ...], env: dict[str, str], code: int, told: str
) -> None:
    table = desk.root / "data" / "links" / "wikidata.sssom.tsv"
    before = table.read_bytes()
    done = desk.link(*arguments, **env)
    assert (done.returncode, told in done.stderr) == (code, True), done.stderr
    assert table.read_bytes() == before


def test_a_killed_review_loses_nothing(desk: Desk, wikidata: str) -> None:
    desk.link("propose", "--endpoint", wikidata, "--kind", "company")
    given = [sys.executable, "-m", "kzgraph", "link", "review", "--root", str(desk.root)]
    review = subprocess.Popen(
        given, env=os.environ | desk.env(), stdin=subprocess.PIPE, stdout=subprocess.DEVNULL
    )
    assert review.stdin is not None
    review.stdin.write(b"a\nx unknown letter\n")
    review.stdin.flush()
    until = time.monotonic() + 20
    while not desk.judged("company/ktz").get("Q9000000001") and time.monotonic() < until:
        time.sleep(0.05)
    review.kill()
    review.wait()
    review.stdin.close()
    assert desk.judged("company/ktz") == {"Q9000000001": "match"}
    # The end of the input is the end of the session.
    done = desk.link("review", stdin="s\n")
    assert (done.returncode, "0 match" in done.stdout) == (0, True), done.stderr
