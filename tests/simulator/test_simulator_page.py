"""The page: what it says in JSON, who may reach it, what it writes, and what stands beside it."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from stand_ins import ByTheBook, ToldSkill, goodbye, on_screen, reply, small_model
from werkzeug.test import Client
from werkzeug.wrappers import Response

from simulator import transcript
from simulator.errors import SimulatorError
from simulator.page import server
from simulator.page.app import create_app
from simulator.page.guard import LARGEST_BODY
from simulator.page.talks import MOST
from simulator.play import play
from simulator.stage import Stage

HEARD: dict[str, Any] = {
    "my_calf_cramps": ("ReliefIntent", ()),
    "it_eased": ("EasedIntent", ()),
}
HOLD = '<speak>Hold. <break time="5s"/> Call <say-as interpret-as="digits">911</say-as>?</speak>'
LONG = "<speak>One two three four five six seven eight nine ten, better?</speak>"


def staged(skill: ToldSkill | None = None) -> Stage:
    return Stage(skill or ToldSkill(), lambda _: ByTheBook(**HEARD), load=small_model)


def client(skill: ToldSkill | None = None, saves: Path = Path("nowhere")) -> FlaskClient:
    return create_app(staged(skill), ("en-US", "en-GB"), saves).test_client()


class Talking:
    """A talk in the page."""

    def __init__(self, page: FlaskClient, **chosen: Any) -> None:
        answer = page.post("/talks", json=chosen)
        assert answer.status_code == 201, answer.json
        self.page, self.id, self.begun = page, answer.json["id"], answer.json

    def ask(self, what: str, **body: Any) -> Any:
        return self.page.post(f"/talks/{self.id}/{what}", json=body)

    def do(self, did: str, after: int = 0, **more: Any) -> Any:
        answer = self.ask("steps", do=did, after=after, **more)
        assert answer.status_code == 201, answer.json
        return answer.json


def test_a_turn_is_told_whole() -> None:
    """What was heard and why, the reply in its time, the microphone, and both JSONs."""
    skill = ToldSkill(reply(HOLD), acts=("GiveStep", "Ask"))

    step = Talking(client(skill)).do("my calf cramps")

    turn = step["turns"][0]
    assert (turn["did"], turn["heard"]["intent"]) == ("my calf cramps", "ReliefIntent")
    assert [beat["at"] for beat in turn["beats"]] == [0, 5.4]
    assert turn["beats"][0]["parts"] == [{"words": "Hold.", "count": True}, {"pause": 5.0}]
    assert turn["beats"][1]["parts"][0]["spelled"] == ["911"]
    assert turn["acts"] == ["GiveStep", "Ask"]
    assert turn["request"] == skill.sent[0]
    assert turn["response"]["response"]["shouldEndSession"] is False
    assert step["place"] == {
        "clock": 6.2,
        "microphone": "open",
        "session": True,
        "left": 8.0,
        "next": "reprompt",
        "attributes": {"at": 1},
    }


def test_words_carry_how_they_are_said() -> None:
    """Rate and whisper, so that a browser's voice can honour them; nothing where they are plain."""
    said = (
        '<speak>Up. <prosody rate="80%">Slowly, <amazon:effect name="whispered">now?'
        "</amazon:effect></prosody></speak>"
    )

    turn = Talking(client(ToldSkill(reply(said)))).do("(open)")["turns"][0]

    assert turn["beats"][0]["parts"] == [
        {"words": "Up.", "count": True},
        {"words": "Slowly,", "count": True, "rate": 0.8},
        {"words": "now?", "count": True, "rate": 0.8, "whispered": True},
    ]


def test_a_conversation_goes_on_between_turns() -> None:
    """Open, silence, silence: the reprompt, then the end."""
    talk = Talking(client())

    steps = [talk.do(did, after) for after, did in enumerate(("(open)", "(silence)", "(silence)"))]

    assert [step["place"]["microphone"] for step in steps] == ["open", "open", "closed"]
    assert steps[1]["turns"][0]["request"] is None
    assert steps[2]["turns"][0]["ended"] == "EXCEEDED_MAX_REPROMPTS"


def test_a_long_wait_tells_everything_that_came_of_it() -> None:
    """Reprompt and end in one step, each a turn of its own."""
    talk = Talking(client())
    talk.do("(open)")

    turns = talk.do("(silence 11 minutes)", 1)["turns"]

    assert [bool(turn["text"]) for turn in turns] == [True, False]
    assert turns[1]["ended"] == "EXCEEDED_MAX_REPROMPTS"


def test_a_step_can_be_gone_back_to_and_on_from() -> None:
    """Both ways are kept; the skill gets the attributes as they were there."""
    skill = ToldSkill()
    talk = Talking(client(skill))
    talk.do("(open)")
    talk.do("my calf cramps", 1)

    other = talk.do("it eased", 1)

    assert (other["id"], other["parent"]) == (3, 1)
    requests = [sent["request"]["requestId"] for sent in skill.sent]
    assert requests[1] == requests[2]
    assert [sent["session"]["new"] for sent in skill.sent] == [True, False, False]


def test_who_breaks_in_or_waits_moves_the_clock() -> None:
    """Cut off after three seconds and silent for two: the next request is dated five on."""
    skill = ToldSkill(reply(LONG))
    talk = Talking(client(skill))
    began = talk.do("(open)")["place"]["clock"]

    step = talk.do("my calf cramps", 1, cut_off=3.4, waited=2.9)

    assert began == pytest.approx(4.4)
    assert step["lead"] == ["(skip after 3 seconds)", "(silence 2 seconds)"]
    assert step["place"]["clock"] == pytest.approx(3 + 2 + 4.4)


def test_nobody_waits_past_the_reprompt_unasked() -> None:
    """However long the browser says it was, the device had not done anything yet."""
    talk = Talking(client())
    talk.do("(open)")

    step = talk.do("my calf cramps", 1, waited=300)

    assert step["lead"] == ["(silence 7 seconds)"]
    assert [turn["did"] for turn in step["turns"]] == ["my calf cramps"]


def test_an_edited_request_is_sent_as_it_stands() -> None:
    """As a branch; what is no request is refused with what is missing."""
    skill = ToldSkill()
    talk = Talking(client(skill))
    request = talk.do("(open)")["turns"][0]["request"]
    request["session"]["attributes"] = {"edited": True}

    sent = talk.ask("requests", after=0, request=request)
    refused = talk.ask("requests", after=0, request={**request, "session": {}})

    assert (sent.status_code, sent.json["parent"]) == (201, 0)
    assert skill.sent[1] == request
    assert sent.json["place"]["microphone"] == "open"
    assert (refused.status_code, refused.json["error"].split(":")[0]) == (400, "session")


def test_an_edited_end_of_the_session_gets_no_answer() -> None:
    """And leaves none open."""
    talk = Talking(client())
    request = talk.do("(open)")["turns"][0]["request"]
    request["request"] = {"type": "SessionEndedRequest", "reason": "ERROR", "locale": "en-US"}

    step = talk.ask("requests", after=1, request=request).json

    assert step["place"]["session"] is False
    assert (step["turns"][0]["ended"], step["turns"][0]["faults"]) == ("ERROR", [])


def test_a_touch_is_a_turn() -> None:
    """With the arguments that the document sends; others are refused."""
    skill = ToldSkill(reply(directives=[on_screen()]))
    talk = Talking(client(skill), device="show")
    talk.do("(open)")

    touched = talk.ask("steps", touch=["touch", "yes"], after=1)
    refused = talk.ask("steps", touch=[{"a": 1}], after=1)

    assert touched.json["did"] == "(touch yes)"
    assert skill.sent[1]["request"]["arguments"] == ["touch", "yes"]
    assert (refused.status_code, "is no touch" in refused.json["error"]) == (400, True)


def test_words_are_explained() -> None:
    """The likeliest intents and the nearest samples, as the terminal's /why tells them."""
    told = Talking(client()).ask("reasons", words="my calf cramps").json

    assert (told["intent"], told["exact"]) == ("ReliefIntent", True)
    assert told["guesses"] == [{"intent": "EasedIntent", "score": 0.2}]
    assert told["nearest"][0]["sample"] == "my calf cramps"


def test_a_talk_goes_over_to_another_device() -> None:
    """The same steps are taken there, up to the one that is named."""
    skill = ToldSkill()
    page = client(skill)
    talk = Talking(page)
    talk.do("(open)")
    talk.do("my calf cramps", 1)

    other = Talking(page, device="show", replay=talk.id, after=2)

    assert [step["did"] for step in other.begun["steps"]] == ["(open)", "my calf cramps"]
    interfaces = [list(sent["context"]) for sent in skill.sent]
    assert "Viewport" not in interfaces[1]
    assert "Viewport" in interfaces[3]


def test_a_talk_is_saved_as_a_test_that_passes(tmp_path: Path) -> None:
    """The branch that is named, with what broke in; and its transcript without writing it."""
    talk = Talking(client(ToldSkill(reply(LONG)), tmp_path))
    talk.do("(open)")
    talk.do("it eased", 1)
    talk.do("my calf cramps", 1, cut_off=2)

    shown = talk.ask("transcript", after=3).json["transcript"]
    saved = talk.ask("saves", after=3, name="../A calf: cramp/..")

    assert (saved.status_code, saved.json) == (201, {"name": "a_calf_cramp.txt"})
    text = (tmp_path / "a_calf_cramp.txt").read_text(encoding="utf-8")
    assert "U: (skip after 2 seconds)\nU: my calf cramps | ReliefIntent\n" in text
    assert "it eased" not in text
    assert shown.splitlines()[1:4] == text.splitlines()[1:4]
    script = transcript.parse(text, tmp_path / "a_calf_cramp.txt")
    assert play(script, staged(ToldSkill(reply(LONG)))).differences == ()


@pytest.mark.parametrize(
    "name", ["/etc/cramp.txt", "../up.txt", "a/b.txt", "..\\up.txt", ".hidden.txt", "CON: x.json"]
)
def test_nothing_is_written_outside_the_folder(name: str, tmp_path: Path) -> None:
    """A name is never a path, and a file that is there is never written over."""
    folder = tmp_path / "transcripts"
    talk = Talking(client(saves=folder))
    talk.do("(open)")

    first = talk.ask("saves", after=1, name=name)
    second = talk.ask("saves", after=1, name=name)

    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert first.status_code == 201
    assert [path.parent for path in files] == [folder]
    assert (second.status_code, "is there already" in second.json["error"]) == (400, True)


@pytest.mark.parametrize("name", ["", "   ", "../..", "x" * 81])
def test_a_name_that_says_nothing_is_refused(name: str, tmp_path: Path) -> None:
    """And nothing is written."""
    talk = Talking(client(saves=tmp_path))
    talk.do("(open)")

    assert talk.ask("saves", after=1, name=name).status_code == 400
    assert list(tmp_path.iterdir()) == []


def test_what_was_edited_cannot_be_saved(tmp_path: Path) -> None:
    """Since no transcript can say it; nothing at all cannot be saved either."""
    talk = Talking(client(saves=tmp_path))
    request = talk.do("(open)")["turns"][0]["request"]
    talk.ask("requests", after=0, request=request)

    edited = talk.ask("saves", after=2, name="edited")
    nothing = talk.ask("saves", after=0, name="nothing")

    assert "go on from a turn before it" in edited.json["error"]
    assert "nothing was said yet" in nothing.json["error"]
    assert list(tmp_path.iterdir()) == []


def test_a_refused_response_is_told_with_its_faults() -> None:
    """The page shows Alexa's regret and the reason."""
    turn = Talking(client(ToldSkill(reply("<speak>a & b</speak>")))).do("(open)")["turns"][0]

    assert turn["text"] == "There was a problem with the requested skill's response."
    assert "well-formed" in turn["faults"][0]


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        ({"do": " "}, "nothing is said"),
        ({"do": "(sey)"}, "no action named"),
        ({"do": 1}, "do is not text"),
        ({"do": "(open)", "after": 9}, "there is no step 9"),
        ({"do": "(open)", "after": 0.5}, "not the number of a step"),
        ({"do": "(open)", "after": True}, "not a number"),
        ({"do": "(open)", "waited": -1}, "waited is not a number"),
        ({"do": "(touch yes)"}, "nothing that can be touched"),
        ([], "not a JSON object"),
    ],
)
def test_a_step_that_makes_no_sense_is_refused(asked: Any, error: str) -> None:
    """With a line that helps, never a traceback."""
    talk = Talking(client())

    answer = talk.page.post(f"/talks/{talk.id}/steps", json=asked)

    assert answer.status_code == 400
    assert error in answer.json["error"]


def test_an_unknown_locale_or_device_is_refused() -> None:
    """With the nearest there is."""
    answer = client().post("/talks", json={"device": "shwo"})
    assert (answer.status_code, "did you mean" in answer.json["error"]) == (400, True)


def test_a_conversation_that_is_over_says_so() -> None:
    """An unknown id is 404; the oldest conversation makes room for new ones."""
    page = client()
    first = Talking(page)
    for _ in range(MOST):
        Talking(page)

    answer = first.ask("steps", do="(open)")

    assert answer.status_code == 404
    assert "begin another" in answer.json["error"]


def test_only_this_machines_browser_is_answered() -> None:
    """A foreign name that points here is turned away, and so is a form that is not JSON."""
    page = client()

    assert page.get("/", headers={"Host": "evil.example"}).status_code == 403
    assert page.get("/", headers={"Host": "127.0.0.1:8000"}).status_code == 200
    assert page.get("/", headers={"Host": "[::1]:8000"}).status_code == 200
    for path in ("/talks", "/talks/x/steps", "/talks/x/saves"):
        assert page.post(path, data="{}", content_type="text/plain").status_code == 415
    assert page.post("/talks", json={"locale": "x" * LARGEST_BODY}).status_code == 413


def test_nothing_is_kept_by_a_browser_or_framed() -> None:
    """Every answer says so, those with faults too."""
    page = client()
    for answer in (page.get("/"), page.get("/static/main.js"), page.post("/talks", json=[])):
        assert answer.headers["Cache-Control"] == "no-store"
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]


def test_the_book_is_beside_the_page() -> None:
    """As it lies in docs/script, and it may run nothing."""
    page = client()
    answer = page.get("/book/")

    assert "the clinician" in answer.text
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert "script" not in answer.headers["Content-Security-Policy"]
    assert page.get("/book/../app.py").status_code == 404


class Tags(HTMLParser):
    """What a page asks a browser for, and how its controls are named."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.labelled: set[str] = set()
        self.controls: set[str] = set()
        self.named: set[str] = set()
        self.roles: set[str] = set()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        has = dict(attributes)
        self.addresses += [has[key] or "" for key in ("src", "href", "action") if key in has]
        self.roles |= {has.get("role") or tag}
        if tag == "label":
            self.labelled.add(has["for"] or "")
        if "aria-label" in has:
            self.named.add(has.get("id") or "")
        if tag in ("input", "select", "textarea"):
            self.controls.add(has["id"] or "")


def test_the_page_needs_nothing_from_elsewhere_and_names_its_controls() -> None:
    """Own files only, a label for every control, and live regions for reply and microphone."""
    page = client()
    answer = page.get("/")
    tags = Tags()
    tags.feed(answer.text)

    files = [address for address in tags.addresses if not address.startswith("#")]
    assert files
    assert all(page.get(file).status_code == 200 for file in files)
    assert all(file.startswith("/") for file in files)
    named = tags.labelled | tags.named
    assert {"words", "locale", "device", "pace"} <= tags.controls <= named
    assert {"log", "alert", "main", "h1", "tablist", "dialog"} <= tags.roles
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
    talk = Talking(client(skill))

    talk.do("(open)")
    talk.do("(open)", 1)

    assert [envelope["session"]["new"] for envelope in skill.sent] == [True, True]
