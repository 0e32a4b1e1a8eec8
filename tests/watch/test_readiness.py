"""Readiness: each fact is broken in turn, and seen at the door."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import msgspec
import pytest
from amazon_signing import Authority, Issued, issue, new_key, pem
from flask.testing import FlaskClient

from skill.alexa.skill import Skill, build_skill
from skill.storage.opening import open_bookmarks
from skill.web.app import create_app
from skill.web.certificates import ChainJudge
from skill.web.facts import BookmarkFact, ContentFact, ModelFact, TrustFact
from skill.web.readiness import SECONDS, SHARE, Fact, Readiness
from skill.web.verification import open_unsigned

ROOT = Path(__file__).resolve().parents[2]
MODEL = "interactionModels/custom/en-US.json"


def door(**facts: Any) -> FlaskClient:
    """The public door with these facts behind /readyz, looked at anew each time."""
    now = [0.0]

    def later() -> None:
        now[0] += 100

    app = create_app(lambda _: {}, open_unsigned, ready=Readiness(facts, clock=lambda: now[0]))
    app.before_request(later)
    return app.test_client()


def asked(client: FlaskClient) -> tuple[int, dict[str, Any]]:
    response = client.get("/readyz")
    assert response.headers["Content-Type"].startswith("application/json")
    assert response.headers["Cache-Control"] == "no-store"
    assert "/" not in response.text
    return response.status_code, response.get_json()


@pytest.fixture(scope="module")
def skill() -> Skill:
    return build_skill()


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """The built skill package, to break."""
    shutil.copytree(ROOT / "interaction_model/package", tmp_path / "package")
    return tmp_path / "package"


def test_only_get_is_taken() -> None:
    client = door(a=lambda: Fact(True, {}))
    assert client.head("/readyz").status_code == 200
    assert client.post("/readyz").status_code == 405


def test_a_door_without_facts_says_nothing_of_them() -> None:
    """The unsigned door and the simulator have no such path."""
    assert create_app(lambda _: {}, open_unsigned).test_client().get("/readyz").status_code == 404


def test_one_fact_that_fails_is_enough() -> None:
    """And one that raises fails, its message untold."""

    def raises() -> Fact:
        raise OSError("SECRET")

    good = lambda: Fact(True, {"count": 1})  # noqa: E731
    assert asked(door(a=good, b=good)) == (
        200,
        {"ready": True, "a": {"ready": True, "count": 1}, "b": {"ready": True, "count": 1}},
    )
    assert asked(door(a=good, b=lambda: Fact(False, {})))[0] == 503
    status, told = asked(door(a=good, b=raises))
    assert (status, told["b"]) == (503, {"ready": False, "fault": "OSError"})


def test_many_askers_cost_one_look() -> None:
    """For a second, and where looking took long, for twenty times as long."""
    now, looks, takes = [0.0], [], [0.0]

    def look() -> Fact:
        looks.append(now[0])
        now[0] += takes[0]
        return Fact(True, {})

    ready = Readiness({"a": look}, clock=lambda: now[0])
    for _ in range(1000):
        ready()
    assert len(looks) == 1
    now[0] += SECONDS
    takes[0] = 3.0
    ready()
    now[0] += SHARE * 3.0 - 0.5
    ready()
    assert len(looks) == 2
    now[0] += 1.0
    ready()
    assert len(looks) == 3


def test_the_content_answers_a_launch(skill: Skill) -> None:
    """In every locale that there is, with a digest that tells one content from another."""
    status, told = asked(door(content=ContentFact(skill)))
    assert (status, told["content"]["locales"]) == (200, 2)
    assert len(told["content"]["version"]) == 12
    assert asked(door(content=ContentFact(build_skill())))[1] == told


def test_content_that_cannot_be_spoken_is_not_ready(skill: Skill) -> None:
    """The skill would answer with an apology: so it is not ready."""
    content = skill.contents("en-US")
    skill.contents.loaded["en-US"] = msgspec.structs.replace(content, asks={})
    status, told = asked(door(content=ContentFact(skill)))
    assert (status, told["content"]["ready"]) == (503, False)
    skill.contents.loaded["en-US"] = content
    assert asked(door(content=ContentFact(skill)))[0] == 200


def test_an_apology_is_not_ready(skill: Skill, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is speech, and no help."""

    def fails(*_: object) -> Any:
        raise KeyError

    monkeypatch.setattr("skill.alexa.conversation.decide", fails)
    status, told = asked(door(content=ContentFact(skill)))
    assert (status, "fault" in told["content"]) == (503, False)


def test_a_language_that_breaks_its_rules_is_not_ready(tmp_path: Path) -> None:
    """Also one that nobody has spoken yet, so that nothing has loaded it."""
    root = tmp_path / "content"
    shutil.copytree(ROOT / "content", root)
    skill = build_skill(root)
    (root / "en/prompts.toml").write_text("not = [toml")
    status, told = asked(door(content=ContentFact(skill)))
    assert (status, told["content"]) == (503, {"ready": False, "fault": "ContentError"})


def test_another_content_has_another_version(skill: Skill, tmp_path: Path) -> None:
    """A word is enough."""
    root = tmp_path / "content"
    shutil.copytree(ROOT / "content", root)
    cards = root / "en/cards.toml"
    cards.write_text(cards.read_text().replace('title = "', 'title = "A ', 1))
    before = asked(door(content=ContentFact(skill)))[1]["content"]["version"]
    assert asked(door(content=ContentFact(build_skill(root))))[1]["content"]["version"] != before


def test_every_intent_of_the_package_means_something(skill: Skill, package: Path) -> None:
    """Those that the file has, counted here by other means."""
    status, told = asked(door(model=ModelFact(skill, package)))
    model = json.loads((package / MODEL).read_text())["interactionModel"]["languageModel"]
    assert (status, told["model"]["intents"]) == (200, len(model["intents"]))
    assert told["model"]["unknown"] == 0


def test_an_intent_that_the_skill_does_not_know_is_not_ready(skill: Skill, package: Path) -> None:
    """A model newer than the endpoint: a danger sign would be taken as not understood."""
    client = door(model=ModelFact(skill, package))
    before = asked(client)
    file = package / MODEL
    file.write_text(file.read_text().replace('"SignPoisonIntent"', '"TellPoisonIntent"', 1))
    status, told = asked(client)
    assert (status, told["model"]["unknown"]) == (503, 1)
    assert told["model"]["version"] != before[1]["model"]["version"]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"interactionModel": {}}', '{"a": 1}'])
def test_a_model_that_is_none_is_not_ready(skill: Skill, package: Path, text: str) -> None:
    client = door(model=ModelFact(skill, package))
    assert asked(client)[0] == 200
    (package / MODEL).write_text(text)
    assert asked(client)[0] == 503


def test_a_machine_without_the_package_is_ready(skill: Skill, tmp_path: Path) -> None:
    """A turn does not read it; that it is not there is told."""
    status, told = asked(door(model=ModelFact(skill, tmp_path)))
    assert (status, told["model"]["locales"]) == (200, 0)


def root(now: float, days: tuple[float, float]) -> Issued:
    return issue("Root", new_key(), None, now=now, ca=True, days=days)


def test_roots_are_counted_and_one_must_be_in_force(authority: Authority, tmp_path: Path) -> None:
    """An expired one and one of tomorrow are not; when the last has expired, it is not ready."""
    now = authority.now
    roots = [root(now, (-9, 5)), root(now, (-9, 9)), root(now, (-9, -1)), root(now, (1, 9))]
    file = tmp_path / "roots.pem"
    file.write_bytes(pem(*(one.certificate for one in roots)))
    clock = [now]
    client = door(trust=TrustFact(ChainJudge(file), lambda: clock[0]))
    assert asked(client) == (200, told_of(True, in_force=2))
    clock[0] = now + 7 * 86_400
    assert asked(client) == (200, told_of(True, in_force=2))
    clock[0] = now + 10 * 86_400
    assert asked(client) == (503, told_of(False, in_force=0))


def told_of(ready: bool, **told: int) -> dict[str, Any]:
    return {"ready": ready, "trust": {"ready": ready, "roots": 4, **told}}


def store(client: FlaskClient) -> str:
    status, told = asked(client)
    assert (status, told["bookmark"]["ready"]) == (200, True)
    return str(told["bookmark"]["store"])


def test_a_bookmark_store_that_fails_is_told_and_does_no_harm(tmp_path: Path) -> None:
    """A turn goes on without it."""
    file = tmp_path / "own" / "bookmarks.sqlite3"
    bookmarks = open_bookmarks("sqlite", str(file))
    assert store(door(bookmark=BookmarkFact(bookmarks))) == "answers"
    file.unlink()
    file.mkdir()
    assert store(door(bookmark=BookmarkFact(bookmarks))) == "fails"


def test_a_store_in_memory_answers_and_none_is_off() -> None:
    assert store(door(bookmark=BookmarkFact(open_bookmarks("memory")))) == "answers"
    assert store(door(bookmark=BookmarkFact(None))) == "off"


def test_the_store_is_not_asked_at_every_look(tmp_path: Path) -> None:
    """It may be over the network: nobody can make this server ask it as often as they like."""
    file = tmp_path / "own" / "bookmarks.sqlite3"
    now = [0.0]
    fact = BookmarkFact(open_bookmarks("sqlite", str(file)), clock=lambda: now[0])
    assert fact().told["store"] == "answers"
    shutil.rmtree(file.parent)
    file.parent.write_text("no folder")
    now[0] = 9.9
    assert fact().told["store"] == "answers"
    now[0] = 10.0
    assert fact().told["store"] == "fails"


def test_asking_leaves_no_bookmark() -> None:
    """The launch that is played is nobody's."""

    class Watched:
        def __getattr__(self, name: str) -> Any:
            raise AssertionError(name)

    watched = build_skill(bookmarks=Watched())  # type: ignore[arg-type]
    assert asked(door(content=ContentFact(watched)))[0] == 200
