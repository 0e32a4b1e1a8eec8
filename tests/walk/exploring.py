"""Breadth first through every class, each event from each, the shortest way to every breach."""

from __future__ import annotations

import json
import multiprocessing
import os
import random
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import msgspec

from skill.storage.bookmark import Bookmark
from walk import tables
from walk.bookmark import Walked, settled_bookmark, walked_skill
from walk.classes import KEY, View, packed, settled, views
from walk.content import book
from walk.events import Event, all_events, envelope, request_ids, touch
from walk.hearing import Ear, Reply, reply_of
from walk.memory import Memory, afresh, remember
from walk.promises import breaches, turn_of

OTHERS = {"somebodyElses": [1]}
"""An attribute that is not the skill's; it must come back as it was."""


class Node(NamedTuple):
    """A class, by the first moment that was of it."""

    attributes: str
    memory: Memory
    parent: int
    event: int
    whole: bool = True
    """Whether it is a class of the design's own, from which every event is tried."""
    kept: Bookmark | None = None
    """What the skill has kept for a new session."""

    def new_session(self) -> Node:
        """The same moment once the session has died."""
        return self._replace(attributes=packed(OTHERS), memory=afresh(self.memory))


class Breach(NamedTuple):
    """A broken promise: where, by which event, and what was said."""

    what: str
    node: int
    event: int
    reply: str
    path: tuple[str, ...] = ()
    """The events that led there from the class, where it was not one alone."""


class Step(NamedTuple):
    """One event answered and judged."""

    reply: Reply
    memory: Memory
    attributes: dict[str, Any]
    faults: list[str]
    text: str
    kept: Bookmark | None

    def node(self, parent: int, event: int) -> Node:
        """The moment it led to."""
        return Node(packed(self.attributes), self.memory, parent, event, kept=self.kept)


class Found(NamedTuple):
    """What one class's events brought."""

    transitions: int
    fresh: list[tuple[list[View], Node]]
    breaches: list[Breach]

    def and_also(self, other: Found) -> Found:
        """Both together."""
        return Found(*(mine + others for mine, others in zip(self, other, strict=True)))


ROOT = Node(packed(OTHERS), Memory(), -1, -1)


class Plan(NamedTuple):
    """How much of the walk to go."""

    every: int = 1
    """From each class of the design every so many-th event; 1 is all events."""
    beside: int = 8
    """How many times fewer from a class that only another side made new.

    Emergencies and stop are tried from all, and on the whole walk so is every plain answer.
    """
    widest: int = 0
    """At most so many classes of one level, evenly spread; 0 is all of them."""
    deepest: int = 0
    """Levels to go; 0 is to the fixpoint."""
    touches: int = 3
    """What a screen offers to touch is touched in every so many-th class."""
    screens: int = 24
    """One of so many events comes from a device with a screen."""

    def picks(self, index: int, whole: bool, events: list[Event]) -> Iterator[int]:
        """The events to try from a class: from the first class all of them."""
        every = self.every if whole else self.every * self.beside
        for number, event in enumerate(events):
            chosen = event.always or (event.goes_on and self.every == 1)
            if not index or (index + number) % every == 0 or chosen:
                yield number

    def narrowed(self, level: list[int]) -> list[int]:
        """The classes of a level to go on from."""
        if not self.widest or len(level) <= self.widest:
            return level
        return [level[n * len(level) // self.widest] for n in range(self.widest)]


WHOLE = Plan()
COME_BACK = ("come_back",)
PROBED = 4
"""Of so many turns that close a session, one is gone on from by "continue" in a new one."""


class Walker:
    """Answers events from nodes and judges the answers."""

    def __init__(
        self, events: list[Event], plan: Plan = WHOLE, walked: Walked | None = None
    ) -> None:
        self.events = events
        self.plan = plan
        self.skill, self.store = walked or walked_skill()
        self.ids = request_ids()
        self.ears = {"en-US": Ear(book("en-US")), "": Ear(book("en"))}
        self.seen: set[View] = set()
        self.heard: set[str] = set()
        self.known: set[str] = set()
        names = [event.name for event in events]
        self.repeat = names.index("AMAZON.RepeatIntent") if "AMAZON.RepeatIntent" in names else -1
        meanings = [event.meaning for event in events]
        self.coming_back = meanings.index(COME_BACK) if COME_BACK in meanings else -1
        self.detours = [n for n, event in enumerate(events) if event.name in tables.DETOURS]

    def expand(self, index: int, node: Node) -> Found:
        """The plan's events from one node."""
        found = Found(0, [], [])
        before = json.loads(node.attributes)
        for number in self.plan.picks(index, node.whole, self.events):
            step = self.step(node, before, number, index + number)
            broken = [Breach(fault, index, number, step.text) for fault in step.faults]
            if step.reply.ended and (index + number) % PROBED == 0:
                broken += self.continued(step, index, number)
            found = found.and_also(Found(1, self.new_sides(step, index, number), broken))
        if index % self.plan.touches == 0:
            found = found.and_also(self.touched(index, node, before))
        return found.and_also(self.detour_pairs(index, node, before))

    def continued(self, step: Step, index: int, number: int) -> list[Breach]:
        """What is wrong with "continue" after a turn that closed the session."""
        again = self.step(step.node(index, number), OTHERS, self.coming_back, index)
        path = (self.events[number].name, self.events[self.coming_back].name)
        return [Breach(fault, index, number, again.text, path) for fault in again.faults]

    def new_sides(self, step: Step, parent: int, number: int) -> list[tuple[list[View], Node]]:
        """Where a step led, unless the session closed or every side of it was seen."""
        if step.reply.ended:
            return []
        sides = views(step.attributes, step.memory)
        if self.seen.issuperset(sides):
            return []
        self.seen.update(sides)
        return [(sides, step.node(parent, number))]

    def detour_pairs(self, index: int, node: Node, before: dict[str, Any]) -> Found:
        """Every detour and another one after it, which one turns from class to class."""
        found = Found(0, [], [])
        for place, number in enumerate(self.detours):
            second = self.detours[(place + index) % len(self.detours)]
            step = self.step(node, before, number, index)
            if step.reply.ended:
                continue
            between = step.node(index, number)
            again = self.step(between, step.attributes, second, index)
            path = (self.events[number].name, self.events[second].name)
            broken = [Breach(fault, index, second, again.text, path) for fault in again.faults]
            found = found.and_also(Found(1, [], broken))
        return found

    def touched(self, index: int, node: Node, before: dict[str, Any]) -> Found:
        """Everything that can be touched where we are, and each once more when it is too late."""
        found = Found(0, [], [])
        shows = self.events[self.repeat]._replace(screen=True)
        shown = self.answered(node, before, shows, index)
        if shown.reply.ended or shown.reply.screen is None:
            return found
        here = shown.node(index, self.repeat)
        for label, arguments in shown.reply.screen.touches:
            press = touch(list(arguments), tables.TOUCHES[label])._replace(screen=True)
            after = self.answered(here, shown.attributes, press, index)
            path = (shows.name, f"touch {label}")
            broken = [Breach(fault, index, self.repeat, after.text, path) for fault in after.faults]
            found = found.and_also(Found(1, [], broken))
            if after.reply.ended or after.memory.here == here.memory.here:
                continue
            there = after.node(index, self.repeat)
            late = press._replace(meaning=("repeat",))
            twice = self.answered(there, after.attributes, late, index)
            path = (*path, f"touch {label} again")
            broken = [Breach(fault, index, self.repeat, twice.text, path) for fault in twice.faults]
            found = found.and_also(Found(1, [], broken))
        return found

    def step(self, node: Node, before: dict[str, Any], number: int, variant: int) -> Step:
        """One event from one node, judged; some come from a device with a screen."""
        screen = (number + variant) % self.plan.screens == 0
        return self.answered(node, before, self.events[number]._replace(screen=screen), variant)

    def answered(self, node: Node, before: dict[str, Any], event: Event, variant: int) -> Step:
        """One event from one node, judged; ``before`` is the node's attributes."""
        if event.new:
            node, before = node.new_session(), OTHERS
        self.store.kept = node.kept
        id = self.ids[variant % len(self.ids)]
        sent = envelope(event, node.attributes, node.memory.new, id)
        text = msgspec.json.encode(self.skill.answer(msgspec.json.decode(sent))).decode()
        answer = msgspec.json.decode(text)
        ear = self.ears.get(event.locale, self.ears[""])
        reply = reply_of(answer, len(text.encode()), ear)
        memory = remember(node.memory, event.meaning, event.late, reply)
        faults = breaches(turn_of(node.memory, event, reply, memory, ear.book))
        self.note(reply)
        attributes = before
        if event.has_session:
            faults += attribute_faults(before, answer["sessionAttributes"], reply)
            attributes = settled(answer["sessionAttributes"], event.late)
        kept = settled_bookmark(self.store.kept, event.late)
        return Step(reply, memory, attributes, faults, told(answer) if faults else "", kept)

    def note(self, reply: Reply) -> None:
        """Remember which lines of the content were said."""
        for speech in (reply.speech, reply.reprompt):
            if speech.text not in self.known:
                self.known.add(speech.text)
                self.heard.update(source for line in speech.lines for source in line.sources)

    def follow(self, names: list[str]) -> list[list[str]]:
        """The breaches at each event of a path from the start."""
        number = {event.name: n for n, event in enumerate(self.events)}
        node, faults = ROOT, []
        for name in names:
            step = self.step(node, json.loads(node.attributes), number[name], 0)
            faults.append(step.faults)
            node = step.node(0, 0)
        return faults

    def stroll(self, seed: int, steps: int) -> Found:
        """Events at random from the start; what closes the session is answered and taken back."""
        dice = random.Random(seed)  # noqa: S311
        node, names, broken = ROOT, [], []
        for _ in range(steps):
            number = dice.randrange(len(self.events))
            step = self.step(node, json.loads(node.attributes), number, dice.randrange(1000))
            path = [*names, self.events[number].name]
            broken += [Breach(f, -1, number, step.text, tuple(path)) for f in step.faults]
            if not step.reply.ended:
                names = path
                node = step.node(0, 0)
        return Found(steps, [], broken)


def told(answer: dict[str, Any]) -> str:
    """A response to be looked at: all of it but the document of a screen."""
    screens = answer["response"].get("directives", [])
    bare = [{**one, "document": "..."} for one in screens]
    response = {**answer["response"], **({"directives": bare} if bare else {})}
    return json.dumps({**answer, "response": response})


def attribute_faults(before: dict[str, Any], after: dict[str, Any], reply: Reply) -> Iterator[str]:
    """Others' attributes come back as they were; a silent reply changes none."""
    if {k: v for k, v in after.items() if k != KEY} != OTHERS:
        yield "attributes: somebody else's are lost"
    if reply.silent and after != before:
        yield "attributes: a silent reply changes them"


class Walk:
    """All classes found so far, and all that was wrong."""

    def __init__(self, events: list[Event]) -> None:
        self.events = events
        self.nodes = [ROOT]
        self.seen: set[View] = set(views(OTHERS, Memory()))
        self.transitions = 0
        self.breaches: dict[str, list[Breach]] = {}
        self.heard: set[str] = set()

    def add(self, found: Found) -> list[int]:
        """Take in what a class brought; the indexes of the classes that are new."""
        self.transitions += found.transitions
        for breach in found.breaches:
            self.breaches.setdefault(breach.what, []).append(breach)
        new = []
        for sides, node in found.fresh:
            if not self.seen.issuperset(sides):
                whole = sides[0] not in self.seen
                self.seen.update(sides)
                new.append(len(self.nodes))
                self.nodes.append(node._replace(whole=whole))
        return new

    def sides(self) -> Counter[str]:
        """How many values each side of a class has taken."""
        return Counter(side[0] for side in self.seen)

    def path(self, breach: Breach) -> list[str]:
        """The events that lead to a breach."""
        last, before, node = breach.path or (self.events[breach.event].name,), [], breach.node
        while node > 0:
            before.append(self.events[self.nodes[node].event].name)
            node = self.nodes[node].parent
        return [*before[::-1], *last]

    def report(self, most: int = 30) -> str:
        """Every kind of breach by its shortest path, with how often it came."""
        told = [f"{len(self.breaches)} kinds of breach"]
        for what, found in list(self.breaches.items())[:most]:
            path = "\n    ".join(self.path(found[0]))
            told.append(f"{what}  ({len(found)} times)\n    {path}\n    -> {found[0].reply}")
        return "\n".join(told)

    def summary(self) -> str:
        """Classes and transitions, and how many values each side of a class has taken."""
        sides = ", ".join(f"{name} {count}" for name, count in self.sides().most_common())
        whole = sum(node.whole for node in self.nodes)
        return (
            f"{whole} classes of the design and {len(self.nodes) - whole} beside them, "
            f"{self.transitions} transitions ({sides})"
        )


_WALKER: list[Walker] = []


def _start(events: list[Event], plan: Plan) -> None:
    _WALKER[:] = [Walker(events, plan)]


Job = list[tuple[int, Node | None]]


def _work(job: Job) -> tuple[list[Found], set[str]]:
    """Expand classes, or stroll where there is none; and what was heard on the way."""
    walker = _WALKER[0]
    walker.heard, walker.known = set(), set()
    found = [
        walker.expand(index, node) if node else walker.stroll(index, STROLL) for index, node in job
    ]
    return found, walker.heard


STROLL = 40
"""Events in one stroll."""


def walk(plan: Plan = WHOLE, strolls: int = 0, workers: int | None = None) -> Walk:
    """The walk as far as the plan says, on every core, and strolls besides.

    It finds the same classes in the same order however many cores there are.
    """
    walked = Walk(all_events())
    count = workers or os.cpu_count()
    with multiprocessing.Pool(count, _start, (walked.events, plan)) as pool:
        level, depth = [0], 0
        while level and not (plan.deepest and depth == plan.deepest):
            jobs = [(index, walked.nodes[index]) for index in plan.narrowed(level)]
            level, depth = take_in(walked, pool.imap(_work, in_chunks(jobs))), depth + 1
        take_in(walked, pool.imap(_work, in_chunks([(seed, None) for seed in range(strolls)])))
    return walked


def take_in(walked: Walk, results: Iterable[tuple[list[Found], set[str]]]) -> list[int]:
    """Put together what the workers found; the new classes."""
    new: list[int] = []
    for founds, heard in results:
        walked.heard |= heard
        for found in founds:
            new += walked.add(found)
    return new


def in_chunks(jobs: Job, size: int = 8) -> Iterator[Job]:
    """The jobs, a few at a time."""
    for start in range(0, len(jobs), size):
        yield jobs[start : start + size]
