"""Any JSON, and real requests with any JSON in any place, for tests that nothing may break."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

from alexa_json import CORPUS, Json
from hypothesis import settings
from hypothesis import strategies as st

QUICK = settings(deadline=None, derandomize=True, database=None, max_examples=80)
"""The same examples at each run, so that a failure stays until it is mended."""

Path = tuple[str | int, ...]

text = st.text(max_size=12) | st.sampled_from(["", " ", "\ud800", "en-US", "ER_SUCCESS_MATCH", "1"])
numbers = st.integers() | st.floats(allow_nan=False, allow_infinity=False)
scalars = st.none() | st.booleans() | numbers | text | st.just(10**400)
json_values: st.SearchStrategy[Any] = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(text, inner, max_size=3),
    max_leaves=8,
)


def paths(value: Any, here: Path = ()) -> Iterator[Path]:
    """Every place in a piece of JSON, the whole of it first."""
    yield here
    if isinstance(value, dict):
        for key, item in value.items():
            yield from paths(item, (*here, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from paths(item, (*here, index))


def put(whole: Any, path: Path, value: Any) -> Any:
    """A copy with something else in one place."""
    if not path:
        return value
    made = copy.deepcopy(whole)
    inner = made
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    return made


@st.composite
def broken(draw: st.DrawFn) -> Any:
    """A real request with any JSON in one or two of its places."""
    made: Json = CORPUS[draw(st.sampled_from(sorted(CORPUS)))]
    for _ in range(draw(st.integers(1, 2))):
        places = list(paths(made))
        made = put(made, draw(st.sampled_from(places)), draw(json_values))
    return made
