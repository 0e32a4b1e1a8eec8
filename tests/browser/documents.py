"""Small APL documents for tests."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]


def document(*items: Json, **more: Any) -> Json:
    """A document that shows those items, of which APL takes the first."""
    main = {"parameters": ["payload"], "items": list(items)}
    return {"type": "APL", "version": "1.9", "theme": "dark", **more, "mainTemplate": main}


def component(type_name: str, id: str, *items: Json, **properties: Any) -> Json:
    """A component of that id."""
    inside = {"items": list(items)} if items else {}
    return {"type": type_name, "id": id, **properties, **inside}


def box(id: str, width: Any, height: Any, **properties: Any) -> Json:
    """A Frame of that size with nothing in it."""
    return component("Frame", id, width=width, height=height, **properties)


def text(words: str, **properties: Any) -> Json:
    return {"type": "Text", "text": words, **properties}
