"""Each attack of the catalogue on the whole skill: refused, for its own reason, at its own cost.

As a WSGI server calls the app, with nothing in its memory; and those that need no download over a
socket, at a gunicorn that has been talking with Alexa.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from catalogue import ATTACKS, Attack
from figures import FIGURES
from flask import Flask
from playing_amazon import GOOD, Amazon
from sending import SIGNIFICANT, Reply, call, raw, send
from serving import Server

Door = Callable[..., Flask]


def name(attack: Attack) -> str:
    return f"{attack.kind}: {attack.name[:60]}"


def quick(attack: Attack) -> Any:
    """The attack, marked where it takes the two seconds that a slow host is waited for."""
    slow = "too slow" in attack.reason
    return pytest.param(attack, marks=pytest.mark.attack, id=name(attack)) if slow else attack


def assert_refused(reply: Reply, attack: Attack) -> None:
    """Exactly the status, in one line that says why, in time."""
    assert reply.status == attack.status
    assert attack.reason in reply.body.decode()
    assert reply.body.count(b"\n") == (attack.name != "HEAD")
    assert reply.seconds < SIGNIFICANT


@pytest.mark.parametrize("attack", [quick(one) for one in ATTACKS], ids=name)
def test_it_is_refused(door: Door, amazon: Amazon, attack: Attack) -> None:
    """By an app that knows no certificate yet, so that what a stranger can make it fetch shows."""
    if attack.chain:
        amazon.host.served[attack.path] = attack.chain(amazon)
    request = attack.make(amazon)
    before = len(amazon.host.asked)
    reply = call(door(), request)
    fetched = len(amazon.host.asked) - before
    FIGURES.took("through WSGI", name(attack), reply, fetched)
    assert_refused(reply, attack)
    assert fetched == attack.fetches


@pytest.mark.parametrize(
    "attack", [one for one in ATTACKS if not one.chain and "sent twice" not in one.name], ids=name
)
def test_it_is_refused_over_the_wire(server: Server, amazon: Amazon, attack: Attack) -> None:
    """Where Alexa's certificate is known, none of these makes the server fetch anything."""
    assert send(server.port, raw(amazon.genuine())).status == 200
    before = len(amazon.host.asked)
    reply = send(server.port, raw(attack.make(amazon)))
    fetched = [path for path in amazon.host.asked[before:] if path != GOOD]
    FIGURES.took("over the wire", name(attack), reply, len(fetched))
    assert_refused(reply, attack)
    assert fetched == []


def test_there_are_many_and_each_has_its_name() -> None:
    """At least 60, none of them twice."""
    names = [name(attack) for attack in ATTACKS]
    assert len(set(names)) == len(names) >= 60


def test_the_request_that_they_are_made_of_is_genuine(door: Door, amazon: Amazon) -> None:
    """With nothing changed it is answered: every attack fails by what is wrong with it."""
    reply = call(door(), amazon.genuine())
    assert reply.status == 200
    assert "straighten it" in json.loads(reply.body)["response"]["outputSpeech"]["ssml"]


@pytest.mark.parametrize(
    "oddity",
    [
        b'{"a": "\\ud800", "\\udfff": 1}',
        b'{"a": "\\u0000", "b": "</speak>"}',
        b'{"\\u003a": "\\u003A:", "a": ":"}',
        b'{"a": 1.0, "b": 1E2, "c": -0}',
        b'{"crampCoach": {"version": 1, "phase": "relief", "step": "x"}}',
        b"[" * 200 + b"]" * 200,
        b"null",
    ],
)
def test_what_is_only_odd_is_answered(door: Door, amazon: Amazon, oddity: bytes) -> None:
    """What Alexa signed is legal JSON, however strange: refusing it would leave a person alone."""
    body = json.dumps(amazon.envelope()).encode()
    reply = call(
        door(), amazon.signed(body.replace(b'"attributes": {}', b'"attributes": ' + oddity))
    )
    assert reply.status == 200
    assert "ssml" in json.loads(reply.body)["response"]["outputSpeech"]
