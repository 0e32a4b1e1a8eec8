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

from alexa_json import SKILL, Json
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from mutations import CANARY
from seeds import conversations, requests
from valid_response import valid

from skill.alexa.handlers.session import TroubleHandler
from skill.alexa.skill import Skill
from skill.web.app import create_app
from skill.web.turn import where
from skill.web.verification import SignatureVerifier, SignedRequests

WHEN = 1_795_312_800.0
"""The moment of ``alexa_json.WHEN``, in seconds since the epoch."""
BATCH = 500
"""Examples that hypothesis makes before it starts afresh: its memory grows with them."""
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

    def __init__(self, skill: Skill) -> None:
        self.skill = skill
        verify = SignedRequests(SignatureVerifier(AnyKeys()), SKILL, lambda: WHEN)
        self.app = create_app(skill.answer, verify)
        self.states = [state for state in conversations(skill) if state]
        self.requests = requests(self.states)
        self._tell_of_apologies()

    def _tell_of_apologies(self) -> None:
        """Keep what handlers fail at, which the person is only told as "something went wrong"."""
        handle = TroubleHandler.handle

        def counted(handler: TroubleHandler, handler_input: Any, error: Exception) -> Any:
            FIGURES.apologies[where(error)] += 1
            return handle(handler, handler_input, error)

        TroubleHandler.handle = counted  # type: ignore[method-assign]

    def ask(self, request: Any) -> Json:
        """A request at the request layer; judged."""
        started = time.perf_counter()
        answer = self.skill.answer(request)
        FIGURES.slowest = max(FIGURES.slowest, time.perf_counter() - started)
        FIGURES.answers["at the request layer"] += 1
        body = json.dumps(answer, allow_nan=False).encode()
        return valid(body, kind_of(request), CANARY)

    def post(self, body: bytes, **environ: Any) -> int:
        """A body at the endpoint, any signature taken for good; judged."""
        started = time.perf_counter()
        status, reply = self._post(body, environ)
        FIGURES.slowest = max(FIGURES.slowest, time.perf_counter() - started)
        FIGURES.answers[f"at the endpoint with {status}"] += 1
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


class Drawn:
    """One mutated thing, shown in short: hypothesis's own way fails at the deep and the huge."""

    def __init__(self, value: Any) -> None:
        self.value = value

    def __repr__(self) -> str:
        try:
            return repr(self.value)[:4000]
        except RecursionError:
            return "too deep to show"


def fuzz(make: Callable[[Random], Any], check: Callable[[Any], object], examples: int) -> None:
    """Check so many examples, the same ones for the same ``FUZZ_SEED``.

    Hypothesis makes the choices, and so makes an example that fails smaller.
    """
    choices = st.randoms(note_method_calls=False, use_true_random=False)
    for batch in range(-(-examples // BATCH)):
        how = settings(
            max_examples=min(BATCH, examples - batch * BATCH),
            deadline=None,
            database=None,
            phases=[Phase.generate, Phase.shrink],
            suppress_health_check=list(HealthCheck),
        )

        @seed(SEED * 1_000_000 + batch)
        @how
        @given(choices.map(make).map(Drawn))
        def checked(drawn: Drawn) -> None:
            check(drawn.value)

        checked()
