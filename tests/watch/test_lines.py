"""The log's lines: what may stand in them, whoever logs."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import textwrap
import threading
from typing import Any

import pytest
from amazon_signing import NOW, SKILL_ID, envelope

from skill import settings
from skill.dialogue import advice
from skill.watch import told
from skill.watch.faults import where
from skill.watch.lines import JsonLines


def line(name: str, message: str, *args: object, **how: Any) -> dict[str, Any]:
    """What is written of a record, without its time and level."""
    logger = logging.Logger(name)
    record = logger.makeRecord(
        name, logging.WARNING, how.get("file", __file__), 7, message, args, how.get("error")
    )
    record.__dict__.update(how.get("extra", {}))
    written: dict[str, Any] = json.loads(JsonLines().format(record))
    assert written.pop("level") == "warning"
    assert written.pop("time")
    return written


def raised(error: Exception) -> Any:
    try:
        raise error
    except Exception:
        return sys.exc_info()


def test_fields_that_are_not_listed_are_not_written() -> None:
    """A field more in what is told, by whoever comes next, stays where it is."""
    more = {"event": "turn", "intent": "SECRET", "tier": "SECRET", "seconds": 0.0011}
    assert line("skill", "SECRET", extra={"told": more}) == {"event": "turn", "ms": 2}


def test_a_message_of_ours_is_written() -> None:
    assert line("skill.alexa.handlers.x", "it is %s", "so") == {
        "event": "note",
        "from": "skill.alexa",
        "message": "it is so",
    }


@pytest.mark.parametrize(
    "name", ["werkzeug", "botocore.x", "gunicorn.error", "py.warnings", "root"]
)
def test_of_others_only_the_place_is_written(name: str) -> None:
    """Nobody knows what they quote."""
    assert line(name, "GET /SECRET %s", "SECRET") == {
        "event": "note",
        "from": ".".join(name.split(".")[:2]),
        "place": "test_lines.py:7",
    }


def test_an_error_is_its_kind_and_place() -> None:
    """Of ours with what it was called when written, of Flask's without what it quotes."""
    written = line("skill.web.app", "Exception on %s", "/SECRET", error=raised(KeyError("SECRET")))
    assert written["message"] == "Exception on %s"
    assert written["fault"].startswith("KeyError at test_lines.py:")
    assert "SECRET" not in str(line("other", "x", error=raised(KeyError("SECRET"))))


def test_a_fault_of_a_room_that_would_tell_is_of_the_room() -> None:
    """A file is named after what a person was being asked; the line is not told either."""
    with pytest.raises(KeyError) as caught:
        exec(compile("{}['SECRET']", advice.__file__, "exec"))  # noqa: S102 - a fault in that file
    assert where(caught.value) == "KeyError at skill/dialogue"


@pytest.mark.parametrize(
    ("kind", "intent", "expected"),
    [
        ("LaunchRequest", None, "control"),
        ("SessionEndedRequest", None, "control"),
        ("AlexaSkillEvent.SkillDisabled", None, "control"),
        ("Alexa.Presentation.APL.RuntimeError", None, "control"),
        ("Alexa.Presentation.APL.UserEvent", None, "health"),
        ("Some.NewRequest", None, "health"),
        ("IntentRequest", "AMAZON.StopIntent", "control"),
        ("IntentRequest", "AMAZON.CancelIntent", "control"),
        ("IntentRequest", "AMAZON.YesIntent", "health"),
        ("IntentRequest", "AMAZON.HelpIntent", "health"),
        ("IntentRequest", "SignPoisonIntent", "health"),
        ("IntentRequest", ["odd"], "health"),
        (None, None, "health"),
    ],
)
def test_only_what_nobody_could_mean_by_health_is_control(
    kind: Any, intent: Any, expected: str
) -> None:
    assert told.class_of({"request": {"type": kind, "intent": {"name": intent}}}) == expected
    assert told.class_of({"request": None}) == "health"


@pytest.mark.parametrize("odd", ["my leg hurts", "a\nb", "x" * 200, "", None, 7, "caf\u00e9"])
def test_an_id_that_could_be_words_is_not_written(odd: object) -> None:
    assert told.id_of({"request": {"requestId": odd}}) == ""


LAMBDA = f"""
    import logging, sys
    logging.getLogger().addHandler(logging.StreamHandler(sys.stdout))  # as AWS has one
    from skill import lambda_function
    event = {envelope(NOW)!r}
    lambda_function.handler(event, None)
    lambda_function._answer = lambda: lambda request: {{}}[str(request)]
    lambda_function.handler(event, None)
    try:
        lambda_function.handler({{"SECRET": 1}}, None)
    except PermissionError:
        pass
    logging.getLogger("botocore").warning("SECRET")
"""


def test_lambda_writes_the_same_lines() -> None:
    """One for each turn, answered, failed and refused; AWS's own handler writes nothing more."""
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", textwrap.dedent(LAMBDA)],
        env={
            **os.environ,
            "CRAMP_COACH_SKILL_ID": SKILL_ID,
            "AWS_LAMBDA_FUNCTION_NAME": "cramp-coach",
        },
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    written = [json.loads(text) for text in done.stderr.splitlines()]
    outcomes = [one.get("outcome") for one in written]
    assert outcomes == ["answered", "failed", "refused", None]
    assert written[0]["request"] == "amzn1.echo-api.request.1"
    assert written[1]["fault"].startswith("KeyError at <string>:")
    assert "SECRET" not in done.stderr
    assert done.stdout == ""


def test_a_thread_that_dies_is_told_without_its_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """As the log is begun; Python's own way prints the message."""
    heard: list[Any] = []
    monkeypatch.setattr(told, "_listeners", [lambda level, event: heard.append((level, event))])
    from skill.watch import lines

    monkeypatch.setattr(threading, "excepthook", lines._thread_died)
    thread = threading.Thread(target=lambda: {}["SECRET"])
    thread.start()
    thread.join()
    ((level, event),) = heard
    assert level == logging.ERROR
    assert event["fault"].startswith("KeyError at test_lines.py:")


@pytest.mark.parametrize(
    ("value", "address"),
    [
        (None, None),
        ("", None),
        ("off", None),
        ("127.0.0.1:9102", "127.0.0.1:9102"),
        ("[::1]:9102", "[::1]:9102"),
        ("0.0.0.0:1", "0.0.0.0:1"),
    ],
)
def test_counts_have_an_address_or_none(value: str | None, address: str | None) -> None:
    environ = {} if value is None else {"CRAMP_COACH_METRICS": value}
    found = settings.metrics(environ)
    assert (str(found) if found else None) == address


@pytest.mark.parametrize(
    "value", ["on", "9102", ":9102", "localhost:9102", "127.0.0.1", "127.0.0.1:0", "1.2.3.4:x"]
)
def test_what_is_no_address_is_refused(value: str) -> None:
    with pytest.raises(settings.SettingsError, match=r"127\.0\.0\.1:9102"):
        settings.metrics({"CRAMP_COACH_METRICS": value})
