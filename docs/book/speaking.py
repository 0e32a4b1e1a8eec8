"""Lines put together as the skill speaks them: holds, full advice, what an answer brings."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import zip_longest

from docs.book import reading
from docs.book.parts import Line
from skill.content.types import Content, DangerQuestion, Sign, Step, Tier

URGENCY: tuple[Tier, ...] = ("guard", "soon", "same_day", "emergency")


def hold(step: Step, content: Content, danger_line: bool = False) -> Line:
    """A hold: a count every five seconds, and between two of them a reminder."""
    said = [*danger_lines(content), *step.cues] if danger_line else list(step.cues)
    counts = [content.counts[str(left)] for left in range(step.hold, 0, -reading.BEAT)]
    pairs = list(zip_longest(counts, said[: len(counts)]))
    beats = [" ".join(filter(None, pair)) for pair in pairs]
    first, last = content.prompts["hold"].say[0], content.prompts["release"].say[0]
    spoken = [words for pair in pairs for words in pair if words]
    seconds = reading.seconds_of_hold(first, beats, last)
    return Line(f"Hold {step.hold} s", (first, *spoken, last), held=seconds)


def danger_lines(content: Content) -> list[str]:
    """The danger line, in the two parts between which a count is heard."""
    return [content.prompts[id].say[0] for id in ("danger_line_now", "danger_line_leg")]


def advice(label: str, tier: Tier, because: Sign | DangerQuestion, content: Content) -> Line:
    """The whole reply that a tier demands, in the order of ``advice.toml``."""
    given = content.advice[tier]
    if tier == "emergency":
        said = (given.now, given.heard, because.do, given.meanwhile, given.again)
    else:
        said = (because.do, given.heard, given.meanwhile, because.urgent, "")
    return Line(label, tuple(filter(None, said)), fill=because.heard)


def call_for_help(content: Content) -> Line:
    """The reply to "call an ambulance": what to do, since the skill cannot call."""
    given, cannot = content.advice["emergency"], content.prompts["cannot_call"].say[0]
    return Line("Said at once", (given.now, cannot, given.meanwhile, given.again))


def answers(question: DangerQuestion, content: Content) -> Iterable[Line]:
    """What a yes, silence and an answer that was not read bring."""
    if question.tier == "emergency":
        yield advice("Yes, or not sure", question.tier, question, content)
    else:
        yield Line("Yes, or not sure", (question.do,))
        yield advice("In full, at the end", question.tier, question, content)
    unread = content.advice[worst_tier(question, content)].if_unread
    yield Line("If silent", (question.plainer, unread))
    yield Line("Not read twice", (unread,))


def worst_tier(question: DangerQuestion, content: Content) -> Tier:
    """The most urgent tier that a question or its follow-up can reach."""
    tiers = [question.tier]
    if question.follow_up:
        tiers.append(content.danger_question(question.follow_up).tier)
    return max(tiers, key=URGENCY.index)
