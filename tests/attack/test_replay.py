"""What can be done with a genuine request that somebody got hold of whole."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from figures import FIGURES
from flask import Flask
from playing_amazon import Amazon, Request
from sending import Reply, call

Door = Callable[..., Flask]


def tried(app: Flask, request: Request, name: str) -> Reply:
    reply = call(app, request)
    FIGURES.took("of replay", name, reply)
    return reply


def test_within_its_time_it_is_taken_again_unless_that_is_switched_off(
    door: Door, amazon: Amazon
) -> None:
    """As documented: a signature does not say how often it was sent."""
    captured = amazon.genuine()
    lenient, strict = door(), door(refuse_repeats=True)
    assert [tried(lenient, captured, "lenient").status for _ in range(3)] == [200, 200, 200]
    assert [tried(strict, captured, "strict").status for _ in range(3)] == [200, 400, 400]
    assert b"request came before" in tried(strict, captured, "strict").body
    assert tried(strict, amazon.genuine(), "another").status == 200


def test_a_signature_spelled_otherwise_is_the_same_request(door: Door, amazon: Amazon) -> None:
    """Base64 has spare bits at its end; what counts is the request's id."""
    captured, app = amazon.genuine(), door(refuse_repeats=True)
    signature = captured.header("Signature-256")
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    respelled = signature[:-3] + letters[letters.index(signature[-3]) ^ 1] + "=="
    assert tried(app, captured, "first").status == 200
    assert tried(app, captured.put("Signature-256", respelled), "respelled").status == 400


@pytest.mark.parametrize("refuse_repeats", [False, True])
def test_beyond_its_time_it_is_refused(door: Door, amazon: Amazon, refuse_repeats: bool) -> None:
    """However it was first received."""
    late = amazon.signed(amazon.envelope(off=-152))
    assert tried(door(refuse_repeats=refuse_repeats), late, "late").status == 400


@pytest.mark.parametrize("refuse_repeats", [False, True])
@pytest.mark.parametrize("kind", ["SkillEnabled", "SkillDisabled", "NeverHeardOf"])
def test_a_skill_event_that_comes_again_is_answered(
    door: Door, amazon: Amazon, refuse_repeats: bool, kind: str
) -> None:
    """Alexa repeats one for an hour until it gets its 200; once more is harmless."""
    event = amazon.envelope(off=-3000, type=f"AlexaSkillEvent.{kind}")
    del event["session"]
    request, app = amazon.signed(event), door(refuse_repeats=refuse_repeats)
    assert [tried(app, request, kind).status for _ in range(3)] == [200, 200, 200]
