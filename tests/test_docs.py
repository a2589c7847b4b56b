"""The documents tell the truth: settings, commands, dependencies, version, links."""

import re
import tomllib
from pathlib import Path

import pytest
from typer.main import get_command

from kzgraph import __version__
from kzgraph.cli import command_line
from kzgraph.cli.exits import explain
from kzgraph.settings import Settings

CHECKOUT = Path(__file__).resolve().parents[1]
PYPROJECT = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))


def read(name: str) -> str:
    return (CHECKOUT / name).read_text(encoding="utf-8")


def test_every_setting_is_documented_with_default_and_meaning() -> None:
    row = re.compile(r"^\| `KZGRAPH_(\w+)` \| `([^`]*)` \| (.*) \|$", re.MULTILINE)
    rows = row.findall(read("docs/settings.md"))
    expected = [
        (name.upper(), str(field.default), field.description)
        for name, field in Settings.model_fields.items()
    ]
    assert rows == expected


def commands() -> dict[str, set[str]]:
    found = {}
    top = get_command(command_line())
    for name, command in top.commands.items():  # type: ignore[attr-defined]
        for sub, leaf in getattr(command, "commands", {"": command}).items():
            options = {o for p in leaf.params for o in p.opts if o.startswith("--")}
            found[f"{name} {sub}".strip()] = options
            assert leaf.help, f"{name} {sub} has no help"
            assert all(getattr(p, "help", None) for p in leaf.params), f"{name} {sub}"
    return found


def test_every_command_and_option_is_documented() -> None:
    text = read("docs/command-line.md")
    for name, options in commands().items():
        (row,) = [r for r in text.splitlines() if re.match(rf"\| `kzgraph {name}( [^`]*)?` \|", r)]
        assert set(re.findall(r"`(--[a-z-]+)`", row)) == options, name


def test_exit_codes_are_documented() -> None:
    table = dict(re.findall(r"^\| (\d) \| (.*) \|$", read("docs/command-line.md"), re.MULTILINE))
    told = explain().removeprefix("Exit codes: ").removesuffix(".").split("; ")
    assert [f"{code} {meaning}" for code, meaning in table.items()] == told


def test_every_dependency_is_justified() -> None:
    text = read("CONTRIBUTING.md")
    needed = PYPROJECT["project"]["dependencies"] + PYPROJECT["dependency-groups"]["dev"]
    for requirement in needed + PYPROJECT["build-system"]["requires"]:
        name = re.match(r"[\w-]+", requirement)[0]  # type: ignore[index]
        assert re.search(rf"\b{name}\b", text), f"{name} is not justified in CONTRIBUTING.md"


def test_the_version_is_that_of_the_changelog_and_the_citation() -> None:
    newest = re.search(r"^## (\S+) - \d{4}-\d\d-\d\d$", read("CHANGELOG.md"), re.MULTILINE)
    assert newest is not None
    assert newest[1] == __version__
    assert f"version: {__version__}\n" in read("CITATION.cff")


DOCUMENTS = sorted(
    path
    for path in CHECKOUT.rglob("*.md")
    if not any(part.startswith(".") for part in path.relative_to(CHECKOUT).parts)
)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(CHECKOUT)))
def test_links_between_documents_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), f"{path}: {target}"


def test_decisions_are_short_and_numbered() -> None:
    paths = sorted((CHECKOUT / "docs/decisions").glob("*.md"))
    assert [int(path.name[:4]) for path in paths] == list(range(1, len(paths) + 1))
    for path in paths:
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 20, path.name
