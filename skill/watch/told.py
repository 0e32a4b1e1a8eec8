"""What is told of turns, certificate chains, the bookmark store and faults: to log and counts.

Each event is a few named fields, and goes to whoever listens: ``lines.py`` writes it as JSON and
``metrics.py`` counts it. Where no log was begun it goes to ``logging``. It does not pass through
there otherwise, since making a record for it costs three times as much as writing the line.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Mapping
from typing import Any

CONTROL_REQUESTS = frozenset(
    {
        "LaunchRequest",
        "SessionEndedRequest",
        "System.ExceptionEncountered",
        "Alexa.Presentation.APL.RuntimeError",
    }
)
CONTROL_INTENTS = frozenset(
    {"AMAZON.StopIntent", "AMAZON.CancelIntent", "AMAZON.NavigateHomeIntent"}
)
SKILL_EVENT = "AlexaSkillEvent."
_ID = re.compile(r"[A-Za-z0-9._-]{1,128}", re.ASCII)

Told = Mapping[str, Any]
Listener = Callable[[int, Told], None]
"""Takes the level, as ``logging`` numbers them, and the fields."""


def _to_logging(level: int, told: Told) -> None:
    words = " ".join(str(value) for name, value in told.items() if name != "seconds")
    logging.getLogger("skill").log(level, "%s", words, extra={"told": told})


_listeners: list[Listener] = [_to_logging]


def listen(listener: Listener) -> None:
    """Tell this listener too, from now on."""
    _listeners.append(listener)


def write_with(listener: Listener) -> None:
    """Tell this listener instead of ``logging``."""
    _listeners[0] = listener


def unlisten(listener: Listener) -> None:
    """Tell this listener no more; of one that writes, tell ``logging`` again."""
    if _listeners[0] == listener:
        _listeners[0] = _to_logging
    else:
        _listeners.remove(listener)


def _tell(level: int, told: Told) -> None:
    for listener in _listeners:
        listener(level, told)


def class_of(envelope: Mapping[str, Any]) -> str:
    """``control`` for what opens or ends a talk, or nobody said; ``health`` for all else.

    A yes is ``health`` like a danger sign, a touch like a question: else the order of the classes
    would tell what was said.
    """
    request = envelope.get("request")
    kind = request.get("type") if isinstance(request, dict) else None
    if not isinstance(request, dict) or not isinstance(kind, str):
        return "health"
    if kind == "IntentRequest":
        intent = request.get("intent")
        name = intent.get("name") if isinstance(intent, dict) else None
        return "control" if isinstance(name, str) and name in CONTROL_INTENTS else "health"
    return "control" if kind in CONTROL_REQUESTS or kind.startswith(SKILL_EVENT) else "health"


def id_of(envelope: Mapping[str, Any]) -> str:
    """The request's id, which Alexa makes anew for each; empty where it is no id of hers."""
    request = envelope.get("request")
    return written(request.get("requestId") if isinstance(request, dict) else None)


def written(request_id: object) -> str:
    """A request id as it may be written; empty where it could hold anything else."""
    return request_id if isinstance(request_id, str) and _ID.fullmatch(request_id) else ""


def answered(envelope: Mapping[str, Any], seconds: float) -> None:
    """A turn was answered, in so many seconds from the request's headers to the reply."""
    _tell(logging.INFO, _turn(envelope, "answered", seconds))


def failed(envelope: Mapping[str, Any], seconds: float, fault: str) -> None:
    """The last resort was said; ``fault`` is ``faults.where``."""
    _tell(logging.ERROR, {**_turn(envelope, "failed", seconds), "fault": fault})


def refused(reason: str, seconds: float = 0.0, status: int = 400) -> None:
    """A request was refused; the reason is fixed words, and detail of ours after a colon."""
    told = {"event": "turn", "outcome": "refused", "status": status, "reason": reason}
    _tell(logging.WARNING, {**told, "seconds": seconds})


def apologised(request_id: object, fault: str) -> None:
    """A turn is being answered with an apology; ``fault`` is ``faults.where``."""
    told = {"event": "apology", "request": written(request_id), "fault": fault}
    _tell(logging.ERROR, told)


def chain(outcome: str) -> None:
    """What came of fetching a certificate chain.

    ``trusted``; ``unavailable``: it could not be fetched, as for a name that somebody made up;
    ``untrusted``: Amazon's host gave one that is not valid for Alexa; ``lapsed``: the same, at an
    address whose chain was trusted until now.
    """
    level = {"untrusted": logging.WARNING, "lapsed": logging.ERROR}.get(outcome, logging.INFO)
    _tell(level, {"event": "chain", "outcome": outcome})


def store_failed(what: str) -> None:
    """The bookmark store failed, in words without an id, and is left alone for a while."""
    _tell(logging.WARNING, {"event": "bookmark", "reason": f"store {what}"})


def thread_died(fault: str) -> None:
    """A thread ended by an error; ``fault`` is ``faults.where``."""
    _tell(logging.ERROR, {"event": "thread", "fault": fault})


def _turn(envelope: Mapping[str, Any], outcome: str, seconds: float) -> dict[str, Any]:
    return {
        "event": "turn",
        "request": id_of(envelope),
        "class": class_of(envelope),
        "outcome": outcome,
        "status": 200,
        "seconds": seconds,
    }
