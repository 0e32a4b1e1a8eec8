"""The page: what it says in JSON, who may reach it, and what stands beside it."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

import pytest
from flask.testing import FlaskClient
from stand_ins import ByTheBook, ToldSkill, goodbye, reply, small_model
from werkzeug.test import Client
from werkzeug.wrappers import Response

from simulator.errors import SimulatorError
from simulator.page import server
from simulator.page.app import LARGEST_BODY, create_app
from simulator.page.talks import MOST
from simulator.stage import Stage


def client(skill: ToldSkill | None = None) -> FlaskClient:
    heard: dict[str, Any] = {"my_calf_cramps": ("ReliefIntent", ())}
    stage = Stage(skill or ToldSkill(), lambda _: ByTheBook(**heard), load=small_model)
    return create_app(stage, ("en-US", "en-GB")).test_client()


def begun(page: FlaskClient, **chosen: str) -> str:
    answer = page.post("/talks", json=chosen)
    assert answer.status_code == 201
    return str(answer.json["id"])


def test_a_turn_is_told_whole() -> None:
    """What was heard and why, the reply with its pauses, the microphone, and both JSONs."""
    skill = ToldSkill(
        reply('<speak>Hold. <break time="5s"/> Better?</speak>'), acts=("GiveStep", "Ask")
    )
    page = client(skill)
    id = begun(page)

    turn = page.post(f"/talks/{id}/turns", json={"turn": "say", "words": "my calf cramps"}).json

    assert turn["did"] == "my calf cramps"
    assert turn["heard"]["intent"] == "ReliefIntent"
    assert turn["reply"] == [{"words": "Hold."}, {"pause": 5.0}, {"words": "Better?"}]
    assert (turn["microphone"], turn["session"]) == ("open", True)
    assert turn["acts"] == ["GiveStep", "Ask"]
    assert turn["request"] == skill.sent[0]
    assert turn["response"]["response"]["shouldEndSession"] is False


def test_a_conversation_goes_on_between_turns() -> None:
    """Open, silence, silence: the reprompt, then the end."""
    page = client()
    id = begun(page)

    turns = [
        page.post(f"/talks/{id}/turns", json={"turn": turn}).json
        for turn in ("open", "silence", "silence")
    ]

    assert [turn["microphone"] for turn in turns] == ["open", "open", "closed"]
    assert turns[1]["request"] is None
    assert turns[2]["request"]["request"]["reason"] == "EXCEEDED_MAX_REPROMPTS"


def test_a_refused_response_is_told_with_its_faults() -> None:
    """The page shows Alexa's regret and the reason."""
    page = client(ToldSkill(reply("<speak>a & b</speak>")))
    id = begun(page)

    turn = page.post(f"/talks/{id}/turns", json={"turn": "open"}).json

    assert turn["reply"] == [{"words": "There was a problem with the requested skill's response."}]
    assert "well-formed" in turn["faults"][0]


@pytest.mark.parametrize(
    ("asked", "status", "error"),
    [
        ({"turn": "say", "words": " "}, 400, "nothing was said"),
        ({"turn": "sey"}, 400, "did you mean 'say'?"),
        ({"turn": 1}, 400, "turn is not text"),
        ([], 400, "not a JSON object"),
    ],
)
def test_a_turn_that_makes_no_sense_is_refused(asked: Any, status: int, error: str) -> None:
    """With a line that helps, never a traceback."""
    page = client()
    id = begun(page)

    answer = page.post(f"/talks/{id}/turns", json=asked)

    assert answer.status_code == status
    assert error in answer.json["error"]


def test_an_unknown_locale_or_device_is_refused() -> None:
    """With the nearest there is."""
    assert "did you mean 'show'?" in client().post("/talks", json={"device": "shwo"}).json["error"]


def test_a_conversation_that_is_over_says_so() -> None:
    """An unknown id is 404; the oldest conversation makes room for new ones."""
    page = client()
    first = begun(page)
    for _ in range(MOST):
        begun(page)

    answer = page.post(f"/talks/{first}/turns", json={"turn": "open"})

    assert answer.status_code == 404
    assert "begin another" in answer.json["error"]


def test_only_this_machines_browser_is_answered() -> None:
    """A foreign name that points here is turned away, and so is a form that is not JSON."""
    page = client()

    assert page.get("/", headers={"Host": "evil.example"}).status_code == 403
    assert page.get("/", headers={"Host": "127.0.0.1:8000"}).status_code == 200
    assert page.get("/", headers={"Host": "[::1]:8000"}).status_code == 200
    assert page.post("/talks", data="{}", content_type="text/plain").status_code == 415
    assert page.post("/talks", json={"locale": "x" * LARGEST_BODY}).status_code == 413


class Tags(HTMLParser):
    """What a page asks a browser for, and how its controls are named."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.labelled: set[str] = set()
        self.controls: set[str] = set()
        self.roles: set[str] = set()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        has = dict(attributes)
        self.addresses += [has[key] or "" for key in ("src", "href", "action") if key in has]
        self.roles |= {has.get("role") or tag}
        if tag == "label":
            self.labelled.add(has["for"] or "")
        if tag in ("input", "select", "textarea"):
            self.controls.add(has["id"] or "")


def test_the_page_needs_nothing_from_elsewhere_and_names_its_controls() -> None:
    """Own files only, a label for every control, and live regions for reply and microphone."""
    page = client()
    answer = page.get("/")
    tags = Tags()
    tags.feed(answer.text)

    assert tags.addresses
    assert all(page.get(address).status_code == 200 for address in tags.addresses)
    assert all(address.startswith("/") for address in tags.addresses)
    assert tags.controls == tags.labelled == {"words", "locale", "device"}
    assert {"log", "status", "main", "h1"} <= tags.roles
    assert "default-src 'self'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "host",
    ["0.0.0.0", "::", "192.168.0.7", "example.org", "", "::ffff:1.2.3.4"],  # noqa: S104
)
def test_it_listens_on_no_address_that_others_can_reach(host: str) -> None:
    """And says what to do instead, before anything is set up."""

    def set_up() -> Stage:
        raise AssertionError("nothing is set up for a refused address")

    with pytest.raises(SimulatorError, match="for this machine alone"):
        server.serve(host, 8000, set_up)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "127.0.0.9", "::1"])
def test_loopback_is_taken(host: str) -> None:
    """By any of its names."""
    assert server.loopback(host) in {"127.0.0.1", "127.0.0.9", "::1"}


def test_the_skills_own_paths_go_to_the_skill() -> None:
    """``/alexa`` and ``/healthz`` are the skill's, whole; all else is the page's."""

    def saying(who: str) -> Any:
        def app(environ: Any, start_response: Any) -> Any:
            start_response("200 OK", [])
            return [f"{who} {environ['PATH_INFO']}".encode()]

        return app

    both = Client(server.beside(saying("page"), saying("skill")), Response)

    told = {path: both.get(path).text for path in ("/", "/alexa", "/healthz", "/alexa/x", "/talks")}
    assert told == {
        "/": "page /",
        "/alexa": "skill /alexa",
        "/healthz": "skill /healthz",
        "/alexa/x": "page /alexa/x",
        "/talks": "page /talks",
    }


def test_a_goodbye_leaves_the_page_ready_for_another_session() -> None:
    """The same conversation opens the skill anew."""
    skill = ToldSkill(goodbye(), reply())
    page = client(skill)
    id = begun(page)

    for _ in range(2):
        page.post(f"/talks/{id}/turns", json={"turn": "open"})

    assert [envelope["session"]["new"] for envelope in skill.sent] == [True, True]
