"""The bookmark through requests and responses: when it is kept, found, deleted; its bytes."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from alexa_json import WHEN, Json, envelope, intent, launch, request, slot
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from skill.alexa.conversation import Conversation
from skill.alexa.handlers import intent_handlers
from skill.alexa.places import Places, Positions
from skill.alexa.skill import Contents, Skill, build_skill
from skill.content import read
from skill.content.load import load
from skill.dialogue.events import Place
from skill.storage.bookmark import Bookmark, Bookmarks, Whose
from skill.storage.keyed import KeyedBookmarks
from skill.storage.memory import MemoryBookmarks
from skill.storage.opening import in_sqlite
from skill.storage.sqlite import SqliteBookmarks

CONTENT = load("en-US")
STARTED = 1_795_312_800
"""``WHEN`` in seconds since the epoch."""
CALF = ("ReliefIntent", {"muscle": "calf"})
NO = ("AMAZON.NoIntent", {})
CONTINUE = ("CarryOnIntent", {})
Said = tuple[str, dict[str, str]]


class Counted(MemoryBookmarks):
    """A store that counts how often it is asked anything."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = 0

    def find(self, whose: Whose) -> Bookmark | None:
        self.asked += 1
        return super().find(whose)

    def keep(self, whose: Whose, bookmark: Bookmark) -> None:
        self.asked += 1
        super().keep(whose, bookmark)

    def forget(self, user: str) -> None:
        self.asked += 1
        super().forget(user)


class Talk:
    """A person on a device, in one session after another."""

    def __init__(self, bookmarks: Bookmarks | None, device: str = "D", user: str = "A") -> None:
        self.skill: Skill = build_skill(bookmarks=bookmarks)
        self.device, self.user = device, user
        self.attributes: Any = None

    def say(self, *said: Said) -> Json:
        """The response to the last of these."""
        for name, slots in said:
            filled = [slot(of, id) for of, id in slots.items()]
            answer = self.send(intent(name, *filled, attributes=self.attributes))
        return answer

    def send(self, asked: Json) -> Json:
        asked["context"]["System"]["device"]["deviceId"] = f"amzn1.ask.device.{self.device}"
        for named in (asked["session"], asked["context"]["System"]):
            named["user"]["userId"] = f"amzn1.ask.account.{self.user}"
        answer = self.skill.answer(asked)
        self.attributes = answer["sessionAttributes"]
        return answer["response"]

    def again(self) -> Json:
        """The response to "continue" as the first words of a new session."""
        self.attributes = None
        return self.say(CONTINUE)


def comes_back(response: Json) -> bool:
    return "We stopped" in response["outputSpeech"]["ssml"]


def teaches(response: Json) -> bool:
    return "cramp coach to continue" in response["reprompt"]["outputSpeech"]["ssml"]


def test_a_place_is_found_on_its_device_alone() -> None:
    store = MemoryBookmarks()
    Talk(store).say(CALF)
    assert not comes_back(Talk(store, device="E").again())
    assert not comes_back(Talk(store, user="B").again())
    assert comes_back(Talk(store).again())


def test_where_it_is_off_nothing_is_found_and_nothing_taught() -> None:
    talk = Talk(None)
    assert not teaches(talk.say(CALF))
    assert not comes_back(talk.again())
    assert teaches(Talk(MemoryBookmarks()).say(CALF))


def test_turns_without_a_place_never_ask_the_store() -> None:
    """A launch, a why, a tip, a check and help cost nothing; nor does more of the same advice."""
    store = Counted()
    talk = Talk(store)
    talk.send(launch())
    names = "AMAZON.NoIntent WhyIntent PreventionIntent AMAZON.HelpIntent AMAZON.RepeatIntent"
    talk.say(*((name, {}) for name in f"{names} WarningSignsIntent AMAZON.NoIntent".split()))
    assert store.asked == 0
    talk.say(("SymptomIntent", {"symptom": "fever"}))
    assert store.asked == 1
    talk.say(NO, ("AMAZON.RepeatIntent", {}))
    assert store.asked <= 3


def test_a_sign_takes_the_places_of_all_their_devices() -> None:
    """Whoever is to call is not led back to a stretch in the next room."""
    store = MemoryBookmarks()
    Talk(store, device="bedroom").say(CALF)
    Talk(store, device="kitchen").say(("SignChestPainOrBreathlessIntent", {}))
    assert not comes_back(Talk(store, device="bedroom").again())


class Patient(MemoryBookmarks):
    """A store that notes which deletions a turn waits for."""

    def __init__(self) -> None:
        super().__init__()
        self.waited = 0

    def forget(self, user: str) -> None:
        self.waited += 1
        super().forget(user)

    def forget_soon(self, user: str) -> None:
        MemoryBookmarks.forget(self, user)


@pytest.mark.parametrize(
    ("said", "waits"),
    [
        (("SignChestPainOrBreathlessIntent", {}), 1),
        (("SymptomIntent", {"symptom": "fever"}), 1),
        (("WorseIntent", {}), 1),
        (("EasedIntent", {}), 0),
    ],
    ids=lambda said: said[0] if isinstance(said, tuple) else "",
)
def test_a_turn_waits_for_the_deletions_that_health_hangs_on(said: Said, waits: int) -> None:
    """Of a cramp that has eased the place is deleted too, a moment after the reply."""
    store = Patient()
    talk = Talk(store)
    talk.say(CALF, said)
    assert store.waited == waits
    assert not comes_back(talk.again())


def test_nobody_in_particular_has_no_place() -> None:
    """Requests that name no account are not taken for one another."""
    talk = Talk(Counted())
    for said in (CALF, CONTINUE):
        asked = intent(said[0], *(slot(of, id) for of, id in said[1].items()))
        del asked["context"]["System"]["user"], asked["session"]["user"]
        response = talk.skill.answer(asked)["response"]
        assert not comes_back(response)
        assert not teaches(response)


def test_an_account_that_only_the_session_names_has_a_place() -> None:
    talk = Talk(MemoryBookmarks())
    for said in (CALF, CONTINUE):
        asked = intent(said[0], *(slot(of, id) for of, id in said[1].items()))
        del asked["context"]["System"]["user"]
        response = talk.skill.answer(asked)["response"]
    assert comes_back(response)


def skill_disabled(user: str) -> Json:
    event = envelope(request("AlexaSkillEvent.SkillDisabled", locale=None), session=False)
    event["context"]["System"]["user"] = {"userId": f"amzn1.ask.account.{user}"}
    del event["context"]["System"]["device"]
    return event


def test_disabling_the_skill_deletes_everything_of_that_account() -> None:
    """Twice, late, and for somebody unknown it is answered all the same, with silence."""
    store = MemoryBookmarks()
    one, two, other = Talk(store), Talk(store, device="E"), Talk(store, user="B")
    for talk in (one, two, other):
        talk.say(CALF)
    for event in (skill_disabled("A"), skill_disabled("A"), skill_disabled("nobody")):
        assert one.skill.answer(event)["response"] == {}
    assert not comes_back(one.again())
    assert not comes_back(two.again())
    assert comes_back(other.again())


@pytest.mark.parametrize("session", [True, False])
def test_an_event_that_names_nobody_is_answered(session: bool) -> None:
    event = envelope(request("AlexaSkillEvent.SkillDisabled"), session=session)
    event["context"] = {}
    event.get("session", {}).pop("user", None)
    assert Talk(MemoryBookmarks()).skill.answer(event)["response"] == {}


def test_every_place_has_a_number_of_its_own() -> None:
    """There and back, for each movement of each muscle in each place, and each round."""
    positions = Positions(CONTENT)
    seen = set()
    for muscle in CONTENT.routines:
        for situation in ("", *CONTENT.situations):
            for step in CONTENT.steps(muscle, situation):
                for rounds in range(4):
                    place = Place(muscle, situation, step.id, rounds, STARTED)
                    number = positions.position(place)
                    assert re.fullmatch(r"[0-9a-f]{8}\.[0-9]+", number)
                    assert positions.place(Bookmark(number, STARTED, STARTED)) == place
                    seen.add(number)
    assert len(seen) > 1000


@pytest.mark.parametrize(
    "position",
    ["", "17", "00000000.17", "{}.", "{}.99999999", "{}." + "9" * 5000, "{}.-1", "{}.²", "{}.calf"],
)
def test_a_position_of_other_content_is_no_place(position: str) -> None:
    """Changed movements, or a file that somebody wrote into: it opens as without a place."""
    fingerprint = Positions(CONTENT).position(Place("calf", "", "toes_up", 0, 0)).partition(".")[0]
    store = MemoryBookmarks()
    whose = Whose("amzn1.ask.account.A", "amzn1.ask.device.D")
    store.keep(whose, Bookmark(position.format(fingerprint), STARTED, STARTED))
    assert not comes_back(Talk(store).again())


@pytest.mark.parametrize("spoil", ["folder", "file", "key"])
def test_with_a_store_that_fails_a_talk_is_as_without_one(spoil: str, tmp_path: Path) -> None:
    """Every reply to a talk in and out of relief is the same, word for word."""
    folder = tmp_path / "kept"
    file = folder / "bookmarks.sqlite3"
    if spoil == "folder":
        folder = tmp_path / "not there" / "kept"
    else:
        folder.mkdir(mode=0o700)
        (file if spoil == "file" else folder / f"{file.name}.key").mkdir()
    broken, without = Talk(in_sqlite(folder / file.name, b"")), Talk(None)
    for said in (CALF, NO, ("WhyIntent", {}), ("SymptomIntent", {"symptom": "fever"}), NO, NO):
        heard = [talk.say(said)["outputSpeech"] for talk in (broken, without)]
        assert heard[0] == heard[1]
    assert broken.again() == without.again()


# --- what is written down -----------------------------------------------------------------------

NAMES = sorted(
    name
    for handler in intent_handlers(Conversation(Contents(read.ROOT), Places(None)))
    for name in handler.intents
)
SIGNS = sorted(CONTENT.signs)
PLACES = {"muscle": sorted(CONTENT.routines), "situation": sorted(CONTENT.situations)}
RELIEF = st.fixed_dictionaries({}, optional={k: st.sampled_from(v) for k, v in PLACES.items()})
TURNS = st.one_of(
    st.tuples(st.just("ReliefIntent"), RELIEF),
    st.sampled_from(["AMAZON.NoIntent", "AMAZON.YesIntent"]).map(lambda name: (name, {})),
    st.sampled_from(NAMES).map(lambda name: (name, {})),
    st.sampled_from(SIGNS).map(lambda sign: ("SymptomIntent", {"symptom": sign})),
    st.sampled_from(SIGNS).map(lambda sign: ("SymptomDeniedIntent", {"symptom": sign})),
    st.just(("again", {})),
)
"""Anything said, much of it relief and answers, and now and then a session that dies."""
ROW = re.compile(r"[0-9a-f]{64}\|[0-9a-f]{64}\|[0-9a-f]{8}\.[0-9]{1,5}\|[0-9]{10}\|[0-9]{10}")


def vocabulary() -> set[bytes]:
    """Every id and word of the content and of a request that could tell something."""
    ids = {*SIGNS, *NAMES, *CONTENT.check, *CONTENT.follow_ups, *CONTENT.routines}
    ids |= {*CONTENT.situations, *CONTENT.causes, *CONTENT.tips, *CONTENT.advice}
    ids |= {step.id for routine in CONTENT.routines.values() for step in routine.steps}
    words = {word for sign in CONTENT.signs.values() for word in sign.heard.split()}
    words |= {part for id in ids for part in id.split("_")}
    words |= {"amzn1", "account", "session", "calf", "toilet", "yes", "unsure", "dizzy", "guard"}
    telling = {word for word in ids | words if len(word) > 3}
    return {word.encode() for word in telling if not re.fullmatch(r"[0-9a-f]+", word)}


def everything_in(folder: Path) -> bytes:
    """The bytes of the database, its log and its shared memory; the key is random."""
    return b"".join(f.read_bytes() for f in folder.iterdir() if not f.name.endswith(".key"))


@pytest.fixture(scope="module")
def told_nothing(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], None]:
    """Checks that a folder's files hold rows of figures and no telling word, in any case."""
    empty = tmp_path_factory.mktemp("empty")
    SqliteBookmarks(empty / "b.sqlite3").keep(Whose("f", "e"), Bookmark("0", 1, 2))
    bare = everything_in(empty).lower()
    words = {word for word in vocabulary() if word.lower() not in bare}
    assert len(words) > 150

    def check(folder: Path) -> None:
        written = everything_in(folder).lower()
        assert not [word for word in words if word.lower() in written]
        with sqlite3.connect(folder / "b.sqlite3") as database:
            found = database.execute("SELECT * FROM bookmarks").fetchall()
        database.close()
        assert all(ROW.fullmatch("|".join(map(str, row))) for row in found)

    return check


SKILL = build_skill(bookmarks=MemoryBookmarks())


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(said=st.lists(TURNS, min_size=1, max_size=12))
def test_whatever_is_said_the_file_holds_no_word_of_it(
    said: list[Said],
    told_nothing: Callable[[Path], None],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """And once a sign was named, that session leaves nothing at all behind."""
    folder = tmp_path_factory.mktemp("kept")
    store = SqliteBookmarks(folder / "b.sqlite3")
    talk = talk_with(KeyedBookmarks(store, b"k" * 32))
    store.sweep(0)  # so that there is a file before anything is said
    named = False
    for name, slots in said:
        if name == "again":
            talk.attributes, named = None, False
            continue
        talk.say((name, slots))
        named = named or name.startswith("Sign") or bool(name == "SymptomIntent" and slots)
        told_nothing(folder)
        assert not (named and rows(folder))
    store.close()


def talk_with(bookmarks: Bookmarks) -> Talk:
    """A talk with the one skill, whose content is loaded once, and these bookmarks."""
    talk = Talk.__new__(Talk)
    talk.skill, talk.device, talk.user, talk.attributes = SKILL, "D", "A", None
    places_of(SKILL)._bookmarks = bookmarks
    return talk


def places_of(skill: Skill) -> Places:
    (mapper,) = skill._custom_skill.request_dispatcher.request_mappers
    chain = mapper.request_handler_chains[0]
    places: Places = chain.request_handler.conversation.places
    return places


def rows(folder: Path) -> int:
    with sqlite3.connect(folder / "b.sqlite3") as database:
        (count,) = database.execute("SELECT count(*) FROM bookmarks").fetchone()
    database.close()
    return int(count)


def test_the_search_finds_what_is_there(
    told_nothing: Callable[[Path], None], tmp_path: Path
) -> None:
    """A store that wrote a sign, an id or a place in words would be caught."""
    for position in ("black_stool", "calf.toilet", "0a1b2c3d.17 yes"):
        folder = tmp_path / position
        folder.mkdir()
        hashes = Whose("f" * 64, "e" * 64)
        SqliteBookmarks(folder / "b.sqlite3").keep(hashes, Bookmark(position, STARTED, STARTED))
        with pytest.raises(AssertionError):
            told_nothing(folder)


def test_the_clock_of_these_requests_is_the_one_assumed() -> None:
    assert WHEN == "2026-11-22T02:00:00Z"
    assert STARTED == 1_795_312_800
