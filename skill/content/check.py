"""The rules that content must keep, each a function that adds problem lines.

Past this point the conversation trusts its data. What a rule rests on stands beside it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator

import msgspec

from skill.content.build import Problems, no_such
from skill.content.read import Table, Tables
from skill.content.types import Content, DangerQuestion, Step, Tier, Topic

URGENCY: tuple[Tier, ...] = ("guard", "soon", "same_day", "emergency")
NEGATION = re.compile(r"\b(no|not|never|without|cannot|\w+n't)\b", re.IGNORECASE)
SPOKEN = re.compile(r"[A-Za-z ,.?'\"\-]*")
LONGEST_QUESTION = 20
LONGEST_BREATH = 75
"""Words in thirty seconds of speech, at two and a half a second."""
LONGEST_HOLD = 30
LONGEST_CUE = 6
MOST_ITEMS = 4
HELD_STEPS = 3
"""Held steps that must remain for somebody who may not stand: one for each round."""

PROMPTS = frozenset(
    """
    cannot_call check_intro check_unasked come_back danger_line_leg danger_line_now
    danger_list disclaimer goodbye
    guard_dizzy guard_one_leg_numb help_check help_movement hold leave_the_leg missed
    missed_again missed_too_often no_all_clear no_place_kept noted okay or pace_fast pace_normal
    pace_slow pause release rest rest_gently say_yes_or_no still_here stop_stretching
    trouble welcome
    """.split()
)
"""Every prompt that the conversation says by name."""

ASKS = frozenset(
    """
    again cramping_now eased more offer_check offer_tip offer_why parked ready welcome where
    which_thigh
    """.split()
)
"""Every everyday question that the conversation asks by name."""

COUNTS = frozenset(str(seconds) for seconds in range(5, LONGEST_HOLD + 1, 5))
"""A hold is counted down every five seconds."""

STRETCHES = frozenset({"toes_up", "knee_bent", "toes_down", "knee_open"})


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
        advice,
    )
    for rule in rules:
        rule(content, problems)
    facts = evidence_problems(evidence, problems)
    for file, key, line in spoken_lines(content):
        spoken(file, key, line, problems)
    for file, key, ids in resting_on(content):
        rests(file, key, ids, facts, problems)
    region_source(content, evidence, problems)


def needed_entries(content: Content, problems: Problems) -> None:
    """The entries that the conversation uses by name are there."""
    needed: tuple[tuple[str, frozenset[str], Collection[str]], ...] = (
        ("prompts", PROMPTS, content.prompts),
        ("asks", ASKS, content.asks),
        ("aftercare", frozenset({"soreness"}), content.aftercare),
        ("advice", frozenset({"emergency", "same_day", "soon"}), content.advice),
        ("routines/leg", frozenset({"leg"}), content.routines),
        ("causes/general", frozenset({"general"}), content.causes),
        ("tips/general", frozenset({"general"}), content.tips),
        ("questions/dangerous", frozenset({"dangerous"}), content.questions),
        ("check", frozenset({"worse"}), content.follow_ups),
        ("signs", frozenset({"long_cramp"}), content.signs),
        ("counts", COUNTS, content.counts),
    )
    for file, names, there in needed:
        for name in sorted(names - set(there)):
            problems.add(file, name, "is missing and the conversation says it; add it")


def routines(content: Content, problems: Problems) -> None:
    """Steps are short, safe to begin with, and ask something that exists (clinical REL-12)."""
    for id, routine in content.routines.items():
        for n, step in enumerate(routine.steps):
            step_rules(f"routines/{id}", f"steps[{n}]", step, content, problems)
        if not routine.steps or routine.steps[0].standing:
            problems.add(f"routines/{id}", "steps", "begin standing; put a seated step first")


def step_rules(file: str, key: str, step: Step, content: Content, problems: Problems) -> None:
    """A hold within the published range, cues that fit between two counts, a known question."""
    if step.hold not in range(0, LONGEST_HOLD + 1, 5):
        fault = f"is {step.hold}; use a multiple of five up to {LONGEST_HOLD} seconds"
        problems.add(file, f"{key}.hold", fault)
    for cue in step.cues:
        if len(cue.split()) > LONGEST_CUE:
            problems.add(file, f"{key}.cues", f"{cue!r} is long; use {LONGEST_CUE} words at most")
    if step.asks not in content.asks:
        problems.add(file, f"{key}.asks", no_such("question", step.asks, content.asks))


def situations(content: Content, problems: Problems) -> None:
    """Every stretch has an opening here, and the default topics exist."""
    for id, place in content.situations.items():
        file = f"situations/{id}"
        for missing in sorted(STRETCHES - place.first_step.keys()):
            problems.add(file, f"first_step.{missing}", "is missing; add the opening movement")
        for key in sorted(place.first_step.keys() - STRETCHES - content.routines.keys()):
            known = STRETCHES | content.routines.keys()
            problems.add(file, f"first_step.{key}", no_such("stretch or muscle", key, known))
        for key, step in place.first_step.items():
            step_rules(file, f"first_step.{key}", step, content, problems)
        if place.cause not in content.causes:
            problems.add(file, "cause", no_such("cause", place.cause, content.causes))
        if place.tip not in content.tips:
            problems.add(file, "tip", no_such("tip", place.tip, content.tips))


def sequences(content: Content, problems: Problems) -> None:
    """Every muscle in every place has enough to do, seated, and no step twice."""
    for muscle in content.routines:
        for situation in ("", *content.situations):
            place = content.situations.get(situation)
            if place and STRETCHES - place.first_step.keys():
                continue  # told already
            steps = content.steps(muscle, situation)
            ids = [step.id for step in steps]
            for id in sorted({id for id in ids if ids.count(id) > 1}):
                problems.add(f"routines/{muscle}", id, f"comes twice {situation}; rename one step")
            seated = [step for step in steps if step.hold and not step.standing]
            if len(seated) < (1 if place and place.alone else HELD_STEPS):
                fault = f"has {len(seated)} held seated steps {situation}; {HELD_STEPS} are needed"
                problems.add(f"routines/{muscle}", "steps", fault)


def topics(content: Content, problems: Problems) -> None:
    """A breath is short and asks nothing: the question after it is the conversation's."""
    for folder, known in topic_folders(content):
        for id, topic in known.items():
            if not topic.breaths:
                problems.add(f"{folder}/{id}", "breaths", "are missing; add at least one")
            for n, breath in enumerate(topic.breaths):
                if len(breath.say.split()) > LONGEST_BREATH:
                    fault = f"has over {LONGEST_BREATH} words; split it into two breaths"
                    problems.add(f"{folder}/{id}", f"breaths[{n}]", fault)
                if "?" in breath.say:
                    problems.add(f"{folder}/{id}", f"breaths[{n}]", "asks; make it a statement")


def topic_folders(content: Content) -> tuple[tuple[str, dict[str, Topic]], ...]:
    """The folders of topics and what is in them."""
    return (
        ("causes", content.causes),
        ("tips", content.tips),
        ("questions", content.questions),
    )


def signs(content: Content, problems: Problems) -> None:
    """A sign has what its tier needs, and a follow-up that exists (clinical E)."""
    for id, sign in content.signs.items():
        if sign.tier in ("same_day", "soon"):
            lesser_tier_words(id, "signs", sign.do, sign.urgent, problems)
        if sign.follow_up and sign.follow_up not in content.follow_ups:
            fault = no_such("follow-up", sign.follow_up, content.follow_ups)
            problems.add("signs", f"{id}.follow_up", fault)
        if sign.tier == "guard" and f"guard_{sign.guard}" not in content.prompts:
            problems.add("signs", f"{id}.guard", f"add guard_{sign.guard} to prompts.toml")


def lesser_tier_words(id: str, file: str, do: str, urgent: str, problems: Problems) -> None:
    """What to do, and what would make it an emergency, are both said."""
    for key, words in (("do", do), ("urgent", urgent)):
        if not words:
            problems.add(file, f"{id}.{key}", "is missing; its tier needs it, add a sentence")


def questions(content: Content, problems: Problems) -> None:
    """A danger question can be answered by one yes or no (clinical GRP-02, GRP-03)."""
    for question in (*content.check.values(), *content.follow_ups.values()):
        for key in ("ask", "plainer"):
            wording(question.id, key, getattr(question, key), problems)
        items = [item for items in question.items.values() for item in items]
        if not 0 < len(items) <= MOST_ITEMS:
            fault = f"are {len(items)}; a question has one to {MOST_ITEMS}"
            problems.add("check", f"{question.id}.items", fault)
        if question.tier in ("same_day", "soon"):
            lesser_tier_words(question.id, "check", question.do, question.urgent, problems)
        coverage(question, content, problems)


def wording(id: str, key: str, line: str, problems: Problems) -> None:
    """A question mark, few words, and no negation: a yes always means danger."""
    if not line.endswith("?"):
        problems.add("check", f"{id}.{key}", "is no question; end it with a question mark")
    if len(line.split()) > LONGEST_QUESTION:
        fault = f"has {len(line.split())} words; use {LONGEST_QUESTION} at most"
        problems.add("check", f"{id}.{key}", fault)
    if found := NEGATION.search(line):
        problems.add("check", f"{id}.{key}", f"says {found[0]!r}; ask so that a yes means danger")


def coverage(question: DangerQuestion, content: Content, problems: Problems) -> None:
    """Covered signs exist and are audible, and a follow-up splits emergencies from the rest."""
    follow_up = content.follow_ups.get(question.follow_up)
    if question.follow_up and follow_up is None:
        fault = no_such("follow-up", question.follow_up, content.follow_ups)
        problems.add("check", f"{question.id}.follow_up", fault)
    audible = question.items.keys() | (follow_up.items.keys() if follow_up else set())
    for sign in question.covers:
        if sign not in content.signs:
            problems.add("check", f"{question.id}.covers", no_such("sign", sign, content.signs))
        elif sign not in audible:
            fault = f"{sign} is not named in the question or its follow-up; add it to items"
            problems.add("check", f"{question.id}.covers", fault)
    for sign in question.items.keys() - set(question.covers):
        problems.add("check", f"{question.id}.items", f"{sign} is not covered; add it to covers")
    if mixes_tiers(question, content) and follow_up is None:
        fault = "mixes an emergency with a lesser tier; add a follow-up that splits them"
        problems.add("check", f"{question.id}.covers", fault)


def mixes_tiers(question: DangerQuestion, content: Content) -> bool:
    """Whether a lesser question covers an emergency sign."""
    tiers = {content.signs[sign].tier for sign in question.covers if sign in content.signs}
    return question.tier != "emergency" and "emergency" in tiers


def order_of_asking(content: Content, problems: Problems) -> None:
    """The check goes from worst to least by what each question can reach (clinical GRP-01)."""
    worst = len(URGENCY)
    for id, question in content.check.items():
        follow_up = content.follow_ups.get(question.follow_up)
        tiers = [question.tier, *([follow_up.tier] if follow_up else [])]
        urgency = max(URGENCY.index(tier) for tier in tiers)
        if urgency > worst:
            problems.add("check", id, "is asked after a lesser question; move it up")
        worst = urgency


def everyday_questions(content: Content, problems: Problems) -> None:
    """A question asks; a reprompt is another sentence that stands alone (platform V1, V16)."""
    for id, question in content.asks.items():
        for variant in question.ask:
            if "?" not in variant:
                problems.add("asks", f"{id}.ask", f"{variant!r} asks nothing; end it with a ?")
        if not question.ask or question.reprompt in question.ask:
            problems.add("asks", id, "needs a question and another line as its reprompt")


def advice(content: Content, problems: Problems) -> None:
    """The read-back has its place."""
    for tier, words in content.advice.items():
        if "{heard}" not in words.heard:
            problems.add("advice", f"{tier}.heard", "has no {heard}; add it")


def spoken_lines(content: Content) -> Iterator[tuple[str, str, str]]:
    """Every line that is spoken, with its file and key."""
    for file, step in every_step(content):
        for words in (step.say, step.rub, *step.cues):
            yield file, step.id, words
    for id, place in content.situations.items():
        yield f"situations/{id}", "when_eased", place.when_eased.say
    for folder, known in topic_folders(content):
        for id, topic in known.items():
            for n, breath in enumerate(topic.breaths):
                yield f"{folder}/{id}", f"breaths[{n}]", breath.say
    for id, line in content.aftercare.items():
        yield "aftercare", id, line.say
    yield from danger_lines(content)
    yield from prompt_lines(content)


def every_step(content: Content) -> Iterator[tuple[str, Step]]:
    """Every movement, with its file."""
    for id, routine in content.routines.items():
        for step in routine.steps:
            yield f"routines/{id}", step
    for id, place in content.situations.items():
        for step in (*place.first_step.values(), *([place.before] if place.before else [])):
            yield f"situations/{id}", step


def prompt_lines(content: Content) -> Iterator[tuple[str, str, str]]:
    """The lines of prompts, counts and everyday questions."""
    for id, prompt in content.prompts.items():
        for variant in prompt.say:
            yield "prompts", id, variant
    for seconds, words in content.counts.items():
        yield "counts", seconds, words
    for id, question in content.asks.items():
        for words in (*question.ask, question.reprompt, question.help):
            yield "asks", id, words


def danger_lines(content: Content) -> Iterator[tuple[str, str, str]]:
    """The lines of signs, danger questions and advice."""
    for id, sign in content.signs.items():
        for words in (sign.heard, sign.means, sign.do, sign.urgent):
            yield "signs", id, words
    for question in (*content.check.values(), *content.follow_ups.values()):
        said = (question.ask, question.plainer, question.means, question.why, question.heard)
        items = [item for items in question.items.values() for item in items]
        for words in (*said, question.do, question.urgent, *items):
            yield "check", question.id, words
    for tier, given in content.advice.items():
        for words in (given.now, given.heard, given.meanwhile, given.again, given.if_unread):
            yield "advice", tier, words


def spoken(file: str, key: str, line: str, problems: Problems) -> None:
    """Only what a voice can read: no digits, no brackets, quotes in pairs."""
    line = NUMBER.sub("", line)
    bare = line.replace("{heard}", "").replace("{items}", "")
    if not SPOKEN.fullmatch(bare):
        odd = SPOKEN.sub("", bare, count=1)[:1]
        fault = f"{odd!r} can't be read aloud; use words, commas, periods and question marks"
        problems.add(file, key, fault)
    if bare.count('"') % 2:
        problems.add(file, key, "has a double quote without its pair; close the phrase")


NUMBER = re.compile(r"\b\d{3}\b")
"""An emergency number, as the region fills it in."""


def resting_on(content: Content) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Every entry that states a medical fact, with the ids it rests on."""
    for file, step in every_step(content):
        yield file, step.id, step.evidence
    for id, place in content.situations.items():
        yield f"situations/{id}", "when_eased", place.when_eased.evidence
    for folder, known in topic_folders(content):
        for id, topic in known.items():
            for n, breath in enumerate(topic.breaths):
                yield f"{folder}/{id}", f"breaths[{n}]", breath.evidence
    for id, line in content.aftercare.items():
        yield "aftercare", id, line.evidence
    for id, sign in content.signs.items():
        yield "signs", id, sign.evidence
    for question in (*content.check.values(), *content.follow_ups.values()):
        yield "check", question.id, question.evidence
    for tier, given in content.advice.items():
        yield "advice", tier, given.evidence
    yield from sometimes_resting_on(content)


def sometimes_resting_on(content: Content) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Prompts and questions need evidence only where they state a fact, so only where given."""
    for id, prompt in content.prompts.items():
        if prompt.evidence:
            yield "prompts", id, prompt.evidence
    for id, question in content.asks.items():
        if question.evidence:
            yield "asks", id, question.evidence


def rests(
    file: str, key: str, ids: tuple[str, ...], facts: frozenset[str], problems: Problems
) -> None:
    """A fact has an evidence id, and the id exists."""
    if not ids:
        problems.add(file, f"{key}.evidence", "is empty; add the ids of the facts it rests on")
    for id in ids:
        if id not in facts:
            problems.add(file, f"{key}.evidence", no_such("fact", id, facts))


class Fact(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A fact in ``content/evidence``."""

    says: str
    sources: tuple[str, ...]
    strength: str


class SeedFact(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A fact of the two articles that the project began from."""

    says: str
    voice: str
    beside: tuple[str, ...] = ()
    not_voiced: str = ""


class Source(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who says so, and where."""

    organisation: str
    title: str
    address: str


def evidence_problems(evidence: Tables, problems: Problems) -> frozenset[str]:
    """Check the evidence files themselves; the ids of every fact in them."""
    sources = evidence.get("sources", {})
    facts: set[str] = set()
    for file, table in evidence.items():
        facts |= set() if file == "sources" else table.keys()
        for id, raw in table.items():
            fact_problems(file, id, raw, sources, problems)
    return frozenset(facts)


def fact_problems(file: str, id: str, raw: object, sources: Table, problems: Problems) -> None:
    """One entry of the evidence is whole, and its sources are in the register."""
    kind = {"sources": Source, "seed": SeedFact}.get(file, Fact)
    try:
        fact = msgspec.convert(raw, kind)
    except msgspec.ValidationError as fault:
        problems.lines.append(f"evidence/{file}.toml: {id}: {fault}; mend the entry")
        return
    for source in getattr(fact, "sources", ()):
        if source not in sources:
            told = no_such("source", source, sources)
            problems.lines.append(f"evidence/{file}.toml: {id}.sources: {told}")


def region_source(content: Content, evidence: Tables, problems: Problems) -> None:
    """The number to call names a source of the register."""
    source = content.region.emergency_number.source if content.region else ""
    if source and source not in evidence.get("sources", {}):
        fault = no_such("source", source, evidence.get("sources", {}))
        problems.add("region", "emergency_number.source", fault)
