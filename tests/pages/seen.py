"""A page as a tree of elements, read by the standard library: what a browser would see of it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = {"meta", "link", "input", "br", "img", "hr", "source"}
_BLOCKS = {"article", "dd", "div", "dl", "dt", "h1", "h2", "h3", "li", "ol", "p", "td", "th", "ul"}


@dataclass
class Element:
    """An element: its tag, attributes and children, texts among them."""

    tag: str
    attributes: dict[str, str]
    children: list["Element | str"] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All text in it, with single spaces; blocks stand apart."""
        return " ".join(self._raw().split())

    def all(self, tag: str = "", **wanted: str) -> "list[Element]":
        """Return the elements below it by tag and attributes; ``class_`` is one of the classes."""
        return [one for one in self._below() if one._fits(tag, wanted)]

    def one(self, tag: str = "", **wanted: str) -> "Element":
        """Return the only such element."""
        (found,) = self.all(tag, **wanted)
        return found

    def links(self) -> list[str]:
        """Return the addresses of all links in it."""
        return [one.attributes["href"] for one in self.all("a")]

    def _raw(self) -> str:
        told = "".join(one if isinstance(one, str) else one._raw() for one in self.children)
        return f" {told} " if self.tag in _BLOCKS else told

    def _below(self) -> "Iterator[Element]":
        for child in self.children:
            if isinstance(child, Element):
                yield child
                yield from child._below()

    def _fits(self, tag: str, wanted: dict[str, str]) -> bool:
        classes = self.attributes.get("class", "").split()
        return (not tag or self.tag == tag) and all(
            value in classes if name == "class_" else self.attributes.get(name) == value
            for name, value in wanted.items()
        )


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Element("", {})
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(element)
        if tag not in _VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self._open[-1].tag == tag, f"</{tag}> closes <{self._open[-1].tag}>"
        self._open.pop()

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)


def seen(html: str) -> Element:
    """Return a page as a tree. Raises AssertionError where elements do not close as they open."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert reader._open == [reader.root], "not everything is closed"
    return reader.root
