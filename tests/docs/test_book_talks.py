"""The whole talks of the book are what the skill says when the same is said to it again."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from reading_html import Node
from saying import Heard, Talking, reprompt, seconds, speech, words

from docs.book.talks import talks
from simulator.play import play, read
from simulator.stage import Stage
from simulator.transport import WsgiSkill
from simulator.understanding import understand
from skill.content.load import load
from skill.web.unsigned import build_unsigned_app

FILES = sorted((Path(__file__).resolve().parents[2] / "docs" / "book" / "talks").glob("*.txt"))
TALKS = [file.stem.partition("_")[2] for file in FILES]
COUNTED = "Hold. "
TIERS = {"Emergency": "emergency", "Same day": "same_day", "Soon": "soon"}


def turns(page: Node, talk: str) -> list[Node]:
    return list(page.by_id(f"talk-{talk}").all("li", "turn"))


def shown(turn: Node) -> Heard:
    """The words and silences of a reply, as the page has them."""
    heard: Heard = [""]
    for part in turn.one("p", "heard").inside:
        if isinstance(part, Node) and "pause" in part.classes:
            heard += [float(part.text.removesuffix(" s")), ""]
        else:
            heard[-1] = f"{heard[-1]}{part if isinstance(part, str) else part.text}"
    tidy = [" ".join(part.split()) if isinstance(part, str) else part for part in heard]
    return [part for part in tidy if part]


def again(page: Node, talk: str) -> Iterator[tuple[Node, dict[str, Any], Heard]]:
    """Each turn of a talk, the last response when it is said again, and what is heard."""
    talking = Talking()
    for turn in turns(page, talk):
        meaning = turn.attrs["data-meaning"]
        if meaning:
            talking.say(meaning, turn.attrs["data-request"], turn.attrs["data-at"])
        yield turn, talking.reply, speech(talking.reply) if meaning else reprompt(talking.reply)


@pytest.mark.parametrize("talk", TALKS)
def test_a_talk_is_what_the_skill_says(page: Node, talk: str) -> None:
    """Word for word and pause for pause; silence hears the reprompt of the reply before it."""
    said_again = list(again(page, talk))
    assert said_again
    for turn, _, heard in said_again:
        assert [round(p, 1) if isinstance(p, float) else p for p in heard] == shown(turn)


@pytest.mark.parametrize("talk", TALKS)
def test_beside_each_reply_stands_what_is_true_of_it(
    page: Node, talk: str, said: dict[str, Any]
) -> None:
    """Its seconds, the microphone, the card, and the advice owed, which the reprompt repeats."""
    for turn, response, heard in again(page, talk):
        beside = turn.one("ul", "beside").text
        assert float(turn.one("span", "seconds").text.removesuffix(" s")) == pytest.approx(
            seconds(heard), abs=0.051
        )
        assert ("microphone open" in beside) != response["shouldEndSession"]
        assert ("session closed" in beside) == response["shouldEndSession"]
        written = [card.text for card in turn.all("div", "card")]
        silent = not turn.attrs["data-meaning"]
        assert bool(written) == ("card" in response and not silent)
        if written:
            lines = [response["card"]["title"], *response["card"]["content"].splitlines()]
            assert all(line in written[0] for line in lines)
        if not response["shouldEndSession"]:
            owed = [TIERS[mark.text] for mark in turn.all("span", "tier-mark")]
            told = words(reprompt(response))
            assert owed == [
                t for t in said["advice"] if told.startswith(said["advice"][t]["again"])
            ]


@pytest.mark.parametrize("talk", TALKS)
def test_what_is_owed_and_in_force_stays(page: Node, talk: str) -> None:
    """Nothing drops from beside the replies, and a leg to be left alone gets no hold again."""
    for before, after in pairwise(turns(page, talk)):
        for what in ("owed", "force"):
            marks = {mark.text for mark in after.all("span", what)}
            assert bool(marks) >= bool(list(before.all("span", what)))
        if "hands off" in before.one("ul", "beside").text:
            assert "hands off" in after.one("ul", "beside").text
            assert COUNTED not in after.one("p", "heard").text


def test_a_sign_of_every_tier_is_named_in_a_hold(page: Node, triage: dict[str, Any]) -> None:
    """Right after a reply that counts one, in some talk."""
    own = {f"Sign{id.title().replace('_', '')}Intent": id for id in triage["signs"]}
    met = set()
    for talk in TALKS:
        for before, after in pairwise(turns(page, talk)):
            sign = own.get(after.attrs["data-meaning"])
            if sign and COUNTED in before.one("p", "heard").text:
                met.add(triage["signs"][sign]["tier"])
    assert met == {"emergency", "same_day", "soon", "guard"}


def meanings(page: Node, talk: str) -> list[str]:
    return [turn.attrs["data-meaning"] for turn in turns(page, talk)]


def last_words(page: Node, talk: str) -> str:
    return " ".join(turns(page, talk)[-1].one("p", "heard").text.split())


def test_the_talks_that_matter_are_there(page: Node, said: dict[str, Any]) -> None:
    """Those which a clinician asks for first, each with what it is there to show."""
    call = said["advice"]["emergency"]["now"]
    assert meanings(page, "calf_in_bed")[0] == "ReliefIntent muscle=calf situation=bed"
    assert "muscle=leg situation=toilet" in meanings(page, "on_the_toilet")[0]
    assert "situation=driving" in meanings(page, "driving")[0]
    assert "muscle=both_legs" in meanings(page, "both_legs_and_dizzy")[0]
    assert "SignDizzyIntent" in meanings(page, "both_legs_and_dizzy")
    assert meanings(page, "check_eight_noes").count("AMAZON.NoIntent") == 8
    rule_out = said["prompts"]["no_all_clear"]["say"][0]
    assert rule_out in page.by_id("talk-check_eight_noes").text
    assert meanings(page, "check_two_yeses").count("AMAZON.YesIntent") == 2
    assert last_words(page, "same_day_then_yes").startswith(call)
    assert last_words(page, "call_an_ambulance").startswith(call)
    assert "WorseIntent" in meanings(page, "worse")
    assert "" in meanings(page, "not_understood")
    assert last_words(page, "not_understood").startswith(said["advice"]["emergency"]["if_unread"])
    assert last_words(page, "stop_with_advice_owed").startswith(
        said["signs"]["recent_surgery_or_travel"]["do"]
    )
    assert list(page.by_id("talk-tell_the_doctor").all("div", "card"))
    assert "SignPregnancyIntent" in meanings(page, "pregnancy")


def test_what_is_offered_no_more_stands_beside_the_reply(page: Node) -> None:
    """From the turn on which brought it about."""
    for talk, since, what in (
        ("same_day_hands_off", "SignOneLegSwollenRedWarmIntent", "hands off the leg"),
        ("both_legs_and_dizzy", "SignDizzyIntent", "no standing"),
        ("guard_in_a_hold", "SignOneLegNumbIntent", "no standing"),
        ("pregnancy", "SignPregnancyIntent", "no rubbing"),
    ):
        named = next(t for t in turns(page, talk) if t.attrs["data-meaning"] == since)
        assert what in [mark.text for mark in named.all("span", "force")]


def test_an_emergency_is_owed_when_it_closes(page: Node) -> None:
    """Named outright, or found by a follow-up."""
    for talk in ("emergency_in_a_hold", "same_day_then_yes", "three_rounds"):
        assert turns(page, talk)[-1].one("span", "tier-mark").text == "Emergency"


def test_no_talk_goes_on_after_its_session_closed(page: Node) -> None:
    """Each ends with the session."""
    for talk in TALKS:
        closed = ["session closed" in turn.one("ul", "beside").text for turn in turns(page, talk)]
        assert closed == [False] * (len(closed) - 1) + [True], talk


@pytest.fixture(scope="module")
def stage() -> Stage:
    return Stage(WsgiSkill(build_unsigned_app()), understand)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_words_are_heard_as_what_the_book_takes_them_for(file: Path, stage: Stage) -> None:
    """Said in words, through all of hearing, each line means what is written after it."""
    played = play(read(file), stage)
    assert not played.differences, "\n".join(each.shown(file) for each in played.differences)


def test_words_without_a_meaning_are_refused(tmp_path: Path) -> None:
    """With the words, and the next move."""
    (tmp_path / "01_slip.txt").write_text("# A slip\nU: my calf is cramping\n")
    with pytest.raises(ValueError, match=r"'my calf is cramping' has no intent; add it after a \|"):
        talks(load(), folder=tmp_path)
