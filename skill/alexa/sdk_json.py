"""JSON to the SDK's types and back, fast and tolerant.

The SDK's own serializer refuses a whole request for one unknown enum value or request type
(platform D10) and reads everything, needed or not. This one drops what it does not know, never
raises for any JSON, and leaves ``context`` unread until somebody looks. A handler cannot tell
the result from the SDK's.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from enum import Enum
from functools import cache, cached_property
from typing import Any

from ask_sdk_model import Context, RequestEnvelope

Reader = Callable[[Any], Any]


class Envelope(RequestEnvelope):
    """A request envelope whose context is read when it is first asked for."""

    def __init__(self, raw: object) -> None:
        raw = raw if isinstance(raw, Mapping) else {}
        self._context = raw.get("context")
        self.version = _text(raw.get("version"))
        self.session = _reader("ask_sdk_model.session.Session")(raw.get("session"))
        self.request = _reader("ask_sdk_model.request.Request")(raw.get("request"))
        if self.session and self.session.attributes:
            self.session.attributes = Attributes(self.session.attributes)

    def interface(self, name: str) -> dict[str, Any]:
        """What the device says of an interface it has; empty where it has none, or says nothing.

        Found without reading the context, which few turns need.
        """
        found: Any = self._context
        for key in ("System", "device", "supportedInterfaces", name):
            found = found.get(key) if isinstance(found, dict) else None
        return found if isinstance(found, dict) else {}

    @cached_property
    def context(self) -> Context | None:
        """The context, as the SDK's type."""
        return _reader("ask_sdk_model.context.Context")(self._context)

    def id_in_system(self, of: str, name: str) -> str:
        """An id from ``context.System``, without reading all of it; empty where it is not there."""
        found: Any = self._context
        for key in ("System", of, name):
            found = found.get(key) if isinstance(found, dict) else None
        return found if isinstance(found, str) else ""


class Attributes(dict[str, Any]):
    """Session attributes that the SDK copies shallowly: ours are replaced, never changed."""

    def __deepcopy__(self, _: dict[int, Any]) -> dict[str, Any]:
        return dict(self)


class Ready(dict[str, Any]):
    """JSON values already, all of it: written as it is, and not to be changed."""


_AS_IT_IS = frozenset({str, bool, int, float, type(None), Ready})


def write(value: Any) -> Any:
    """A value of the SDK's as JSON values, without what is not set."""
    if type(value) in _AS_IT_IS:
        return value
    kind: Any = type(value)
    if (fields := _fields(kind)) is not None:
        return _written((json, getattr(value, name)) for name, json in fields)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, dict):
        return _written(value.items())
    if isinstance(value, list | tuple):
        return [write(item) for item in value if item is not None]
    return value


def _written(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    return {key: write(item) for key, item in pairs if item is not None}


@cache
def _fields(kind: type[Any]) -> tuple[tuple[str, str], ...] | None:
    """The fields of a type of the SDK's, and their names in JSON; None for any other type."""
    named = getattr(kind, "attribute_map", None)
    return None if named is None else tuple(named.items())


@cache
def _reader(kind: str) -> Reader:
    """The function that reads a type, by the name the SDK's types give it."""
    if kind in _PLAIN:
        return _PLAIN[kind]
    if kind.startswith("list["):
        return _list_of(kind[5:-1])
    if kind.startswith("dict("):
        return _dict_of(kind[5:-1].split(", ", 1)[1])
    module, _, name = kind.rpartition(".")
    found = getattr(importlib.import_module(module), name)
    if issubclass(found, Enum):
        return _member_of(found)
    return (
        _one_of(found) if hasattr(found, "discriminator_value_class_map") else _instance_of(found)
    )


def _text(raw: Any) -> str | None:
    return raw if isinstance(raw, str) else None


def _number(raw: Any) -> float | None:
    return raw if isinstance(raw, int | float) and not isinstance(raw, bool) else None


def _whole_number(raw: Any) -> int | None:
    return int(raw) if _number(raw) is not None and abs(raw) < 1e18 else None


def _flag(raw: Any) -> bool | None:
    return raw if isinstance(raw, bool) else None


def _moment(raw: Any) -> datetime | None:
    try:
        return datetime.fromisoformat(raw)
    except (TypeError, ValueError):
        return None


_PLAIN: dict[str, Reader] = {
    "str": _text,
    "float": _number,
    "int": _whole_number,
    "bool": _flag,
    "datetime": _moment,
    "object": lambda raw: raw,
}


def _list_of(kind: str) -> Reader:
    read = _reader(kind)

    def read_list(raw: Any) -> list[Any] | None:
        items = [read(item) for item in raw] if isinstance(raw, list) else None
        return items and [item for item in items if item is not None]

    return read_list


def _dict_of(kind: str) -> Reader:
    read = _reader(kind)
    return lambda raw: (
        {key: read(item) for key, item in raw.items()} if isinstance(raw, dict) else None
    )


def _member_of(enum: type[Enum]) -> Reader:
    members = {member.value: member for member in enum}
    return lambda raw: members.get(raw) if isinstance(raw, str) else None


def _one_of(base: Any) -> Reader:
    """A reader for a base type: the JSON says which of its kinds it is; an unknown one is None."""
    key, kinds = base.json_discriminator_key, base.discriminator_value_class_map

    def read_kind(raw: Any) -> Any:
        named = raw.get(key) if isinstance(raw, dict) else None
        kind = kinds.get(named) if isinstance(named, str) else None
        return _instance_of(_class(kind))(raw) if kind else None

    return read_kind


@cache
def _class(kind: str) -> Any:
    module, _, name = kind.rpartition(".")
    return getattr(importlib.import_module(module), name)


@cache
def _instance_of(found: Any) -> Reader:
    """A reader for one type, which looks up how to read its fields when it is first used."""
    fields: list[tuple[str, str, Reader]] = []
    unset = vars(found())

    def read_instance(raw: Any) -> Any:
        if not isinstance(raw, dict):
            return None
        if not fields:
            types = found.deserialized_types.items()
            fields.extend((name, found.attribute_map[name], _reader(kind)) for name, kind in types)
        made = found.__new__(found)  # as its constructor leaves it, at a third of the time
        made.__dict__ = facts = unset.copy()
        for name, json, read in fields:
            if json in raw:
                facts[name] = read(raw[json])
        return made

    return read_instance
