"""What is told of turns, certificate chains, the bookmark store and faults: to log and counts.

Everything goes through ``logging``, as a record that carries its fields in ``told``. ``lines.py``
writes them as JSON and ``metrics.py`` counts them, so that neither can know what the other doesn't.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
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

log = logging.getLogger("skill")


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
    log.info("answered", extra={"told": _turn(envelope, "answered", seconds)})


def failed(envelope: Mapping[str, Any], seconds: float, fault: str) -> None:
    """The last resort was said; ``fault`` is ``faults.where``."""
    told = {**_turn(envelope, "failed", seconds), "fault": fault}
    log.error("answer failed: %s", fault, extra={"told": told})


def refused(reason: str, seconds: float = 0.0, status: int = 400) -> None:
    """A request was refused; the reason is fixed words, and detail of ours after a colon."""
    told = {"event": "turn", "outcome": "refused", "status": status, "reason": reason}
    log.warning("refused: %s", reason, extra={"told": {**told, "seconds": seconds}})


def apologised(request_id: object, fault: str) -> None:
    """A turn is being answered with an apology; ``fault`` is ``faults.where``."""
    told = {"event": "apology", "request": written(request_id), "fault": fault}
    log.error("apologised: %s", fault, extra={"told": told})


def chain(outcome: str) -> None:
    """What came of fetching a certificate chain.

    ``trusted``; ``unavailable``: it could not be fetched, as for a name that somebody made up;
    ``untrusted``: Amazon's host gave one that is not valid for Alexa; ``lapsed``: the same, at an
    address whose chain was trusted until now.
    """
    level = {"untrusted": logging.WARNING, "lapsed": logging.ERROR}.get(outcome, logging.INFO)
    log.log(level, "chain %s", outcome, extra={"told": {"event": "chain", "outcome": outcome}})


def store(what: str, seconds: float) -> None:
    """The bookmark store failed, and is left alone for so many seconds."""
    told = {"event": "bookmark", "reason": f"store {what}"}
    log.warning("bookmarks: the store %s; resting %g s", what, seconds, extra={"told": told})


def _turn(envelope: Mapping[str, Any], outcome: str, seconds: float) -> dict[str, Any]:
    return {
        "event": "turn",
        "request": id_of(envelope),
        "class": class_of(envelope),
        "outcome": outcome,
        "status": 200,
        "seconds": seconds,
    }
