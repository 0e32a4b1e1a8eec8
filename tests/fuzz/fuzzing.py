"""The skill under fuzz: its two ways in, what went wrong inside, and the count of it all."""

from __future__ import annotations

import io
import json
import os
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any

import pytest
from alexa_json import SKILL, Json
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from mutations import CANARY
from seeds import conversations, requests
from valid_response import valid

from skill.alexa.handlers.session import TroubleHandler
from skill.alexa.skill import Skill
from skill.watch.faults import where
from skill.web.app import create_app
from skill.web.verification import SignatureVerifier, SignedRequests

WHEN = 1_795_312_800.0
"""The moment of ``alexa_json.WHEN``, in seconds since the epoch."""
SHRUNK = 500
"""Examples that hypothesis chooses; its memory and its time grow with them."""
SEED = int(os.environ.get("FUZZ_SEED", "1"))
SIGNATURE = "A" * 340 + "AA=="


@dataclass
class Figures:
    """Counted while the fuzzing runs."""

    answers: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    apologies: Counter[str] = field(default_factory=Counter)
    """For what, by the kind of error and where it was raised."""
    started: float = field(default_factory=time.monotonic)

    def told(self) -> list[str]:
        """One line for each figure."""
        if not self.answers:
            return []
        counts = ", ".join(f"{count} {what}" for what, count in sorted(self.answers.items()))
        return [
            f"fuzzed requests: {self.answers.total()} ({counts}), from seed {SEED}, "
            f"in {time.monotonic() - self.started:.0f} s",
            f"slowest answer: {self.slowest * 1000:.0f} ms; apologies: {self.apologies.total()}",
            *(f"  {count} for {error}" for error, count in self.apologies.most_common(20)),
        ]


FIGURES = Figures()


class AnyKey:
    """Finds every signature good, so that what is behind the signature is reached at full speed."""

    def verify(self, *_: object) -> None:
        """Nothing to say against it."""


class AnyKeys:
    """Has a key for every URL."""

    def key_for(self, _: str) -> Any:
        return AnyKey()

    def other_keys(self, _: str) -> tuple[()]:
        return ()


class Fuzzed:
    """The request layer and the endpoint."""

    def __init__(self, skill: Skill, patch: pytest.MonkeyPatch) -> None:
        self.skill = skill
        verify = SignedRequests(SignatureVerifier(AnyKeys()), SKILL, lambda: WHEN)
        self.app = create_app(skill.answer, verify)
        self.states = [state for state in conversations(skill) if state]
        self.requests = requests(self.states)
        self.failed = False
        patch.setattr(TroubleHandler, "handle", self._counted())

    def _counted(self) -> Callable[..., Any]:
        """The handler of trouble, which tells a person only that something went wrong, counted."""
        handle = TroubleHandler.handle

        def counted(handler: TroubleHandler, handler_input: Any, error: Exception) -> Any:
            FIGURES.apologies[where(error)] += 1
            self.failed = True
            return handle(handler, handler_input, error)

        return counted

    def ask(self, request: Any) -> Json:
        """A request at the request layer; judged."""
        started = time.perf_counter()
        answer = self.skill.answer(request)
        FIGURES.slowest = max(FIGURES.slowest, time.perf_counter() - started)
        FIGURES.answers["at the request layer"] += 1
        body = json.dumps(answer, allow_nan=False).encode()
        self._assert_no_apology()
        return valid(body, kind_of(request), CANARY)

    def _assert_no_apology(self) -> None:
        """A handler that failed was covered up for, and is a fault all the same."""
        failed, self.failed = self.failed, False
        assert not failed, FIGURES.apologies

    def post(self, body: bytes, **environ: Any) -> int:
        """A body at the endpoint, any signature taken for good; judged."""
        started = time.perf_counter()
        status, reply = self._post(body, environ)
        FIGURES.slowest = max(FIGURES.slowest, time.perf_counter() - started)
        FIGURES.answers[f"at the endpoint with {status}"] += 1
        self._assert_no_apology()
        if status == 200:
            valid(reply, kind_of(json.loads(body.decode("utf-8", "replace"))), CANARY)
        else:
            assert status in (400, 413)
            assert reply.count(b"\n") == 1
        return status

    def _post(self, body: bytes, environ: Json) -> tuple[int, bytes]:
        told: list[str] = []
        around = {
            "REQUEST_METHOD": "POST",
            "PATH_INFO": "/alexa",
            "SCRIPT_NAME": "",
            "QUERY_STRING": "",
            "SERVER_NAME": "x",
            "SERVER_PORT": "443",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "wsgi.url_scheme": "https",
            "wsgi.input": io.BytesIO(body),
            "wsgi.errors": io.StringIO(),
            "CONTENT_TYPE": "application/json",
            "CONTENT_LENGTH": str(len(body)),
            "HTTP_SIGNATURE_256": SIGNATURE,
            "HTTP_SIGNATURECERTCHAINURL": "https://s3.amazonaws.com/echo.api/x.pem",
            **environ,
        }
        reply = b"".join(self.app(around, lambda status, _: told.append(status)))
        return int(told[0].split()[0]), reply


def kind_of(request: Any) -> object:
    """The type of a request, where it says one."""
    inner = request.get("request") if isinstance(request, dict) else None
    kind = inner.get("type") if isinstance(inner, dict) else None
    return kind if isinstance(kind, str) else None


def fuzz(make: Callable[[Random], Any], check: Callable[[Any], object], examples: int) -> None:
    """Check so many examples, the same ones for the same ``FUZZ_SEED``.

    The first ``SHRUNK`` are chosen by hypothesis, which makes one that fails smaller; the rest by
    plain random numbers, which is four times as fast.
    """
    seed(SEED)(_by_hypothesis(make, check, min(examples, SHRUNK)))()
    for number in range(examples - SHRUNK):
        drawn = make(Random(f"{SEED} {number}"))  # noqa: S311 - to be had again
        try:
            check(drawn)
        except Exception as error:
            error.add_note(f"FUZZ_SEED={SEED}, example {number}: {Drawn(drawn)}")
            raise


def _by_hypothesis(
    make: Callable[[Random], Any], check: Callable[[Any], object], examples: int
) -> Callable[[], None]:
    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.randoms(note_method_calls=False, use_true_random=False).map(make).map(Drawn))
    def checked(drawn: Drawn) -> None:
        check(drawn.value)

    return checked


class Drawn:
    """One mutated thing, shown in short: hypothesis's own way fails at the deep and the huge."""

    def __init__(self, value: Any) -> None:
        self.value = value

    def __repr__(self) -> str:
        return repr(self.value)[:4000]
