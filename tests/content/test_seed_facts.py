"""Every fact of the two first articles is voiced somewhere, or says why it is not.

The content is read as plain TOML here, not through the loader.
"""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

CONTENT = Path(__file__).resolve().parents[2] / "content"
SEEDS = tomllib.loads((CONTENT / "evidence/seed.toml").read_text())

SAID = {
    # --- a leg cramp on the toilet
    "S1-01": "suddenly, hurt a lot and startle",
    "S1-02": "tighten on their own while you pass poop",
    "S1-03": "may point to a brief change inside your body",
    "S1-04": "Two main causes.*pressure in your belly.*body chemistry",
    "S1-05": "Knowing them is a first step to easing a cramp and preventing the next",
    "S1-06": "Straining may be the most direct trigger.*Valsalva",
    "S1-07": "pushing breath out hard against a closed airway",
    "S1-08": "Pressure jumps in the chest and belly",
    "S1-09": "for a short time that changes blood flow",
    "S1-10": "squeezes big veins in your belly",
    "S1-11": "carry blood from your lower body back to your heart",
    "S1-12": "One idea is that leg muscles then get less oxygen",
    "S1-13": "One idea is that leg muscles then get less oxygen",
    "S1-14": "may tighten painfully on their own",
    "S1-15": "way you sit on the toilet can add to the strain",
    "S1-16": "standard seat leaves a bend.*push harder",
    "S1-17": "seat can press the big nerve",
    "S1-18": "may feel like (leg pain or )?a cramp",
    "S1-19": "body chemistry.*may make a cramp more likely",
    "S1-20": "Not drinking enough may add to cramps",
    "S1-21": "too little fluid, there's less blood, and it gets thicker",
    "S1-22": "brief drop in flow.*might hit harder, and a cramp might be more likely",
    "S1-23": "out of balance, muscles work badly",
    "S1-24": "need magnesium, potassium and calcium.*nerves need them to send signals",
    "S1-25": "lack may make muscles fire on their own",
    "S1-26": "Legs with poor blood flow may feel that brief drop more",
    "S1-27": "may make weak veins feel worse.*holds back blood leaving the legs",
    "S1-28": "may make a cramp more likely|So a cramp may be more likely",
    "S1-29": "best way may be to take away the need to push",
    "S1-30": "so your poop is soft and easy to pass",
    "S1-31": "both the kind that dissolves in water and the kind that doesn't",
    "S1-32": "adds bulk and moisture",
    "S1-33": "keep you regular|keeps you regular",
    "S1-34": "may matter as much as fiber",
    "S1-35": "Water goes into your poop and keeps it soft, so you push less",
    "S1-36": "Drink water through the whole day",
    "S1-37": "helps your gut work well and keeps poop from getting dry and hard",
    "S1-38": "simple change.*strained much less",
    "S1-39": "knees above your hips",
    "S1-40": "small, firm stool",
    "S1-41": "straighten the bend at the end of your bowel",
    "S1-42": "relaxes a muscle there",
    "S1-43": "bowel empties more easily",
    "S1-44": "Go when the urge comes, and don't put it off",
    "S1-45": "Waiting lets your gut take out more water, so your poop gets harder",
    "S1-46": "Don't rush it or force it.*a calm bowel works better",
    "S1-47": "gentle stretch often helps",
    "S1-48": "stand slowly.*weight on the leg",
    "S1-49": "toes up toward your face",
    "S1-50": "help(s the muscle| it) let go",
    "S1-51": "rub your calf gently",
    "S1-52": "help blood flow come back and calm the spasm",
    "S1-53": "Cramps on the toilet are usually short",
    "S1-54": "point to a problem that needs care",
    "S1-55": "cramps persist|cramps keep coming back",
    "S1-56": "often come (elsewhere|away from the toilet)",
    "S1-57": "Don't wait with severe symptoms|symptoms are severe, don't wait",
    "S1-58": "blood in your poop",
    "S1-59": "lost weight without trying",
    "S1-60": "very bad belly pain that stays after you pass gas or poop",
    "S1-61": "both legs (suddenly )?weak or numb",
    "S1-62": "lost control of your pee or poop",
    "S1-63": "Have that checked today",
    "S1-64": "nerves in the back can do that",
    # --- leg cramps in general
    "S2-01": "One or more leg muscles tighten painfully, and you can't control it",
    "S2-02": "Most leg cramps pass without harm, but",
    "S2-03": "not be able to use the muscle for a while",
    "S2-04": "tighten and relax when you choose to move",
    "S2-05": "as you fall asleep",
    "S2-06": "as you wake up",
    "S2-07": "calf is the most common place",
    "S2-08": "Many people cramp after working out too hard",
    "S2-09": "Many people cramp after sitting still too long",
    "S2-10": "come back many times before it's gone",
    "S2-11": "a single muscle, the whole muscle, or a few that work as a team",
    "S2-12": "muscles that pull opposite ways tighten at the same time",
    "S2-13": "gentle stretch",
    "S2-14": "gentle rub while you stretch",
    "S2-15": "ice massage",
    "S2-16": "warm bath",
    "S2-17": "pain can be severe",
    "S2-18": "swollen, hot, red or darker needs a check today",
    "S2-19": "skin changes",
    "S2-20": "leg that's getting weaker",
    "S2-21": "cramps that keep coming back",
    "S2-22": "sore or tired|stays tired",
    "S2-23": "Change position often when you sit or lie in bed for long",
    "S2-24": "Drink water",
    "S2-25": "Bend and straighten your legs before bed",
    "S2-26": "Foods with potassium are fine|rich in potassium",
    "S2-27": "Bananas",
    "S2-28": "dried apricots",
    "S2-29": "raw avocado",
    "S2-30": "cantaloupe",
    "S2-31": "nectarines",
    "S2-32": "raisins",
    "S2-33": "plain yogurt",
    "S2-34": "cooked spinach",
    "S2-35": "muscle relaxant.*If cramps are severe or come often, ask yours",
    "S2-36": "Simple steps, without surgery, may be used against leg cramps",
    "S2-37": "trained health worker can teach you stretches",
    "S2-38": "Try not to get dried out",
    "S2-39": "keep replacing what you lose, in sips",
    "S2-40": "spoil your sleep.*may suggest more tests",
    "S2-41": "may prescribe a muscle relaxant instead",
    "S2-42": "cramp often and hurt a lot.*Something else may be behind it",
    "S2-43": "need blood tests, your doctor can check your salts and other levels",
    "S2-44": "weak veins.*send you to a vein specialist",
}
"""How each fact is put in words: a pattern for one of the lines that list its id."""

Entry = dict[str, Any]


def words(value: object) -> Iterator[str]:
    """The lines of an entry, but not those of entries inside it."""
    for key, inner in value.items() if isinstance(value, dict) else ():
        if key in {"say", "rub", "ask", "plainer", "means", "why", "do", "urgent", "now"}:
            yield from [inner] if isinstance(inner, str) else inner


def entries(value: object) -> Iterator[Entry]:
    """Every table that lists evidence, however deep."""
    if isinstance(value, dict):
        if "evidence" in value:
            yield value
        for inner in value.values():
            yield from entries(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from entries(inner)


def triage_entries() -> Iterator[Entry]:
    """Signs and danger questions, whose evidence stands beside the rule and not the words."""
    signs = tomllib.loads((CONTENT / "triage/signs.toml").read_text())
    check = tomllib.loads((CONTENT / "triage/check.toml").read_text())
    for name, rules in (("signs", signs), ("check", {**check["questions"], **check["follow_ups"]})):
        said = tomllib.loads((CONTENT / f"en/{name}.toml").read_text())
        for id, rule in rules.items():
            if id in said:
                yield {**said[id], "evidence": rule["evidence"]}


def all_entries() -> Iterator[Entry]:
    for file in sorted((CONTENT / "en").rglob("*.toml")):
        yield from entries(tomllib.loads(file.read_text()))
    yield from triage_entries()


VOICED: dict[str, list[Entry]] = {}
for _entry in all_entries():
    if any(words(_entry)):
        for _id in _entry["evidence"]:
            VOICED.setdefault(_id, []).append(_entry)

ALL = [f"S1-{n:02}" for n in range(1, 65)] + [f"S2-{n:02}" for n in range(1, 45)]


def text(entry: Entry) -> str:
    return re.sub(r"\{(\w+)\}", r"\1", " ".join(words(entry)))


def test_all_of_them_are_in_the_evidence() -> None:
    """Sixty-four statements of one article and forty-four of the other."""
    assert len(ALL) == 108
    assert list(SEEDS) == ALL == list(SAID)


@pytest.mark.parametrize("id", ALL)
def test_a_seed_is_voiced_or_says_why_not(id: str) -> None:
    """One or the other, never both, never neither."""
    reason = SEEDS[id].get("not_voiced", "")

    assert bool(VOICED.get(id)) != bool(reason.strip()), (
        f"{id}: voiced {len(VOICED.get(id, []))} times, not_voiced = {reason!r}"
    )


@pytest.mark.parametrize("id", [id for id in ALL if "not_voiced" not in SEEDS[id]])
def test_a_line_that_lists_a_seed_says_it(id: str) -> None:
    """An id in `evidence` is not enough: some line that lists it has the words for it."""
    said = [text(entry) for entry in VOICED.get(id, [])]

    assert any(re.search(SAID[id], line) for line in said), f"{SEEDS[id]['says']} {said}"


@pytest.mark.parametrize("id", [id for id in ALL if SEEDS[id]["voice"] == "guard"])
def test_a_guarded_seed_stands_beside_its_guard(id: str) -> None:
    """What must not be said alone rests, wherever it is said, on a fact that guards it too."""
    guards = set(SEEDS[id]["beside"])
    unguarded = [text(e) for e in VOICED.get(id, []) if guards.isdisjoint(e["evidence"])]

    assert guards
    assert unguarded == []


@pytest.mark.parametrize("id", [id for id in ALL if SEEDS[id]["voice"] == "soften"])
def test_a_softened_seed_is_never_said_flatly(id: str) -> None:
    """One line or another says "may", "might", "can", "one idea" or that it is not proven."""
    soft = r"\b(may|might|can|could|one idea|isn't proven|not proven|no study)\b"

    assert [line for e in VOICED[id] if not re.search(soft, line := text(e), re.IGNORECASE)] == []
