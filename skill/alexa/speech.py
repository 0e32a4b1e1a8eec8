"""From acts to what is heard: the sentences as markup, with holds counted aloud."""

from __future__ import annotations

import msgspec

from skill.alexa import ssml
from skill.alexa.wording import Wording
from skill.content.types import Content, DangerQuestion, Step
from skill.dialogue import acts as act
from skill.dialogue import triage
from skill.dialogue.acts import Act, Pace
from skill.dialogue.state import Turn

WORDS_A_SECOND = 2.5
BEAT = 5
"""Seconds between two counts: longer silence sounds broken (platform 3.3)."""
SHORTEST_PAUSE = 0.1
PACE_OF_HOLD: dict[Pace, int] = {"slow": BEAT, "normal": 0, "fast": -BEAT}
SHORTEST_HOLD, LONGEST_HOLD = 15, 30
"""The published range (clinical CAL-03)."""


class Speech(msgspec.Struct, frozen=True):
    """What is heard of a turn."""

    ssml: str
    reprompt: str
    """Empty when the session closes."""


class Beat(msgspec.Struct, frozen=True):
    """One count of a hold, and what is said until the next."""

    left: int
    """Seconds of the hold that are left, as they are counted."""
    count: str
    words: str

    @property
    def seconds(self) -> float:
        """How long it lasts: as long as its words at least."""
        return max(BEAT, spoken_seconds(f"{self.count} {self.words}"))


def heard(turn: Turn, content: Content, variant: int, kept: bool = False) -> Speech:
    """Word a turn; ``variant`` picks among wordings, the same one for the same number.

    With a place ``kept``, the reprompt says how to come back to it: nobody may be heard again.
    """
    voice = Voice(content, variant, turn.state.pace)
    parts: list[str] = []
    for one in turn.acts:
        parts += voice.say(one)
    return Speech(ssml.speak(parts), voice.reprompt(turn, kept))


class Voice(Wording):
    """The words of one locale for one turn, as markup."""

    def __init__(self, content: Content, variant: int, pace: Pace) -> None:
        super().__init__(content, variant)
        self.pace = pace

    def say(self, one: Act) -> list[str]:
        """The markup of one act; a movement sets its own pace, so that its hold is true."""
        if isinstance(one, act.Wait):
            return ssml.paced(self.quiet(one), self.pace)
        parts = ssml.paced([ssml.text(words) for words in self.sentences(one)], self.pace)
        return [*parts, *self.hold(one)] if isinstance(one, act.GiveStep) else parts

    def reprompt(self, turn: Turn, kept: bool = False) -> str:
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
            parts += [ssml.text(self.prompt("continue_later"))] if kept else []
        return ssml.speak(ssml.paced(parts, self.pace))

    def danger_reprompt(self, question: DangerQuestion) -> list[str]:
        """The question once more, and the safer advice for an answer that cannot be given."""
        tier = triage.worst_tier(question, self.content)
        return [ssml.text(question.plainer), ssml.text(self.content.advice[tier].if_unread)]

    def quiet(self, one: act.Wait) -> list[str]:
        """A quiet time that does not sound broken."""
        here = [ssml.text(words) for words in self.sentences(one)]
        return [ssml.pause(BEAT), *here, ssml.pause(BEAT), *here, ssml.pause(BEAT)]

    def hold(self, one: act.GiveStep) -> list[str]:
        """The hold, counted down every five seconds inside one response; none for a mere move."""
        beats = self.beats(one)
        if not beats:
            return []
        counted = [part for beat in beats for part in self.beat(beat.count, beat.words)]
        return [ssml.text(self.prompt("hold")), *counted, ssml.text(self.prompt("release"))]

    def beats(self, one: act.GiveStep) -> list[Beat]:
        """The counts of a hold, as long as our pace makes it; none where nothing is held."""
        step = self.step(one)
        if not (step.hold and one.held):
            return []
        seconds = min(max(step.hold + PACE_OF_HOLD[self.pace], SHORTEST_HOLD), LONGEST_HOLD)
        said = iter(self.between_counts(step, one.danger_line))
        lefts = range(seconds, 0, -BEAT)
        return [Beat(left, self.content.counts[str(left)], next(said, "")) for left in lefts]

    def between_counts(self, step: Step, danger_line: bool) -> list[str]:
        """What is said during a hold: the danger line, once, and then the reminders."""
        danger = ["danger_line_now", "danger_line_leg"] if danger_line else []
        return [*(self.prompt(id) for id in danger), *step.cues]

    def beat(self, count: str, words: str) -> list[str]:
        """A count, a reminder, and silence for the rest of the five seconds."""
        left = BEAT - spoken_seconds(f"{count} {words}")
        silence = [ssml.pause(left)] if left >= SHORTEST_PAUSE else []
        return [ssml.text(count), *([ssml.text(words)] if words else []), *silence]

    def seconds_before_hold(self, acts: tuple[Act, ...]) -> float:
        """How long it takes until the first count of a turn's hold is spoken."""
        words = ""
        for one in acts:
            words += " ".join(["", *self.sentences(one)])
            if isinstance(one, act.GiveStep):
                break
        return spoken_seconds(words) / ssml.SPEED[self.pace] + spoken_seconds(self.prompt("hold"))


def spoken_seconds(words: str) -> float:
    """How long words take to say; a number is said digit by digit."""
    count = sum(len(word.strip(".,?")) if word[0].isdigit() else 1 for word in words.split())
    return count / WORDS_A_SECOND
