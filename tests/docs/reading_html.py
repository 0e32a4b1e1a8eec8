"""A page as a tree, read strictly: every element that must be closed is, in order."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from html.parser import HTMLParser

VOID = {"meta", "br", "polygon", "rect", "line"}


class Node:
    """An element: its tag, attributes, and what is in it."""

    def __init__(self, tag: str, attrs: dict[str, str]) -> None:
        self.tag = tag
        self.attrs = attrs
        self.inside: list[Node | str] = []

    def all(self, tag: str = "", kind: str = "") -> Iterator[Node]:
        """Every element inside with this tag and this class, in order; empty fits any."""
        for one in self.inside:
            if isinstance(one, Node):
                if (not tag or one.tag == tag) and (not kind or kind in one.classes):
                    yield one
                yield from one.all(tag, kind)

    def one(self, tag: str = "", kind: str = "") -> Node:
        """The first such element."""
        return next(self.all(tag, kind))

    def by_id(self, id: str) -> Node:
        """The element of that id."""
        return self.ids[id]

    @functools.cached_property
    def ids(self) -> dict[str, Node]:
        return {node.attrs["id"]: node for node in self.all() if "id" in node.attrs}

    @property
    def classes(self) -> list[str]:
        return self.attrs.get("class", "").split()

    @property
    def text(self) -> str:
        return "".join(one if isinstance(one, str) else one.text for one in self.inside)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Node("", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        assert len(node.attrs) == len(attrs), f"<{tag}> has an attribute twice"
        self.open[-1].inside.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
            self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)


def read(html: str) -> Node:
    """The tree of a page; AssertionError where an element is not closed as it should be."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert len(reader.open) == 1, f"<{reader.open[-1].tag}> is never closed"
    return reader.open[0]
