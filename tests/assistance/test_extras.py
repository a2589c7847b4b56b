"""The extras are never needed: the core neither imports them nor has them among its dependencies."""

import subprocess
import sys
import tomllib

import pytest
from gazette import CHECKOUT

from kzgraph.assistance import provider
from kzgraph.errors import ConfigurationError
from kzgraph.settings import Settings

PROJECT = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
IMPORTED = """
import sys, pkgutil, importlib, kzgraph, kzgraph.cli
kzgraph.cli.command_line()
import kzgraph.assistance as package
for module in pkgutil.iter_modules(package.__path__):
    importlib.import_module(f"kzgraph.assistance.{module.name}")
print([name for name in ("spacy", "pydantic_ai", "openai", "httpx2") if name in sys.modules])
"""


def test_nothing_imports_the_extras_before_they_are_used() -> None:
    command = [sys.executable, "-W", "error", "-c", IMPORTED]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=CHECKOUT)
    assert done.stdout == "[]\n"


def test_the_plain_install_does_not_take_them() -> None:
    plain = " ".join(PROJECT["dependencies"])
    for extra in ("nlp", "llm"):
        for requirement in PROJECT["optional-dependencies"][extra]:
            name = requirement.split("[")[0].split(">")[0].split("=")[0]
            assert name not in plain
            text = (CHECKOUT / "CONTRIBUTING.md").read_text(encoding="utf-8")
            assert name in text, f"{name} is not justified in CONTRIBUTING.md"


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(provider, "find_spec", lambda _: None)
    with pytest.raises(ConfigurationError, match=r"pip install 'kzgraph\[llm\]'"):
        provider.Provider(Settings(llm_model="openai:x"))


def test_the_key_is_never_shown() -> None:
    assert "hush" not in repr(Settings(llm_key="hush"))  # type: ignore[arg-type]
