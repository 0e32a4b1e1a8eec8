"""The ways in: unsigned on loopback, gunicorn, AWS Lambda. The skill behind them is played."""

from __future__ import annotations

import http.client
import json
import os
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from amazon_signing import NOW, SKILL_ID, as_body, envelope

from skill import lambda_function
from skill.__main__ import is_loopback, main

# A skill that says which type of request it was given, put where the doors look for theirs.
PLAYED_SKILL = """
    import sys, types
    played = types.ModuleType("skill.alexa.skill")
    played.build_skill = lambda bookmarks=None: types.SimpleNamespace(
        answer=lambda request, trace=None: {"version": "1.0", "heard": request.get("request")}
    )
    sys.modules["skill.alexa.skill"] = played
"""


def environment(**settings: str) -> dict[str, str]:
    """The environment of this process with only these of the skill's settings."""
    ours = ("HOST", "PORT", "SSL_CERT_FILE", "CRAMP_COACH_SKILL_ID")
    return {name: value for name, value in os.environ.items() if name not in ours} | settings


def program(*parts: str) -> list[str]:
    return [sys.executable, "-c", "\n".join(textwrap.dedent(part) for part in parts)]


# Unsigned


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.9.10", "::1", "localhost"])
def test_loopback_is_known(host: str) -> None:
    """Addresses that nobody else can reach."""
    assert is_loopback(host)


@pytest.mark.parametrize(
    "host",
    [
        "0.0.0.0",  # noqa: S104 - must be refused
        "::",
        "",
        "192.168.1.5",
        "10.0.0.1",
        "8.8.8.8",
        "fe80::1",
        "::ffff:127.0.0.1",
        "127.0.0.1.example",
        "localhost.example",
        "example.com",
        "127.1",
        "2130706433",
        "127.0.0.1:80",
    ],
)
def test_anything_else_is_refused(
    host: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit code 2 and one line that says what to do, before anything listens."""
    monkeypatch.setattr("skill.__main__._serve", lambda *_: pytest.fail("it listens"))
    assert not is_loopback(host)
    assert main(["--unsigned", "--host", host]) == 2
    message = capsys.readouterr().err
    assert "loopback" in message
    assert message.count("\n") == 1


def test_the_environments_host_is_refused_as_well(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """HOST is no way round."""
    monkeypatch.setattr("skill.__main__._serve", lambda *_: pytest.fail("it listens"))
    monkeypatch.setenv("HOST", "0.0.0.0")  # noqa: S104 - must be refused
    assert main(["--unsigned"]) == 2
    assert "loopback" in capsys.readouterr().err


def test_a_wrong_port_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """On the command line and in the environment; one line, exit code 2."""
    monkeypatch.setattr("skill.__main__._serve", lambda *_: pytest.fail("it listens"))
    assert main(["--unsigned", "--port", "99999"]) == 2
    assert "--port" in capsys.readouterr().err
    monkeypatch.setenv("PORT", "x")
    assert main(["--unsigned"]) == 2
    assert "PORT" in capsys.readouterr().err


def test_unsigned_must_be_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody gets an unsigned endpoint by leaving something out."""
    with pytest.raises(SystemExit) as stop:
        main([])
    assert stop.value.code == 2
    assert "--unsigned" in capsys.readouterr().err


@pytest.fixture(scope="module")
def unsigned() -> Iterator[int]:
    """The port of ``python -m skill --unsigned`` with a played skill."""
    run = 'import runpy; runpy.run_module("skill", run_name="__main__", alter_sys=True)'
    options = 'sys.argv = ["skill", "--unsigned", "--port", "0"]'
    with subprocess.Popen(  # noqa: S603
        program(PLAYED_SKILL, options, run),
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as server:
        assert server.stdout is not None
        line = server.stdout.readline()
        yield int(line.partition("127.0.0.1:")[2].partition("/")[0])
        server.terminate()
        rest = server.stdout.read()
    assert "SECRET" not in rest
    assert "POST" not in rest


def ask(port: int, method: str, path: str, body: bytes = b"", **headers: str) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request(method, path, body, headers)
    response = connection.getresponse()
    text = response.read().decode()
    connection.close()
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    return response.status, text


@pytest.mark.parametrize("path", ["/alexa", "/"])
@pytest.mark.parametrize("content_type", ["application/json", "text/plain", None])
def test_an_unsigned_request_is_answered(
    unsigned: int, path: str, content_type: str | None
) -> None:
    """At both paths, whatever the tester's tool calls its content."""
    headers = {"Content-Type": content_type} if content_type else {}
    status, text = ask(unsigned, "POST", path, as_body(envelope(NOW)), **headers)
    assert status == 200
    assert json.loads(text)["heard"]["type"] == "IntentRequest"


@pytest.mark.parametrize("body", [b"", b"null", b"[]", b"\xff", b"{", b"[" * 10_000])
def test_unsigned_garbage_is_told_so(unsigned: int, body: bytes) -> None:
    """400, and a line that says what is wrong with it."""
    status, text = ask(unsigned, "POST", "/alexa", body)
    assert status == 400
    assert text.startswith("body is n")
    assert text.count("\n") == 1


def test_the_unsigned_door_is_well_and_takes_only_post(unsigned: int) -> None:
    """The same app as in production but for the signature."""
    assert ask(unsigned, "GET", "/healthz")[0] == 200
    assert ask(unsigned, "GET", "/")[0] == 405
    assert ask(unsigned, "GET", "/alexa")[0] == 405


def test_a_taken_port_is_told(unsigned: int) -> None:
    """A second server on the same port ends with a message, not a traceback."""
    run = 'import runpy; runpy.run_module("skill", run_name="__main__", alter_sys=True)'
    options = f'sys.argv = ["skill", "--unsigned", "--port", "{unsigned}"]'
    done = subprocess.run(  # noqa: S603
        program(PLAYED_SKILL, options, run),
        env=environment(),
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 1
    assert "in use" in done.stderr
    assert "Traceback" not in done.stderr


# gunicorn


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({}, "CRAMP_COACH_SKILL_ID is not set"),
        ({"CRAMP_COACH_SKILL_ID": ""}, "CRAMP_COACH_SKILL_ID is not set"),
        ({"CRAMP_COACH_SKILL_ID": SKILL_ID, "SSL_CERT_FILE": "/nothing"}, "SSL_CERT_FILE names no"),
        ({"CRAMP_COACH_SKILL_ID": SKILL_ID, "SSL_CERT_FILE": __file__}, "SSL_CERT_FILE holds no"),
    ],
)
def test_gunicorn_does_not_start_on_a_wrong_setting(settings: dict[str, str], told: str) -> None:
    """It ends, instead of starting the worker again and again, and the reason is one line."""
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "gunicorn",
            "--no-control-socket",
            "-b",
            "127.0.0.1:0",
            "skill.wsgi:app",
        ],
        env=environment(**settings),
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 4
    assert sum(told in line for line in done.stderr.splitlines()) == 1
    assert "Traceback" not in done.stderr


# AWS Lambda


@pytest.fixture
def played(monkeypatch: pytest.MonkeyPatch) -> Iterator[SimpleNamespace]:
    """A played skill behind the Lambda door, counting how often it is built."""
    skill = SimpleNamespace(built=0, answer=lambda request: {"heard": request["request"]["type"]})

    def build_skill(bookmarks: object) -> SimpleNamespace:  # noqa: ARG001
        skill.built += 1
        return SimpleNamespace(answer=lambda request: skill.answer(request))

    module = ModuleType("skill.alexa.skill")
    module.build_skill = build_skill  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "skill.alexa.skill", module)
    monkeypatch.setenv("CRAMP_COACH_SKILL_ID", SKILL_ID)
    forget_lambda()
    yield skill
    forget_lambda()


def forget_lambda() -> None:
    lambda_function._answer.cache_clear()
    lambda_function._skill_id.cache_clear()


def test_lambda_answers_and_builds_once(played: SimpleNamespace) -> None:
    """A warm function answers without building the skill anew."""
    for _ in range(3):
        assert lambda_function.handler(envelope(NOW), None) == {"heard": "IntentRequest"}
    assert played.built == 1


def test_lambda_refuses_another_skills_request(played: SimpleNamespace) -> None:
    """S19: in either place; and what is no request at all."""
    other = {"applicationId": "amzn1.ask.skill.other"}
    in_session, in_context = envelope(NOW), envelope(NOW)
    in_session["session"]["application"] = other
    in_context["context"]["System"]["application"] = other
    events: list[Any] = [in_session, in_context, {}, None, [], "x", {"context": None}]
    for event in events:
        with pytest.raises(PermissionError):
            lambda_function.handler(event, None)
    assert played.built == 0


def test_lambda_takes_a_request_without_session(played: SimpleNamespace) -> None:
    """Skill events have none."""
    event = envelope(NOW, type="AlexaSkillEvent.SkillDisabled")
    del event["session"]
    assert lambda_function.handler(event, None) == {"heard": "AlexaSkillEvent.SkillDisabled"}
    assert played.built == 1


def test_lambda_needs_a_skill_id(played: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without one it answers nobody."""
    monkeypatch.delenv("CRAMP_COACH_SKILL_ID")
    with pytest.raises(Exception, match="CRAMP_COACH_SKILL_ID"):
        lambda_function.handler(envelope(NOW), None)
    assert played.built == 0


def test_lambda_answers_when_the_skill_fails(
    played: SimpleNamespace, caplog: pytest.LogCaptureFixture
) -> None:
    """As over the web: an apology, and a log without personal data."""

    def fail(request: Any) -> Any:
        raise KeyError(request)

    played.answer = fail
    response = lambda_function.handler(envelope(NOW), None)
    assert response["response"]["shouldEndSession"] is True
    assert "SECRET" not in caplog.text
    assert "KeyError" in caplog.text


def test_no_door_can_be_left_open() -> None:
    """What production runs has no setting that sounds like turning verification off (S18)."""
    skill = Path(lambda_function.__file__).parent
    production = [skill / "wsgi.py", skill / "settings.py", *(skill / "web").glob("*.py")]
    names = {
        word
        for path in production
        for word in path.read_text().replace('"', " ").replace("`", " ").split()
        if word.startswith("CRAMP_COACH_")
    }
    assert "CRAMP_COACH_SKILL_ID" in names
    for telling in ("SIGN", "VERIF", "SKIP", "TRUST", "INSECURE", "DEBUG", "TEST", "DEV"):
        assert not [name for name in names if telling in name]
    assert "open_unsigned" not in (skill / "wsgi.py").read_text()


# The skill itself


def test_lambda_leads_to_the_skill(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing played: a launch is answered with speech and an open microphone."""
    monkeypatch.setenv("CRAMP_COACH_SKILL_ID", SKILL_ID)
    forget_lambda()
    response = lambda_function.handler(envelope(NOW, type="LaunchRequest"), None)["response"]
    forget_lambda()
    assert "Cramp Coach" in response["outputSpeech"]["ssml"]
    assert response["shouldEndSession"] is False


def test_the_production_door_leads_to_the_skill() -> None:
    """Nothing played: it starts, is well, and takes nothing unsigned."""
    done = subprocess.run(  # noqa: S603
        program(
            """
            from skill.wsgi import app
            client = app.test_client()
            print(client.get("/healthz").status_code)
            print(client.post("/alexa", json={"request": {"type": "LaunchRequest"}}).status_code)
            """
        ),
        env=environment(CRAMP_COACH_SKILL_ID=SKILL_ID),
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.stdout.split() == ["200", "400"]
    assert "Traceback" not in done.stderr
