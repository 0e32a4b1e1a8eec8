"""From acts to what is heard: the words of one locale, with holds counted aloud."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from skill.alexa import ssml
from skill.content.types import Content, DangerQuestion, Sign, Step, TierAdvice
from skill.dialogue import acts as act
from skill.dialogue import triage
from skill.dialogue.acts import Act, Pace
from skill.dialogue.state import Turn

WORDS_A_SECOND = 2.5
BEAT = 5
"""Seconds between two counts: longer silence sounds broken (platform 3.3)."""
SHORTEST_PAUSE = 0.1
SHORT_SUMMARY = 3
"""Things in a summary after which there is still time to say what else to note."""
PACE_OF_HOLD: dict[Pace, int] = {"slow": BEAT, "normal": 0, "fast": -BEAT}
SHORTEST_HOLD, LONGEST_HOLD = 15, 30
"""The published range (clinical CAL-03)."""


class Speech(msgspec.Struct, frozen=True):
    """What is heard of a turn."""

    ssml: str
    reprompt: str
    """Empty when the session closes."""


def heard(turn: Turn, content: Content, variant: int) -> Speech:
    """Word a turn; ``variant`` picks among wordings, the same one for the same number."""
    voice = Voice(content, variant, turn.state.pace)
    parts: list[str] = []
    for one in turn.acts:
        parts += voice.say(one)
    return Speech(ssml.speak(parts), voice.reprompt(turn))


class Voice:
    """The words of one locale for one turn."""

    def __init__(self, content: Content, variant: int, pace: Pace) -> None:
        self.content = content
        self.variant = variant
        self.pace = pace

    def say(self, one: Act) -> list[str]:
        """The markup of one act; a movement sets its own pace, so that its hold is true."""
        parts = WORDING[type(one)](self, one)
        return parts if isinstance(one, act.GiveStep) else ssml.paced(parts, self.pace)

    def one_of(self, variants: tuple[str, ...]) -> str:
        """The wording that this turn's variant picks."""
        return variants[self.variant % len(variants)]

    def prompt(self, id: str, **values: str) -> str:
        """A prompt's wording, with its placeholders filled."""
        words = self.one_of(self.content.prompts[id].say)
        for name, value in values.items():
            words = words.replace(f"{{{name}}}", value)
        return words

    def reprompt(self, turn: Turn) -> str:
        """The next useful thing for somebody silent, after what is owed; empty when it closes.

        An everyday reprompt may be a movement, so a leg to be left alone gets the help instead.
        """
        if not act.asks(turn.acts):
            return ""
        last = turn.acts[-1]
        owed = triage.owed(turn.state, self.content)
        parts = [ssml.text(self.content.advice[owed.tier].again)] if owed else []
        if isinstance(last, act.AskDanger):
            parts += self.danger_reprompt(self.content.danger_question(last.question))
        elif isinstance(last, act.Ask):
            question = self.content.asks[last.question]
            hands_off = triage.hands_off(turn.state, self.content)
            opening = self.content.asks["cramping_now"]
            helped = question.help or opening.help
            parts.append(ssml.text(helped if hands_off else question.reprompt))
        return ssml.speak(ssml.paced(parts, self.pace))

    def danger_reprompt(self, question: DangerQuestion) -> list[str]:
        """The question once more, and the safer advice for an answer that cannot be given."""
        tier = triage.worst_tier(question, self.content)
        return [ssml.text(question.plainer), ssml.text(self.content.advice[tier].if_unread)]

    def say_prompt(self, one: act.Say) -> list[str]:
        """A prompt, with the read-back of its sign."""
        sign = self.content.signs[one.sign].heard if one.sign else ""
        return [ssml.text(self.prompt(one.prompt, heard=sign))]

    def wait(self, _: act.Wait) -> list[str]:
        """A quiet time that does not sound broken."""
        here = ssml.text(self.prompt("still_here"))
        return [ssml.pause(BEAT), here, ssml.pause(BEAT), here, ssml.pause(BEAT)]

    def help(self, one: act.Help) -> list[str]:
        """What can be said here."""
        return [ssml.text(self.content.asks[one.question].help)]

    def step(self, one: act.GiveStep) -> list[str]:
        """A movement, an invitation to rub where it is safe, and the counted hold."""
        steps = self.content.steps(one.muscle, one.situation)
        step = next(step for step in steps if step.id == one.step)
        parts = [ssml.text(step.say)]
        if one.rub and step.rub:
            parts.append(ssml.text(step.rub))
        parts = ssml.paced(parts, self.pace)
        return [*parts, *self.hold(step, one.danger_line)] if step.hold else parts

    def hold(self, step: Step, danger_line: bool) -> list[str]:
        """The hold, counted down every five seconds inside one response."""
        seconds = min(max(step.hold + PACE_OF_HOLD[self.pace], SHORTEST_HOLD), LONGEST_HOLD)
        said = self.between_counts(step, danger_line)
        parts = [ssml.text(self.prompt("hold"))]
        for left in range(seconds, 0, -BEAT):
            count = self.content.counts[str(left)]
            words = said.pop(0) if said else ""
            parts += self.beat(count, words)
        return [*parts, ssml.text(self.prompt("release"))]

    def between_counts(self, step: Step, danger_line: bool) -> list[str]:
        """What is said during a hold: the danger line, once, and then the reminders."""
        danger = ["danger_line_now", "danger_line_leg"] if danger_line else []
        return [*(self.prompt(id) for id in danger), *step.cues]

    def beat(self, count: str, words: str) -> list[str]:
        """A count, a reminder, and silence for the rest of the five seconds."""
        left = BEAT - spoken_seconds(f"{count} {words}")
        silence = [ssml.pause(left)] if left >= SHORTEST_PAUSE else []
        return [ssml.text(count), *([ssml.text(words)] if words else []), *silence]

    def explain(self, one: act.Explain) -> list[str]:
        """A breath of a topic."""
        return [ssml.text(self.content.topics(one.kind)[one.id].breaths[one.breath].say)]

    def describe(self, one: act.DescribeSign) -> list[str]:
        """A sign in plain words."""
        return [ssml.text(self.content.signs[one.sign].means)]

    def explain_danger(self, one: act.ExplainDanger) -> list[str]:
        """A danger question in more words."""
        return [ssml.text(self.content.danger_question(one.question).means)]

    def reason(self, one: act.GiveReason) -> list[str]:
        """Why a danger question is asked."""
        return [ssml.text(self.content.danger_question(one.question).why)]

    def advice(self, one: act.GiveAdvice) -> list[str]:
        """The action first, whatever else follows (clinical NOT-03)."""
        tier, because = self.content.advice[one.tier], self.because(one.because)
        if because is None:
            lines = [tier.now, self.prompt("cannot_call"), tier.meanwhile, tier.again]
        else:
            read_back = tier.heard.replace("{heard}", self.told((one.because, *one.also)))
            order = emergency_lines if one.tier == "emergency" else lesser_lines
            lines = order(tier, because, read_back)
            if one.tier == "emergency" and self.content.mentions_contact:
                lines.insert(len(lines) - 1, tier.contact)
        return [ssml.text(line) for line in lines if line]

    def mention(self, one: act.MentionAdvice) -> list[str]:
        """What to do and by when; in an emergency that is the call, whatever it rests on."""
        because = self.because(one.because)
        if because is None or one.tier == "emergency":
            return [ssml.text(self.content.advice[one.tier].now)]
        return [ssml.text(because.do)]

    def urgent(self, one: act.WarnUrgent) -> list[str]:
        """What would make it an emergency, where that is told."""
        because = self.because(one.because)
        return [ssml.text(because.urgent)] if because and because.urgent else []

    def summary(self, one: act.Summarize) -> list[str]:
        """What was heard and what was not sure; what else to say, where there is time for it."""
        heard, unsure = self.told(one.heard), self.told(one.unsure)
        lines = [self.prompt("summary", items=heard)] if heard else []
        lines += [self.prompt("summary_unsure", items=unsure)] if unsure else []
        lines += [self.prompt("summary_more")] if one.more else []
        lines = lines or [self.prompt("summary_nothing")]
        if len(one.heard) + len(one.unsure) <= SHORT_SUMMARY:
            lines.append(self.prompt("summary_notes"))
        return [ssml.text(line) for line in (*lines, self.prompt("summary_not_kept"))]

    def told(self, reasons: tuple[str, ...]) -> str:
        """The read-backs of signs and danger questions, as a list."""
        found = tuple(because.heard for id in reasons if (because := self.because(id)))
        return self.listed(found, "and") if found else ""

    def because(self, id: str) -> Sign | DangerQuestion | None:
        """The sign or danger question that advice rests on."""
        if not id:
            return None
        return self.content.signs.get(id) or self.content.danger_question(id)

    def if_yes(self, one: act.AdviseIfYes) -> list[str]:
        """The safer advice, conditionally."""
        return [ssml.text(self.content.advice[one.tier].if_unread)]

    def aftercare(self, one: act.Aftercare) -> list[str]:
        """How to go on safely from here, and what to expect."""
        place = self.content.situations.get(one.situation)
        lines = [place.when_eased.say] if place else []
        if one.soreness:
            lines.append(self.content.aftercare["soreness"].say)
        return [ssml.text(line) for line in lines]

    def ask(self, one: act.Ask) -> list[str]:
        """An everyday question."""
        return [ssml.text(self.one_of(self.content.asks[one.question].ask))]

    def ask_danger(self, one: act.AskDanger) -> list[str]:
        """A danger question, in the form that is due."""
        question = self.content.danger_question(one.question)
        if one.form == "rest":
            return [ssml.text(self.prompt("rest", items=self.listed(one.left, "or")))]
        return [ssml.text(question.plainer if one.form == "plainer" else question.ask)]

    def listed(self, items: tuple[str, ...], last_by: str) -> str:
        """Items as they are said: "a, b, or c"; ``last_by`` is the prompt between the last two."""
        *most, last = items
        comma = "," if len(most) > 1 else ""
        return f"{', '.join(most)}{comma} {self.prompt(last_by)} {last}" if most else last


Reason = Sign | DangerQuestion


def emergency_lines(tier: TierAdvice, because: Reason, read_back: str) -> list[str]:
    """The number, what was heard, what to do meanwhile, the number again (GRP-06, GRP-12)."""
    return [tier.now, read_back, because.do, tier.meanwhile, tier.again]


def lesser_lines(tier: TierAdvice, because: Reason, read_back: str) -> list[str]:
    """What to do and by when, what was heard, whom to see, what would make it an emergency."""
    return [because.do, read_back, tier.meanwhile, because.urgent]


def spoken_seconds(words: str) -> float:
    """How long words take to say; a number is said digit by digit."""
    count = sum(len(word.strip(".,?")) if word[0].isdigit() else 1 for word in words.split())
    return count / WORDS_A_SECOND


WORDING: dict[type[Any], Callable[[Voice, Any], list[str]]] = {
    act.Say: Voice.say_prompt,
    act.Wait: Voice.wait,
    act.Help: Voice.help,
    act.GiveStep: Voice.step,
    act.Explain: Voice.explain,
    act.DescribeSign: Voice.describe,
    act.ExplainDanger: Voice.explain_danger,
    act.GiveReason: Voice.reason,
    act.GiveAdvice: Voice.advice,
    act.MentionAdvice: Voice.mention,
    act.WarnUrgent: Voice.urgent,
    act.Summarize: Voice.summary,
    act.AdviseIfYes: Voice.if_yes,
    act.Aftercare: Voice.aftercare,
    act.Ask: Voice.ask,
    act.AskDanger: Voice.ask_danger,
}
