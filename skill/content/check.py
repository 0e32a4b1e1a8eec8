"""The rules that content must keep, each a function that adds problem lines.

Past this point the conversation trusts its data. What a rule rests on stands beside it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Set

from skill.content import evidence as facts
from skill.content.build import Problems, no_such
from skill.content.lines import danger_questions, every_step, spoken_lines, topic_folders
from skill.content.read import Tables
from skill.content.types import URGENCY, Content, DangerQuestion, Sign, Step, Tier, telling

NEGATION = re.compile(
    r"\b(no|not|nor|none|nothing|neither|never|without|unable|cannot|\w+n't)\b", re.IGNORECASE
)
ALL_IS_WELL = re.compile(
    r"\b(able|can you|fine|normal(ly)?|usual(ly)?|okay|ok|all right|healthy|free (of|from)|rid of"
    r"|fail(s|ed|ing)? to|lack(s|ed|ing)?)\b",
    re.IGNORECASE,
)
"""What makes a yes mean that nothing is wrong, without a "not"."""
SPOKEN_NUMBER = re.compile(
    r"\b(zero|oh|one|two|three|four|five|six|seven|eight|nine)"
    r"([ -](zero|oh|one|two|three|four|five|six|seven|eight|nine)){2,}\b",
    re.IGNORECASE,
)
SPOKEN = re.compile(r"(?:[A-Za-z ,.?'\"]|(?<=[A-Za-z])-(?=[A-Za-z]))*")
"""What a voice can read; a hyphen only inside a word."""
IDENTIFIER = re.compile(r"[a-z]+(_[a-z]+)*")
FIGURES = re.compile(r"\d")
"""The number to call, as the region fills it in; any other is told where it was written."""
ACTIONS = frozenset(
    """
    book breathe call don't get go have keep leave lie move note please rest sit stay stop take tell
    """.split()
)
"""First words of an instruction."""
LONGEST_QUESTION = 20
LONGEST_BREATH = 55
"""Words that leave room, in thirty seconds at two and a half a second, for a danger question."""
LONGEST_HOLD = 30
LONGEST_CUE = 6
MOST_ITEMS = 4
HELD_STEPS = 3
"""Held steps that must remain for somebody who may not stand: one for each round."""

PROMPTS = frozenset(
    """
    afraid and cannot_call check_intro check_unasked come_back continue_later danger_line_leg
    danger_line_now danger_list disclaimer goodbye
    guard_dizzy guard_one_leg_numb help_check help_movement hold leave_the_leg
    left_half_an_hour_ago left_just_now left_some_minutes_ago left_ten_minutes_ago
    left_twenty_minutes_ago missed missed_again missed_too_often no_all_clear no_place_kept
    not_parked noted nothing_on_the_leg okay or pace_fast pace_normal pace_slow pause release rest
    rest_gently say_yes_or_no still_here stop_stretching
    summary summary_more summary_not_kept summary_notes summary_nothing summary_unsure trouble
    welcome
    """.split()
)
"""Every prompt that the conversation says by name."""

ASKS = frozenset(
    """
    again cramping_now eased more offer_after offer_check offer_tip offer_why parked ready rested
    since welcome where which_thigh
    """.split()
)
"""Every everyday question that the conversation asks by name."""

OPENING = "welcome"
"""Asked once, with the welcome: what helps there is said with ``cramping_now``."""

BUTTONS = frozenset(
    """
    calf continue eased foot front_thigh hamstring help no repeat still_hurts stop thigh unsure
    worse yes
    """.split()
)
"""Everything that a touch can mean."""

CARDS = frozenset({"advice", "doctor", "relief"})
"""Every card that goes with a reply."""

LABELS = frozenset("check hold rest step".split())
"""Every other line of a screen that is written by name."""

MOST_BUTTONS = 3
LONGEST_BUTTON = 14
LONGEST_SHOWN = 75
"""Characters that can be large on the smallest screen."""

COUNTS = frozenset(str(seconds) for seconds in range(5, LONGEST_HOLD + 1, 5))
"""A hold is counted down every five seconds."""

ITEM_ENDS = re.compile(r", or\b|,|\bor\b")
"""Where one thing that a question asks for ends and the next begins."""

STRETCHES = frozenset({"toes_up", "knee_bent", "toes_down", "knee_open"})

GUARDS = frozenset({"dizzy", "one_leg_numb", "pregnant"})
"""What the conversation knows how to go easy on."""

FILLED: dict[str, str] = {
    "noted": "{heard}",
    "rest": "{items}",
    "summary": "{items}",
    "summary_unsure": "{items}",
}
FILLED_ON_SCREEN: dict[str, str] = {"rest": "{items}", "step": "{number}"}
"""Prompts that the conversation fills; no other line may have these placeholders."""


def problems_in(content: Content, evidence: Tables, problems: Problems) -> None:
    """Add a line for every rule that the content breaks."""
    rules: tuple[Callable[[Content, Problems], None], ...] = (
        needed_entries,
        routines,
        situations,
        sequences,
        topics,
        signs,
        questions,
        order_of_asking,
        everyday_questions,
        prompts,
        advice,
        cards,
        screens,
        spoken,
    )
    for rule in rules:
        rule(content, problems)
    facts.problems_in(content, evidence, problems)


def needed_entries(content: Content, problems: Problems) -> None:
    """The entries that the conversation uses by name are there."""
    needed: tuple[tuple[str, frozenset[str], Set[str]], ...] = (
        ("prompts", PROMPTS, content.prompts.keys()),
        ("asks", ASKS, content.asks.keys()),
        ("aftercare", frozenset({"soreness"}), content.aftercare.keys()),
        ("advice", frozenset({"emergency", "same_day", "soon"}), content.advice.keys()),
        ("routines", frozenset({"leg"}), content.routines.keys()),
        ("causes", frozenset({"general"}), content.causes.keys()),
        ("tips", frozenset({"general", "after"}), content.tips.keys()),
        ("questions", frozenset({"dangerous"}), content.questions.keys()),
        ("check", frozenset({"worse"}), content.follow_ups.keys()),
        ("signs", frozenset({"long_cramp"}), content.signs.keys()),
        ("counts", COUNTS, content.counts.keys()),
        ("cards", CARDS, content.cards.keys()),
        ("screens", BUTTONS, content.buttons.keys()),
        ("screens", LABELS, content.labels.keys()),
    )
    for file, names, there in needed:
        for name in sorted(names):
            if problems.lacks(there, file, name):
                problems.add(file, name, "is missing and the conversation says it; add it")
    for file, names, there in (*needed[:2], *needed[-3:]):
        for name in sorted(there - names):
            problems.add(file, name, f"is never said; {no_such('line', name, names)}")


def routines(content: Content, problems: Problems) -> None:
    """Steps are short, safe to begin with, and ask something that exists (clinical REL-12)."""
    for file, key, step in every_step(content):
        step_rules(file, key, step, content, problems)
    for id, routine in content.routines.items():
        if not routine.steps:
            problems.add(f"routines/{id}", "steps", "are missing; add the first movement")
        elif routine.steps[0].standing:
            problems.add(f"routines/{id}", "steps", "begin standing; put a seated step first")


def step_rules(file: str, key: str, step: Step, content: Content, problems: Problems) -> None:
    """A name, a hold within the published range, short cues, a known question."""
    if not IDENTIFIER.fullmatch(step.id):
        fault = f"is {step.id!r}; use small letters and underscores"
        problems.add(file, f"{key}.id", fault)
    if step.hold not in range(0, LONGEST_HOLD + 1, 5):
        fault = f"is {step.hold}; use a multiple of five up to {LONGEST_HOLD} seconds"
        problems.add(file, f"{key}.hold", fault)
    for cue in step.cues:
        if len(cue.split()) > LONGEST_CUE:
            problems.add(file, f"{key}.cues", f"{cue!r} is long; use {LONGEST_CUE} words at most")
    if problems.lacks(content.asks, "asks", step.asks):
        problems.add(file, f"{key}.asks", no_such("question", step.asks, content.asks))


def situations(content: Content, problems: Problems) -> None:
    """Every stretch has an opening here, none of them standing, and the default topics exist."""
    for id, place in content.situations.items():
        file = f"situations/{id}"
        for missing in sorted(STRETCHES - place.first_step.keys()):
            problems.add(file, f"first_step.{missing}", "is missing; add the opening movement")
        for key in sorted(place.first_step.keys() - STRETCHES - content.routines.keys()):
            known = STRETCHES | content.routines.keys()
            problems.add(file, f"first_step.{key}", no_such("stretch or muscle", key, known))
        for key, step in place.first_step.items():
            if step.standing:
                problems.add(file, f"first_step.{key}", "begins standing; open with a seated step")
        if problems.lacks(content.causes, "causes", place.cause):
            problems.add(file, "cause", no_such("cause", place.cause, content.causes))
        if problems.lacks(content.tips, "tips", place.tip):
            problems.add(file, "tip", no_such("tip", place.tip, content.tips))


def sequences(content: Content, problems: Problems) -> None:
    """Every muscle in every place has enough to do, seated, and no step twice.

    A fault is told once for a muscle, with the first place that has it.
    """
    for muscle, routine in content.routines.items():
        faults = (sequence_fault(muscle, place, content) for place in ("", *content.situations))
        if routine.steps and (fault := next(filter(None, faults), "")):
            problems.add(f"routines/{muscle}", "steps", fault)


def sequence_fault(muscle: str, situation: str, content: Content) -> str:
    """What is wrong with one run of movements; empty when nothing is, or it was told already."""
    place = content.situations.get(situation)
    if place and STRETCHES - place.first_step.keys():
        return ""
    where = f" with situation {situation!r}" if situation else ""
    steps = content.steps(muscle, situation)
    ids = [step.id for step in steps]
    if twice := next((id for id in ids if ids.count(id) > 1), ""):
        return f"have {twice!r} twice{where}; rename one"
    enough = 1 if place and place.alone else HELD_STEPS
    seated = [step for step in steps if step.hold and not step.standing]
    short = len(seated) < enough
    return f"have {len(seated)} held seated movements{where}; {enough} are needed" if short else ""


def topics(content: Content, problems: Problems) -> None:
    """A breath is short and asks nothing: the question after it is the conversation's."""
    for folder, known in topic_folders(content):
        for id, topic in known.items():
            if not topic.breaths:
                problems.add(f"{folder}/{id}", "breaths", "are missing; add at least one")
            for n, breath in enumerate(topic.breaths):
                key, count = f"breaths[{n}].say", len(breath.say.split())
                if count > LONGEST_BREATH:
                    fault = f"has {count} words; use {LONGEST_BREATH} at most, or two breaths"
                    problems.add(f"{folder}/{id}", key, fault)
                if "?" in breath.say:
                    problems.add(f"{folder}/{id}", key, "asks; make it a statement")


def signs(content: Content, problems: Problems) -> None:
    """A sign has what its tier needs, and a follow-up that exists (clinical E)."""
    for id, sign in content.signs.items():
        tier_words("signs", sign, problems)
        if sign.follow_up and problems.lacks(content.follow_ups, "check", sign.follow_up):
            fault = no_such("follow-up", sign.follow_up, content.follow_ups)
            problems.add("signs", f"{id}.follow_up", fault)
        if sign.guard and sign.guard not in GUARDS:
            problems.add("signs", f"{id}.guard", no_such("guard", sign.guard, GUARDS))
        elif sign.tier == "guard" and f"guard_{sign.guard}" not in content.prompts:
            fault = f"is {sign.guard!r} and guard_{sign.guard} is no prompt; add both"
            problems.add("signs", f"{id}.guard", fault)


def tier_words(file: str, entry: Sign | DangerQuestion, problems: Problems) -> None:
    """The action comes first; a lesser tier also says what would make it an emergency."""
    wanted = {"guard": (), "emergency": ("do",)}.get(entry.tier, ("do", "urgent"))
    for key in wanted:
        if not getattr(entry, key):
            fault = f"is missing and tier {entry.tier} says it; add a sentence"
            problems.add(file, f"{entry.id}.{key}", fault)
    begins_with_action(file, f"{entry.id}.do", entry.do, problems)


def begins_with_action(file: str, key: str, words: str, problems: Problems) -> None:
    """The first word of advice is something to do (clinical NOT-03)."""
    first = words.split()[0].strip(",.") if words.split() else ""
    if first and first.lower() not in ACTIONS:
        problems.add(file, key, f"begins with {first!r}; begin with what to do")


def questions(content: Content, problems: Problems) -> None:
    """A danger question can be answered by one yes or no (clinical GRP-02, GRP-03)."""
    for question in danger_questions(content):
        for key in ("ask", "plainer"):
            wording(question.id, key, getattr(question, key), problems)
        items = [item for items in question.items.values() for item in items]
        if not 0 < len(items) <= MOST_ITEMS:
            fault = f"are {len(items)}; a question has one to {MOST_ITEMS}"
            problems.add("check", f"{question.id}.items", fault)
        for item in items:
            no_negation(f"{question.id}.items", item, problems)
        tier_words("check", question, problems)
        for key, sense in (("ask", "heard"), ("show", "read")):
            audible(question, key, sense, problems)
            nothing_more(question, key, problems)
        coverage(question, content, problems)
        grouping(question, content, problems)


def wording(id: str, key: str, line: str, problems: Problems) -> None:
    """A question mark, few words, and no negation: a yes always means danger."""
    if not line.endswith("?"):
        problems.add("check", f"{id}.{key}", "is no question; end it with a question mark")
    if len(line.split()) > LONGEST_QUESTION:
        fault = f"has {len(line.split())} words; use {LONGEST_QUESTION} at most"
        problems.add("check", f"{id}.{key}", fault)
    no_negation(f"{id}.{key}", line, problems)


def no_negation(key: str, line: str, problems: Problems) -> None:
    """What is asked has no "not" and no "able" in it, so that a yes always means danger."""
    if found := NEGATION.search(line) or ALL_IS_WELL.search(line):
        problems.add("check", key, f"says {found[0]!r}; ask so that a yes means danger")


def coverage(question: DangerQuestion, content: Content, problems: Problems) -> None:
    """Covered signs exist and are audible in the question or its follow-up."""
    follow_up = content.follow_ups.get(question.follow_up)
    audible = named(question) | (named(follow_up) if follow_up else set())
    for sign in question.covers:
        if problems.lacks(content.signs, "signs", sign):
            problems.add("check", f"{question.id}.covers", no_such("sign", sign, content.signs))
        elif sign not in audible:
            fault = f"{sign} is not named in the question or its follow-up; add it to items"
            problems.add("check", f"{question.id}.covers", fault)
    for sign in sorted(question.items.keys() - set(question.covers)):
        problems.add("check", f"{question.id}.items", f"{sign} is not covered; add it to covers")


def audible(question: DangerQuestion, key: str, sense: str, problems: Problems) -> None:
    """What tells an item from the others is in the question, heard and on a screen."""
    every = [item for items in question.items.values() for item in items]
    for item in every:
        others = frozenset().union(*(telling(other) for other in every if other != item))
        own = telling(item) - others or telling(item)
        if own.isdisjoint(telling(getattr(question, key))):
            fault = f"{item!r} can't be {sense} in {key}; ask for it there, or drop it here"
            problems.add("check", f"{question.id}.items", fault)


def nothing_more(question: DangerQuestion, key: str, problems: Problems) -> None:
    """What is asked for, heard and on a screen, is among the items, so that it can be denied."""
    listed = frozenset().union(*(telling(item) for of in question.items.values() for item in of))
    parts = [part for part in ITEM_ENDS.split(getattr(question, key)) if telling(part)]
    for part in parts:
        if listed and telling(part).isdisjoint(listed):
            fault = f"asks for {part.strip(' ?')!r}, which is none of the items; add it there"
            problems.add("check", f"{question.id}.{key}", fault)
    if len(parts) > MOST_ITEMS:
        fault = f"asks for {len(parts)} things; a question has one to {MOST_ITEMS}"
        problems.add("check", f"{question.id}.{key}", fault)


def named(question: DangerQuestion) -> set[str]:
    """The signs that a question names in words."""
    return {sign for sign, items in question.items.items() if items}


def grouping(question: DangerQuestion, content: Content, problems: Problems) -> None:
    """An emergency stands with a lesser sign only where a follow-up splits them (GRP-02)."""
    follow_up = content.follow_ups.get(question.follow_up)
    if question.follow_up and problems.lacks(content.follow_ups, "check", question.follow_up):
        fault = no_such("follow-up", question.follow_up, content.follow_ups)
        problems.add("check", f"{question.id}.follow_up", fault)
    if follow_up and follow_up.follow_up:
        fault = f"{question.follow_up} has a follow-up of its own; only one is asked, drop one"
        problems.add("check", f"{question.id}.follow_up", fault)
    beyond_reach(question, reach(question, content), content, problems)
    covered = [content.signs[sign].tier for sign in question.covers if sign in content.signs]
    least = min(covered, key=URGENCY.__getitem__, default=question.tier)
    if question.id in content.check and question.tier == "emergency" != least:
        fault = "mix an emergency with a lesser sign; ask about that one in a question of its tier"
        problems.add("check", f"{question.id}.covers", fault)


def beyond_reach(
    question: DangerQuestion, reached: Tier, content: Content, problems: Problems
) -> None:
    """A yes to a covered sign must be able to end in that sign's tier."""
    for sign in question.covers:
        tier = content.signs[sign].tier if sign in content.signs else "guard"
        if URGENCY[tier] > URGENCY[reached]:
            fault = (
                f"{sign} is {tier} and a yes ends in {reached}; add a follow-up that splits them"
            )
            problems.add("check", f"{question.id}.covers", fault)


def reach(question: DangerQuestion, content: Content) -> Tier:
    """The most urgent tier that a question or its follow-up can end in."""
    follow_up = content.follow_ups.get(question.follow_up)
    return max(
        question.tier, follow_up.tier if follow_up else question.tier, key=URGENCY.__getitem__
    )


def order_of_asking(content: Content, problems: Problems) -> None:
    """The check goes from worst to least by what each question can reach (clinical GRP-01)."""
    worst: Tier = "emergency"
    for id, question in content.check.items():
        reached = reach(question, content)
        if URGENCY[reached] > URGENCY[worst]:
            problems.add("triage/check", id, "is asked after a lesser question; move it up")
        worst = reached


def everyday_questions(content: Content, problems: Problems) -> None:
    """A question asks; a reprompt is another sentence that stands alone (platform V1, V16)."""
    for id, question in content.asks.items():
        for variant in question.ask:
            if "?" not in variant:
                problems.add("asks", f"{id}.ask", f"{variant!r} asks nothing; end it with a ?")
        if not question.ask:
            problems.add("asks", f"{id}.ask", "has no wording; add a question")
        if bool(question.help) == (id == OPENING):
            fault = "is never said; drop it" if question.help else "is missing; add a line"
            problems.add("asks", f"{id}.help", fault)
        if question.reprompt in question.ask:
            problems.add("asks", f"{id}.reprompt", "is the question again; write another line")


def prompts(content: Content, problems: Problems) -> None:
    """A prompt has a wording, and a place for what the conversation fills in."""
    for id, prompt in content.prompts.items():
        if not prompt.say:
            problems.add("prompts", f"{id}.say", "has no wording; add one")
        for n, variant in enumerate(prompt.say):
            if FILLED.get(id, "") not in variant:
                problems.add("prompts", f"{id}.say[{n}]", f"has no {FILLED[id]}; add it")


def advice(content: Content, problems: Problems) -> None:
    """The action comes first, the number is in it, and the read-back has its place."""
    number = content.region.emergency_number.say if content.region else ""
    for tier, words in content.advice.items():
        if "{heard}" not in words.heard:
            problems.add("advice", f"{tier}.heard", "has no {heard}; add it")
        for key in ("now", "again"):
            begins_with_action("advice", f"{tier}.{key}", getattr(words, key), problems)
        if tier == "emergency" and not words.now:
            problems.add("advice", f"{tier}.now", "is missing; write the call in one sentence")
        if tier == "emergency" and content.mentions_contact and not words.contact:
            problems.add("advice", f"{tier}.contact", "is missing and switched on; write it")
        for key in ("now", "contact"):
            if tier != "emergency" and getattr(words, key):
                problems.add("advice", f"{tier}.{key}", "is said in an emergency alone; drop it")
        for key in ("now", "again", "if_unread"):
            if tier == "emergency" and number not in getattr(words, key):
                problems.add("advice", f"{tier}.{key}", "has no {emergency_number}; add it")


def cards(content: Content, problems: Problems) -> None:
    """A card is written as it stands: never empty, and with nothing to fill in (DESIGN 2)."""
    for id, card in content.cards.items():
        for key, words in (("title", card.title), *(("lines", line) for line in card.lines)):
            if not words.strip() or not card.lines:
                problems.add("cards", f"{id}.{key}", "is empty; write it")
            if odd := re.search(r"[{}<>&]", words):
                problems.add("cards", f"{id}.{key}", f"has {odd[0]!r}; a card is the same for all")


def screens(content: Content, problems: Problems) -> None:
    """A screen says what is spoken, in few words, and every drawing and button exists."""
    for file, key, step in every_step(content):
        shown(file, f"{key}.show", step.show, problems)
        drawn(file, f"{key}.drawing", step.drawing, content, problems)
        if not step.drawing:
            fault = "is missing; name what is drawn with the movement"
            problems.add(file, f"{key}.drawing", fault)
    for question in danger_questions(content):
        shown("check", f"{question.id}.show", question.show, problems)
        if not question.show.endswith("?"):
            problems.add("check", f"{question.id}.show", "is no question; end it with a ?")
        no_negation(f"{question.id}.show", question.show, problems)
    for folder, known in topic_folders(content):
        for id, topic in known.items():
            drawn(f"{folder}/{id}", "drawing", topic.drawing, content, problems)
    for id, prompt in content.prompts.items():
        drawn("prompts", f"{id}.drawing", prompt.drawing, content, problems)
    buttons(content, problems)


def shown(file: str, key: str, words: str, problems: Problems) -> None:
    """A few words, so that they can be large."""
    if not words.strip():
        problems.add(file, key, "is missing; write the same in a few words, for screens")
    if len(words) > LONGEST_SHOWN:
        fault = f"has {len(words)} characters; use {LONGEST_SHOWN} at most, to be read from afar"
        problems.add(file, key, fault)


def drawn(file: str, key: str, layers: str, content: Content, problems: Problems) -> None:
    """Each layer of a drawing exists."""
    for layer in layers.split():
        if layer not in content.drawings:
            problems.add(file, key, no_such("drawing", layer, content.drawings))


def buttons(content: Content, problems: Problems) -> None:
    """An everyday question has one to three buttons, each with a short label."""
    for id, question in content.asks.items():
        if not 0 < len(question.answers) <= MOST_BUTTONS:
            fault = f"are {len(question.answers)}; a screen has room for one to {MOST_BUTTONS}"
            problems.add("asks", f"{id}.answers", fault)
        for button in question.answers:
            if problems.lacks(content.buttons, "screens", button):
                problems.add("asks", f"{id}.answers", no_such("button", button, content.buttons))
    for id, label in content.buttons.items():
        if not 0 < len(label.strip()) <= LONGEST_BUTTON:
            fault = f"has {len(label)} characters; use one to {LONGEST_BUTTON}"
            problems.add("screens", f"buttons.{id}", fault)
    for id, words in FILLED_ON_SCREEN.items():
        if words not in content.labels.get(id, words):
            problems.add("screens", f"lines.{id}", f"has no {words}; add it")


def spoken(content: Content, problems: Problems) -> None:
    """Only what a voice can read: words there, no brackets, quotes in pairs."""
    for file, key, line in spoken_lines(content):
        later = filled_later(file, key)
        bare = FIGURES.sub("", line.replace(later, "words") if later else line)
        if not line.strip():
            problems.add(file, key, "is empty; write the words to say")
        if not SPOKEN.fullmatch(bare):
            odd = SPOKEN.sub("", bare, count=1)[:1]
            fault = f"{odd!r} can't be read aloud; use words, commas, periods and question marks"
            problems.add(file, key, fault)
        if number := SPOKEN_NUMBER.search(line):
            fault = f"says {number[0]!r}, a number with no date; use {{emergency_number}}"
            problems.add(file, key, fault)
        if bare.count('"') % 2:
            problems.add(file, key, "has a double quote without its pair; close the phrase")


def filled_later(file: str, key: str) -> str:
    """The placeholder that the conversation fills in this line; empty if none."""
    id, _, field = key.partition(".")
    if file == "advice":
        return "{heard}" if field == "heard" else ""
    return FILLED.get(id, "") if file == "prompts" else ""
