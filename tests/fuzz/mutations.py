"""Ways to spoil a request: in its structure, in our own state, and in its bytes."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

from seeds import OURS

CANARY = "zqx"
"""In every hostile word, so that it is seen where a reply says it."""

Path = tuple[str | int, ...]

HOSTILE: list[Any] = [
    None,
    True,
    False,
    0,
    -1,
    1,
    2**31,
    2**63,
    -(2**63),
    10**18,
    10**30,
    0.5,
    1e308,
    -0.0,
    "",
    " ",
    CANARY,
    f"{CANARY}</speak><audio src='x'/>",
    f"{CANARY} & < > \" ' {{heard}} {{items}} %s {{0}}",
    f"{CANARY}\x00\x1b[31m\r\nInjected: yes",
    f"{CANARY}\U0001f9b5\u202e\ufeff\u0301",
    f"{CANARY}\ud800",
    CANARY * 20_000,
    "P" + "9" * 400 + "W",
    "2027-01-15T08:00:00Z",
    "9999-12-31T23:59:59+00:00",
    "0001-01-01T00:00:00+14:00",
    "ER_SUCCESS_MATCH",
    "en-XX",
    "../../etc",
    "emergency",
    "__class__",
    [],
    {},
    [[]],
    [None],
    [CANARY] * 1000,
    {"": ""},
    {CANARY: CANARY},
    {"__class__": CANARY},
    {"version": 1},
    ["emergency", CANARY],
]
TOKENS = [
    *(b"", b"NaN", b"1e999", b"\\ud800", b'"', b"\\", b"{", b"]", b"[" * 1500, b"null"),
    *(b"[" * depth + b"]" * depth for depth in (200, 900, 950, 980, 990, 1100, 3000)),
    *(b'"a":1,"a":2,', b"\xff", b"\x00", b"9" * 500, b"\xef\xbb\xbf", b"\xed\xa0\x80"),
]
HEADERS = [
    "CONTENT_TYPE",
    "CONTENT_LENGTH",
    "HTTP_SIGNATURE_256",
    "HTTP_SIGNATURECERTCHAINURL",
    "HTTP_CONTENT_ENCODING",
    "HTTP_TRANSFER_ENCODING",
    "HTTP_HOST",
    "QUERY_STRING",
]
KINDS = ("replace", "delete", "rename", "twice", "wrap", "deepen", "spell", "add", "swap", "retype")


def places(value: Any, here: Path = (), depth: int = 0) -> Iterator[Path]:
    """Every place in a piece of JSON but the whole of it, as far down as is of interest."""
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for key, item in items:
        yield (*here, key)
        if isinstance(item, dict | list) and depth < 12:
            yield from places(item, (*here, key), depth + 1)


def copied(value: Any, path: Path) -> tuple[Any, Any]:
    """A copy along a path, and in it what holds the path's last key."""
    made = value.copy()
    inner = made
    for key in path[:-1]:
        inner[key] = inner[key].copy()
        inner = inner[key]
    return made, inner


def deep(value: Any, levels: int) -> Any:
    for level in range(levels):
        value = [value] if level % 2 else {"a": value}
    return value


def retyped(value: Any) -> Any:
    """The same in another type, as far as there is one."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return list(value.items())
    return str(value)


def spoilt(choose: Random, value: Any, within: Path = ()) -> Any:
    """A piece of JSON with one thing spoilt, somewhere below ``within``."""
    target = at(value, within)
    found = list(places(target)) if isinstance(target, dict | list) else []
    if not found:
        return value
    path = (*within, *choose.choice(found))
    made, holder = copied(value, path)
    kind = choose.choice(KINDS)
    if kind == "swap":
        holder[path[-1]] = at(target, choose.choice(found))
    else:
        spoil(choose, kind, holder, path[-1])
    return made


def at(value: Any, path: Path) -> Any:
    """What is in a place; None where there is no such place."""
    for key in path:
        if isinstance(value, dict):
            value = value.get(key)
        elif isinstance(value, list):
            value = value[key] if isinstance(key, int) and key < len(value) else None
        else:
            return None
    return value


def spoil(choose: Random, kind: str, holder: Any, key: Any) -> None:
    """Spoil one entry of a dict or list."""
    match kind:
        case "replace":
            holder[key] = choose.choice(HOSTILE)
        case "delete":
            del holder[key]
        case "rename" if isinstance(holder, dict):
            holder[choose.choice(["", CANARY, f"{key}s", str(key).upper()])] = holder.pop(key)
        case "twice" if isinstance(holder, list):
            holder.extend([holder[key]] * choose.choice([1, 50]))
        case "wrap":
            holder[key] = choose.choice([[holder[key]], {"value": holder[key]}])
        case "deepen":
            holder[key] = deep(holder[key], choose.choice([2, 40, 150]))
        case "spell" if isinstance(holder[key], str):
            holder[key] += choose.choice([CANARY, " ", "\u0130", "\x00"])
        case "add" if isinstance(holder, dict):
            holder[choose.choice(["certificationParam", "__proto__", "id"])] = CANARY
        case _:
            holder[key] = retyped(holder[key])


def crossed(choose: Random, request: Any, states: list[Any]) -> Any:
    """A request whose state has some of its facts from other real states."""
    if not isinstance(request.get("session"), dict):
        return request
    ours = dict((request["session"].get("attributes") or {}).get(OURS) or {})
    for _ in range(choose.randint(1, 3)):
        other = choose.choice(states)[OURS]
        fact = choose.choice(sorted(other))
        ours[fact] = other[fact]
    return {**request, "session": {**request["session"], "attributes": {OURS: ours}}}


def mutated(choose: Random, requests: list[Any], states: list[Any]) -> Any:
    """A genuine request with one to four things wrong with it."""
    request = choose.choice(requests)
    if choose.random() < 0.5:
        request = crossed(choose, request, states)
    for _ in range(choose.randint(1, 4)):
        within = choose.choice([(), ("request",), ("session", "attributes")])
        request = spoilt(choose, request, within)
        if not isinstance(request, dict):
            break
    return request


def spoilt_bytes(choose: Random, body: bytes) -> bytes:
    """A body with its bytes spoilt in one to three places."""
    for _ in range(choose.randint(1, 3)):
        start = choose.randint(0, len(body))
        size = choose.choice([0, 1, 2, 10, 200])
        token = choose.choice(TOKENS) if choose.random() < 0.6 else choose.randbytes(2)
        body = body[:start] + token + body[start + size :]
    return body


def headers(choose: Random) -> dict[str, str]:
    """Some headers with any text in them, as a server hands them on."""
    return {choose.choice(HEADERS): text(choose) for _ in range(choose.randint(1, 3))}


def text(choose: Random) -> str:
    """Hostile text of the characters that a header can have."""
    if choose.random() < 0.5:
        return str(choose.choice(HOSTILE))[:3000].encode("latin-1", "replace").decode("latin-1")
    return choose.randbytes(choose.randint(0, 30)).decode("latin-1")
