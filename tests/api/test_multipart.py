"""Forms of several files: what is read of them, and what is refused."""

import pytest

from kzgraph.errors import BadRequestError
from kzgraph_api.multipart import MOST_PARTS, Part, parts_of

FORM = "multipart/form-data; boundary=B"
ONE = b'--B\r\nContent-Disposition: form-data; name="a"\r\nContent-Type: text/turtle\r\n\r\nx\r\n'


@pytest.mark.parametrize(
    "header",
    [
        FORM,
        'multipart/form-data; boundary="B"',
        "Multipart/Form-Data; charset=utf-8; BOUNDARY=B ; x=y",
    ],
)
def test_one_part(header: str) -> None:
    assert parts_of(ONE + b"--B--\r\n", header) == [Part("text/turtle", b"x")]


def test_what_stands_around_the_parts_is_left_out() -> None:
    assert len(parts_of(b"before\r\n" + ONE + ONE + b"--B--after\r\n", FORM)) == 2


def test_data_stay_as_they_are() -> None:
    data = b"\r\n\r\n--C\r\n\0\xff--B\r\n"
    body = b"--B \t\r\nCONTENT-TYPE: Text/Turtle; charset=utf-8\r\n\r\n" + data + b"\r\n--B--"
    assert parts_of(body, FORM) == [Part("text/turtle", data)]


def test_a_part_without_headers_is_plain_text() -> None:
    assert parts_of(b"--B\r\n\r\nx\r\n--B--", FORM) == [Part("text/plain", b"x")]


def test_as_many_parts_as_are_read() -> None:
    assert len(parts_of(ONE * MOST_PARTS + b"--B--", FORM)) == MOST_PARTS
    with pytest.raises(BadRequestError, match="more than"):
        parts_of(ONE * (MOST_PARTS + 1) + b"--B--", FORM)


@pytest.mark.parametrize(
    ("body", "header"),
    [
        (ONE + b"--B--", "multipart/form-data"),
        (ONE + b"--B--", "multipart/form-data; boundary="),
        (ONE + b"--B--", "multipart/form-data; boundary=" + "B" * 71),
        (ONE + b"--B--", "multipart/form-data; boundary=C"),
        (ONE, FORM),
        (b"--B--", FORM),
        (b"", FORM),
        (b"--B\r\nContent-Type: text/turtle\r\n--B--", FORM),
        (b"--Bx\r\n\r\nx\r\n--B--", FORM),
        (b"--B\r\nno header\r\n\r\nx\r\n--B--", FORM),
        (b"--B\r\nX: " + b"y" * 9_000 + b"\r\n\r\nx\r\n--B--", FORM),
        (b"--B\r\nContent-Transfer-Encoding: base64\r\n\r\nx\r\n--B--", FORM),
        (ONE.replace(b"\r\n", b"\n") + b"--B--", FORM),
    ],
)
def test_a_malformed_form(body: bytes, header: str) -> None:
    with pytest.raises(BadRequestError, match="well-formed"):
        parts_of(body, header)
