"""Documents kept as bytes: as many as fit, the last ones."""

from kzgraph_api.documents import Address, Document, Documents, Known

ONE = Document(b"1234", "text/plain", {})
TWO = 2 * ONE.size + 1


def test_the_last_ones_that_fit_are_kept() -> None:
    documents = Documents(most_bytes=TWO)
    for tag in "abc":
        documents.put(tag, ONE)
    assert [documents.get(tag) for tag in "abc"] == [None, ONE, ONE]
    assert documents.size == 2 * ONE.size


def test_what_was_asked_for_stays_longer() -> None:
    documents = Documents(most_bytes=TWO)
    documents.put("a", ONE)
    documents.put("b", ONE)
    documents.get("a")
    documents.put("c", ONE)
    assert [documents.get(tag) for tag in "abc"] == [ONE, None, ONE]


def test_one_that_is_too_large_is_not_kept() -> None:
    documents = Documents(most_bytes=ONE.size - 1)
    documents.put("a", ONE)
    assert documents.get("a") is None
    assert documents.size == 0


def test_the_same_one_twice_counts_once() -> None:
    documents = Documents(most_bytes=TWO)
    documents.put("a", ONE)
    documents.put("a", ONE)
    assert documents.size == ONE.size


def address(path: str, **headers: str) -> Address:
    told = [(name.encode(), value.encode()) for name, value in headers.items()]
    return Address.of({"path": path, "query_string": b"", "scheme": "http", "headers": told})


def test_an_address_leads_to_its_tag() -> None:
    documents = Documents()
    documents.remember(address("/v1/facts", host="a"), Known("tag", None))
    known = documents.known(address("/v1/facts", host="a"))
    assert known is not None
    assert known.tag == "tag"
    for other in (
        address("/v1/facts", host="b"),
        address("/v1/facts", host="a", accept="text/csv"),
        address("/v1/facts.csv", host="a"),
    ):
        assert documents.known(other) is None


def test_addresses_are_bounded_in_length_and_number() -> None:
    documents = Documents()
    documents.remember(address("/v1/" + "x" * 5000), Known("tag", None))
    assert documents.known(address("/v1/" + "x" * 5000)) is None
    for number in range(5000):
        documents.remember(address(f"/v1/{number}"), Known("tag", None))
    assert documents.known(address("/v1/0")) is None
    assert documents.known(address("/v1/4999")) is not None
