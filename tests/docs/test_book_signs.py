"""What a danger sign's sheet says at a glance is what happens when the sign is named."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from reading_html import Node
from saying import Talking, speech, words

from skill.content.load import load

ROOT = Path(__file__).resolve().parents[2]
MODEL = ROOT / "interaction_model/package/interactionModels/custom/en-US.json"
SIGNS = load().signs
FOLLOWED = [id for id, sign in SIGNS.items() if sign.follow_up]
COUNTED = "Hold. "


def own_intent(sign: str) -> str:
    return f"Sign{sign.title().replace('_', '')}Intent"


def told(page: Node, sign: str, label: str) -> str:
    """The row of a sheet with that label, as plain words; empty where there is none."""
    for row in page.by_id(f"sign-{sign}").all("div"):
        kinds = {"line": "words", "point": "told"}
        for kind, part in kinds.items():
            if kind in row.classes and row.one("p", "when").text == label:
                return " ".join(row.one("p", part).text.replace('"', "").split())
    return ""


def in_a_hold(sign: str) -> tuple[Talking, str]:
    """Somebody in the first hold for a calf who names the sign, and what is said back."""
    talking = Talking()
    assert COUNTED in words(speech(talking.say("ReliefIntent muscle=calf")))
    return talking, words(speech(talking.say(own_intent(sign))))


@pytest.mark.parametrize("sign", SIGNS)
def test_what_people_say_is_what_the_model_hears(page: Node, sign: str) -> None:
    """Three or four sentences, each one of the sign's own intent."""
    built = json.loads(MODEL.read_text())["interactionModel"]["languageModel"]["intents"]
    samples = next(one["samples"] for one in built if one["name"] == own_intent(sign))
    said = [q.text.lower() for q in page.by_id(f"sign-{sign}").all("q")]

    assert 3 <= len(said) <= 4
    assert set(said) <= set(samples)


@pytest.mark.parametrize("sign", SIGNS)
def test_what_is_said_at_once_is_the_next_thing_heard(page: Node, sign: str) -> None:
    """An emergency: all of it, and the session closes. Else the follow-up comes with it."""
    talking, heard = in_a_hold(sign)
    at_once, asked = told(page, sign, "Said at once"), told(page, sign, "Then asked")
    if SIGNS[sign].tier == "soon":
        assert told(page, sign, "Read back as") in heard
        assert told(page, sign, "Read back as") in at_once
    else:
        assert heard.startswith(at_once)
    assert talking.reply["shouldEndSession"] == (SIGNS[sign].tier == "emergency")
    if talking.reply["shouldEndSession"]:
        assert heard == at_once
        assert "session closes" in told(page, sign, "From then on")
    if asked:
        assert heard == f"{at_once} {asked}"


@pytest.mark.parametrize("sign", FOLLOWED)
def test_a_yes_to_the_follow_up_is_an_emergency(page: Node, sign: str) -> None:
    """As the sheet says: the call, and the session closes."""
    talking, _ = in_a_hold(sign)
    heard = words(speech(talking.say("AMAZON.YesIntent")))

    assert heard.startswith("Call 911 now.")
    assert talking.reply["shouldEndSession"]
    assert told(page, sign, "Yes, or not sure").startswith("Emergency The call is the next")


@pytest.mark.parametrize("sign", FOLLOWED)
def test_a_no_to_the_follow_up_leads_where_the_sheet_says(page: Node, sign: str) -> None:
    """Back to the stretch, with what would make it an emergency; or the advice, and no stretch."""
    talking, _ = in_a_hold(sign)
    heard = words(speech(talking.say("AMAZON.NoIntent")))
    sheet = told(page, sign, "No")

    assert (COUNTED in heard) == ("back to" in sheet.lower())
    assert ("and no stretch" in sheet) == (COUNTED not in heard)
    if SIGNS[sign].tier == "same_day" and COUNTED in heard:
        assert "what would make it an emergency" in sheet
        assert heard.startswith(SIGNS[sign].urgent)
    if COUNTED not in heard:
        assert heard.startswith(told(page, sign, "In full, later"))


def rounds_after(sign: str) -> list[str]:
    """What is heard from then on when the answer is no: to "eased?", and to danger questions."""
    talking, _ = in_a_hold(sign)
    if SIGNS[sign].follow_up:
        talking.say("AMAZON.NoIntent")
    heard = [words(speech(talking.say("ReliefIntent muscle=calf")))]
    while not talking.reply["shouldEndSession"] and len(heard) < 16:
        heard.append(words(speech(talking.say("AMAZON.NoIntent"))))
    return heard


@pytest.mark.parametrize("sign", [id for id, sign in SIGNS.items() if sign.tier != "emergency"])
def test_what_changes_afterwards_is_what_the_sheet_says(page: Node, sign: str) -> None:
    """Where it says so, and nowhere else: no stretch, no standing movement, no rubbing."""
    heard, then = " ".join(rounds_after(sign)), told(page, sign, "From then on")

    assert ("Hands off" in then) == (COUNTED not in heard)
    if COUNTED in heard:
        assert ("No standing" in then) == ("stand slowly" not in heard)
        assert ("Rubbing is offered no more" in then) == ("rub your calf" not in heard)


@pytest.mark.parametrize("sign", SIGNS)
def test_who_says_so_stands_on_the_sheet(page: Node, sign: str, triage: dict[str, Any]) -> None:
    """Every fact with its strength in bold, and a link to each organisation or that it is ours."""
    rows = page.by_id(f"sign-{sign}").one("ul", "sources").all("li")
    shown = {row.one("a", "fact").text: row for row in rows}

    assert list(shown) == triage["signs"][sign]["evidence"]
    for id, row in shown.items():
        fact = page.by_id(f"fact-{id}")
        if re.match(r"S\d-", id):
            assert "first articles" in row.text
            continue
        assert row.one("b").text in [cell.text for cell in fact.all("td")]
        linked = [a.attrs["href"] for a in row.all("a") if "source" in a.attrs["href"]]
        named = [a.attrs["href"] for a in fact.all("a") if "#source" in a.attrs["href"]]
        assert set(linked) <= set(named)
        assert bool(linked) == bool(named)


def test_what_is_reviewed_stands_first(page: Node, triage: dict[str, Any]) -> None:
    """The state of the review and the hash of the very text, above everything said."""
    for sign in triage["signs"]:
        item = page.by_id(f"sign-{sign}").one("p", "item").text
        assert re.search(r"Not reviewed|Reviewed 20|Changed since", item)
        assert re.search(r"text [0-9a-f]{12}", item)
