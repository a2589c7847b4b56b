"""Documents kept as bytes: as many as fit, the last ones."""

from kzgraph_api.documents import Documents


def test_the_last_ones_that_fit_are_kept() -> None:
    documents = Documents(most_bytes=10)
    for tag in "abc":
        documents.put(tag, b"1234")
    assert [documents.get(tag) for tag in "abc"] == [None, b"1234", b"1234"]
    assert documents.size == 8


def test_what_was_asked_for_stays_longer() -> None:
    documents = Documents(most_bytes=10)
    documents.put("a", b"1234")
    documents.put("b", b"1234")
    documents.get("a")
    documents.put("c", b"1234")
    assert [documents.get(tag) for tag in "abc"] == [b"1234", None, b"1234"]


def test_one_that_is_too_large_is_not_kept() -> None:
    documents = Documents(most_bytes=10)
    documents.put("a", b"12345678901")
    assert documents.get("a") is None
    assert documents.size == 0


def test_the_same_one_twice_counts_once() -> None:
    documents = Documents(most_bytes=10)
    documents.put("a", b"1234")
    documents.put("a", b"1234")
    assert documents.size == 4
