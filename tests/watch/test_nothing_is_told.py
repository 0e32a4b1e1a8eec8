"""Whole talks with a real gunicorn; then every byte that it wrote is searched for what was said.

The words are those of slots and of replies, the names those of the interaction model, of the
content and of the skill's own state: read from the files here, not by the skill.
"""

from __future__ import annotations

import base64
import hashlib
import http.client
import json
import re
import socket
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from amazon_signing import DEVICE_ID, USER_ID
from playing_amazon import Amazon, Request, playing_amazon
from sending import raw, send
from serving import gunicorn

ROOT = Path(__file__).resolve().parents[2]
MODEL = json.loads(
    (ROOT / "interaction_model/package/interactionModels/custom/en-US.json").read_text()
)["interactionModel"]["languageModel"]
INTENTS = {intent["name"] for intent in MODEL["intents"]}
SIGNS = list(tomllib.loads((ROOT / "content/triage/signs.toml").read_text()))
TIERS = {"emergency", "same_day", "same day", "tier"}
PHASES = {"welcome", "menu", "relief", "check", "learn", "advice", "aftercare", "farewell"}
PLACES = {"toilet", "driving", "hamstring", "calf", "thigh"}
IDS = {USER_ID, DEVICE_ID, "SECRET", "amzn1.ask.", "echo-api.session", "consent"}

# Faults in the middle of a talk, with all that was said in their messages: one that the skill
# apologises for, one that only the door can answer, and one in a thread of its own.
BREAKING = """
import threading
import skill.alexa.conversation as conversation, skill.alexa.skill as skill
from skill.dialogue.events import Signal
decide, answer = conversation.decide, skill.Skill.answer

def breaking(state, event, *rest):
    if event is Signal.FASTER:
        raise KeyError(f"SECRET {state} {event}")
    return decide(state, event, *rest)

def failing(self, envelope, trace=None):
    if "SlowerIntent" in str(envelope):
        threading.Thread(target=lambda: {}[str(envelope)]).start()
        raise RuntimeError(str(envelope))
    return answer(self, envelope, trace)

conversation.decide, skill.Skill.answer = breaking, failing
"""

LOG_WORDS = set(
    """
    time level info warning error event turn request class health control outcome answered refused
    failed status reason fault apology note from message chain trusted untrusted lapsed unavailable
    bookmark store thread place starting listening using worker booting handling signal term
    shutting down master exiting with body this skill name does not json says thing twice missing
    headers signature match certificate address sent late turns took more than seconds second total
    counted counts count failures failure requests counter histogram type help many long fetched
    signing were have that took user device position started left table create insert key into
    where when your another came before large answer http host download answers version content true
    text cramp coach alexa amazon
    """.split()
)
"""What the log, the counts and the database say whatever is talked about."""


class Talk:
    """A person who talks with the skill, and what was said on both sides."""

    def __init__(self, amazon: Amazon, port: int) -> None:
        self.amazon = amazon
        self.port = port
        self.words: set[str] = set()
        self.statuses: list[int] = []
        self.attributes: dict[str, Any] = {}

    def ask(self, kind: str, **fields: Any) -> dict[str, Any]:
        envelope = self.amazon.envelope(type=kind, **fields)
        envelope["session"]["attributes"] = self.attributes
        reply = send(self.port, raw(self.amazon.signed(envelope)))
        self.statuses.append(reply.status)
        answer: dict[str, Any] = json.loads(reply.body)
        self.attributes = answer.get("sessionAttributes", {})
        self.words |= words(reply.body.decode()) | words(json.dumps(fields))
        return answer

    def say(self, intent: str, **slots: str) -> dict[str, Any]:
        filled = {name: slot(name, id) for name, id in slots.items()}
        return self.ask("IntentRequest", intent={"name": intent, "slots": filled})

    def open(self) -> None:
        self.attributes = {}
        self.ask("LaunchRequest")


def slot(name: str, id: str) -> dict[str, Any]:
    found = {"value": {"name": id, "id": id}}
    resolved = {"status": {"code": "ER_SUCCESS_MATCH"}, "values": [found]}
    said = f"SECRETLY {id.replace('_', ' ')} since yesterday"
    return {"name": name, "value": said, "resolutions": {"resolutionsPerAuthority": [resolved]}}


def words(text: str) -> set[str]:
    return {word for word in re.findall(r"[a-z]{4,}", text.lower()) if word not in LOG_WORDS}


def talk_of_everything(talk: Talk) -> None:
    """Every sign in two ways, the check with every answer, relief, a bookmark, touches, faults."""
    for sign in SIGNS:
        talk.attributes = {}
        talk.say("SymptomIntent", symptom=sign)
        talk.say("AMAZON.YesIntent")
        own = f"Sign{sign.title().replace('_', '')}Intent"
        if own in INTENTS:
            talk.attributes = {}
            talk.say(own)
    for answer in ("AMAZON.NoIntent", "UnsureIntent", "AMAZON.YesIntent"):
        talk.open()
        talk.say("WarningSignsIntent")
        for _ in range(10):
            talk.say(answer)
    talk.say("DoctorSummaryIntent")
    talk.open()
    talk.say("ReliefIntent", muscle="calf", situation="toilet")
    for said in ("StillHurtsIntent", "FasterIntent", "SlowerIntent", "AMAZON.HelpIntent"):
        talk.say(said)
    touched = ["touch", "still_hurts", "SECRET"]
    talk.ask("Alexa.Presentation.APL.UserEvent", arguments=touched)
    talk.ask("Alexa.Presentation.APL.RuntimeError", errors=[{"message": "SECRET", "type": "X"}])
    talk.ask("SessionEndedRequest", reason="USER_INITIATED")
    talk.attributes = {}
    talk.say("CarryOnIntent")
    talk.say("WhyIntent", cause="night")
    talk.say("AMAZON.StopIntent")


def bad_requests(talk: Talk) -> None:
    """Refused, each with something of a person in it."""
    genuine = talk.amazon.signed(
        talk.amazon.envelope(type="IntentRequest", intent={"name": "SignPoisonIntent"})
    )
    url = "SignatureCertChainUrl"
    bad = [
        genuine.drop("Signature-256"),
        genuine.put(url, genuine.header(url) + "?SECRET=black_stool"),
        genuine.put(url, genuine.header(url).replace("12", "SECRET")),
        Request(genuine.headers, genuine.body + b" "),
        talk.amazon.signed(b'{"SECRET": "black_stool"'),
        talk.amazon.signed(talk.amazon.envelope(-900, intent={"name": "SignPoisonIntent"})),
        Request(genuine.headers, b"SECRET" * 60_000),
    ]
    assert {send(talk.port, raw(request)).status for request in bad} == {400, 413}
    for path in ("/SECRET?black_stool", "/alexa/black_stool"):
        assert send(talk.port, raw(Request((), b"", "GET", path))).status == 404
    assert send(talk.port, b"GET SECRET black_stool\r\n\r\n").status == 400


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def get(port: int, path: str) -> str:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path)
    text = connection.getresponse().read().decode()
    connection.close()
    return text


class Written:
    """All that a server wrote: printed, told as counts and readiness, and left in files."""

    def __init__(self) -> None:
        self.parts: dict[str, bytes] = {}

    def take(self, folder: Path) -> None:
        for file in folder.rglob("*"):
            if file.is_file():
                self.parts[f"{file.name} {len(self.parts)}"] = file.read_bytes()

    def found(self, what: str) -> list[str]:
        """The parts with something in them, in any case, as text or UTF-16 or JSON."""
        low = what.lower()
        return [
            name
            for name, part in self.parts.items()
            if low.encode() in part.lower() or low.encode("utf-16-le") in part.lower()
        ]

    def words(self) -> set[str]:
        return {
            word
            for part in self.parts.values()
            for word in re.findall(r"[a-z]+", part.decode("latin-1").lower())
        }


@pytest.fixture(scope="module")
def talked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Talk, Written]]:
    """One server; one person who tells it everything; and what was written of that."""
    amazons, own = tmp_path_factory.mktemp("amazon"), tmp_path_factory.mktemp("own")
    (own / "counts").mkdir()
    written, counts_port = Written(), free_port()
    settings = {
        "TMPDIR": str(own),
        "HOME": str(own),
        "CRAMP_COACH_BOOKMARK": f"sqlite://{own}/bookmark/it.sqlite3",
        "CRAMP_COACH_METRICS": f"127.0.0.1:{counts_port}",
        "PROMETHEUS_MULTIPROC_DIR": str(own / "counts"),
        "BREAKING": BREAKING,
    }
    options = ("-b", f"127.0.0.1:{counts_port}", "--access-logfile", str(own / "access.log"))
    with playing_amazon(amazons) as amazon:
        with gunicorn(amazons, amazon.host.port, options, **settings) as server:
            talk = Talk(amazon, server.port)
            talk_of_everything(talk)
            bad_requests(talk)
            written.parts["metrics"] = get(counts_port, "/metrics").encode()
            written.parts["readiness"] = get(server.port, "/readyz").encode()
            written.take(own)
        written.parts["log"] = server.log.read_bytes()
        written.take(own)
        yield talk, written


def test_the_talk_was_a_whole_one(talked: tuple[Talk, Written]) -> None:
    """Every turn was answered, advice was given, a place was kept, and faults were told."""
    talk, written = talked
    assert set(talk.statuses) == {200}
    assert len(talk.statuses) > 4 * len(SIGNS)
    assert {"swollen", "doctor", "secretly", "emergency"} <= talk.words
    log = [json.loads(line) for line in written.parts["log"].splitlines()]
    faults = [line["fault"] for line in log if "fault" in line]
    assert {fault.split()[0] for fault in faults} == {"KeyError", "RuntimeError"}
    assert sum(line.get("outcome") == "refused" for line in log) == 8
    assert sum(line.get("class") == "health" for line in log) > 3 * len(SIGNS)
    assert any(name.startswith("it.sqlite3-wal") for name in written.parts)
    assert b"cramp_coach_turns_total" in written.parts["metrics"]
    assert len(written.parts) > 6


def test_no_name_and_no_id_is_written(talked: tuple[Talk, Written]) -> None:
    """No intent, sign, tier, phase, place or person, in any part, not even within another word."""
    _, written = talked
    hashes = [
        digest
        for who in (USER_ID, DEVICE_ID)
        for algorithm in ("md5", "sha1", "sha256", "sha512", "blake2b")
        for digest in (
            hashlib.new(algorithm, who.encode()).hexdigest(),
            base64.b64encode(hashlib.new(algorithm, who.encode()).digest()).decode(),
        )
    ]
    names = {*INTENTS, *SIGNS, *TIERS, *PHASES, *PLACES, *IDS, *hashes, "soon,", '"soon"'}
    found = {name: where for name in names if (where := written.found(name))}
    assert found == {}


def test_no_word_of_the_talk_is_written(talked: tuple[Talk, Written]) -> None:
    """Neither of what was said, nor of what was answered; but for what the log itself says."""
    talk, written = talked
    assert " ".join(sorted(talk.words & written.words())) == ""
