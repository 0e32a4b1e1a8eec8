"""Mutated requests by the hundred thousand: no 5xx, and every 200 a response that Alexa takes.

A few hundred are tried at every ``make test``; ``make fuzz`` tries the rest.
"""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from alexa_json import intent
from fuzzing import Fuzzed, fuzz
from mutations import headers, mutated, spoilt_bytes

SHARE = int(os.environ.get("FUZZ_REQUESTS", "200000")) / 200_000


def few_and_many(few: int, many: int) -> pytest.MarkDecorator:
    """A few examples at every run of the tests, and many more in ``make fuzz``."""
    sizes = [pytest.param(few), pytest.param(int(many * SHARE), marks=pytest.mark.attack)]
    return pytest.mark.parametrize("examples", sizes)


@pytest.fixture(autouse=True)
def _without_a_log() -> Iterator[None]:
    """A line for each refusal would fill the memory that pytest keeps them in."""
    logging.disable(logging.WARNING)
    yield
    logging.disable(logging.NOTSET)


@few_and_many(150, 60_000)
def test_a_mutated_request_is_answered_and_so_is_the_next(fuzzed: Fuzzed, examples: int) -> None:
    """Whatever is wrong with a request, the session it leaves can be talked in."""

    def make(choose: Random) -> Any:
        return mutated(choose, fuzzed.requests, fuzzed.states)

    def check(request: Any) -> None:
        response = fuzzed.ask(request)
        fuzzed.ask(intent("AMAZON.YesIntent", attributes=response["sessionAttributes"]))

    fuzz(make, check, examples)


@few_and_many(100, 40_000)
def test_mutated_bytes_are_answered_or_refused(fuzzed: Fuzzed, examples: int) -> None:
    """At the endpoint, behind the signature."""
    bodies = [json.dumps(one).encode() for one in fuzzed.requests]

    def make(choose: Random) -> bytes:
        return spoilt_bytes(choose, choose.choice(bodies))

    fuzz(make, fuzzed.post, examples)


@few_and_many(100, 30_000)
def test_a_mutated_request_is_answered_at_the_endpoint(fuzzed: Fuzzed, examples: int) -> None:
    """As JSON, with text beyond ASCII written out and escaped."""

    def make(choose: Random) -> bytes:
        request = mutated(choose, fuzzed.requests, fuzzed.states)
        return json.dumps(request, ensure_ascii=choose.random() < 0.5).encode(errors="replace")

    fuzz(make, fuzzed.post, examples)


@few_and_many(50, 10_000)
def test_mutated_headers_are_answered_or_refused(fuzzed: Fuzzed, examples: int) -> None:
    """Any text in any header, as a server may hand it on."""
    bodies = [json.dumps(one).encode() for one in fuzzed.requests[:40]]

    def make(choose: Random) -> tuple[bytes, dict[str, str]]:
        return choose.choice(bodies), headers(choose)

    fuzz(make, lambda drawn: fuzzed.post(drawn[0], **drawn[1]), examples)
