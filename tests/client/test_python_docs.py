"""What docs/python.md shows is run as it is printed, on all the data that is shipped."""

import contextlib
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kzgraph.client import Client

TEXT = (Path(__file__).parents[2] / "docs/python.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(python|text)\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)


@pytest.fixture
def names() -> Iterator[dict[str, Any]]:
    """What the snippets define; the client among it is closed."""
    names: dict[str, Any] = {}
    yield names
    names["client"].close()


@pytest.mark.server
def test_every_snippet_runs_and_prints_what_is_shown(
    whole_service: str, whole_home: Path, names: dict[str, Any]
) -> None:
    printed = ""
    shown = 0
    for language, text in BLOCKS:
        if language == "text":
            assert printed == text
            shown += 1
            continue
        code = text.replace("http://127.0.0.1:8000", whole_service)
        code = code.replace('Path(".kzgraph")', f'Path("{whole_home}")')
        output = io.StringIO()
        with contextlib.redirect_stdout(output):
            exec(compile(code, "docs/python.md", "exec"), names)
        printed = output.getvalue()
    assert shown == 2


def test_every_call_is_named() -> None:
    calls = {name for name in vars(Client) if not name.startswith("_")}
    calls |= {name for base in Client.__bases__ for name in vars(base) if not name.startswith("_")}
    table = TEXT.partition("## The calls")[2].partition("## Errors")[0]
    assert set(re.findall(r"`(\w+)`", table)) >= calls - {"close"}
