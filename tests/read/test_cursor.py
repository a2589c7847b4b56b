"""Cursors: they come back as they went, and fit no other list."""

import base64
import os
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzgraph.errors import BadRequestError
from kzgraph.read.cursor import decode, encode

texts = st.text(st.characters(exclude_categories=["Cs"]))


@given(texts, texts)
def test_a_cursor_comes_back(key: str, asked: str) -> None:
    assert decode(encode(key, asked), asked) == key


@given(texts, texts, texts)
def test_a_cursor_fits_no_other_list(key: str, asked: str, other: str) -> None:
    if asked != other:
        with pytest.raises(BadRequestError):
            decode(encode(key, asked), other)


@given(st.text())
def test_no_text_of_others_is_a_cursor(text: str) -> None:
    with pytest.raises(BadRequestError, match="next"):
        decode(text, "facts")


@given(st.binary(max_size=40))
def test_no_bytes_of_others_are_a_cursor(data: bytes) -> None:
    with pytest.raises(BadRequestError):
        decode(base64.urlsafe_b64encode(data).decode().rstrip("="), "facts")


def test_every_process_makes_the_same_cursor() -> None:
    """The filters of a list may be sets, and those have another order with each hash seed."""
    code = (
        "from kzgraph.read.cursor import encode; from kzgraph.statements import View; "
        "print(encode('key', View(modalities=frozenset({'Asserted', 'Planned', 'Denied'}))))"
    )
    made = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(made) == 1


def test_no_cursor_is_the_beginning() -> None:
    assert decode(None, "facts") == ""
