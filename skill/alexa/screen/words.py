"""From acts to what stands on a screen: the spoken words, or the few that stand for them."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from skill.alexa.speech import Voice
from skill.content.types import Content, Step
from skill.dialogue import acts as act
from skill.dialogue import position, triage
from skill.dialogue.acts import Act
from skill.dialogue.mark import mark
from skill.dialogue.state import State, Turn

NOT_SHOWN = frozenset({"okay", "goodbye"})
"""Prompts that are courtesy and no news."""
BESIDE_A_MOVEMENT = (act.WarnUrgent, act.MentionAdvice)
"""What is shown with a movement, whose words are few: what matters more than they do."""
DANGER_LINE = ("danger_line_now", "danger_line_leg")
DANGER_BUTTONS = ("yes", "no", "unsure")
SIZES = (("big", 75), ("mid", 200))
SIZES_BESIDE_A_DRAWING = (("big", 48), ("mid", 76))
"""How many characters there may be for words of a size; more than that are small."""
ROUND_SIZES = (("big", 25), ("mid", 44))
SMALLER = 4
"""How many characters of the details take the room of one of the large words."""
LONGEST_BESIDE_THE_MOVEMENT = 80
"""Characters that leave room for the drawing of the movement that is under way."""
SHORT_LABEL = 8
FEW = 15
"""Characters on buttons of which three fit beside each other on a small round screen."""


class Button(msgspec.Struct, frozen=True):
    """Something to touch in answer."""

    name: str
    """What the touch means; a key of the content's buttons."""
    label: str


class Screen(msgspec.Struct, frozen=True, kw_only=True):
    """What stands on a screen for one turn."""

    kind: str = "words"
    """``words``, ``movement``, ``danger``, ``advice``, or ``call``: the number, very large."""
    mark: str = ""
    """Which question the buttons answer."""
    eyebrow: str = ""
    """A small line over the rest: which movement it is, or what is talked of."""
    lines: tuple[str, ...] = ()
    """The large words."""
    details: tuple[str, ...] = ()
    """Smaller words below them."""
    number: tuple[str, str, str] | None = None
    """The number to call, with the words before and after it."""
    question: str = ""
    buttons: tuple[Button, ...] = ()
    owed: str = ""
    """Advice that is owed, on every screen until it is given in full."""
    drawing: str = ""
    step: act.GiveStep | None = None

    @property
    def size(self) -> str:
        """How large the large words can be: ``big``, ``mid`` or ``small``."""
        length = sum(map(len, self.lines)) + sum(map(len, (*self.details, self.owed))) // SMALLER
        most = SIZES_BESIDE_A_DRAWING if self.drawing else SIZES
        return next((size for size, longest in most if length <= longest), "small")

    @property
    def round_size(self) -> str:
        """The same on a small round screen."""
        length = sum(map(len, self.lines))
        return next((size for size, longest in ROUND_SIZES if length <= longest), "small")

    @property
    def few(self) -> bool:
        """Whether all buttons fit beside each other on a small round screen."""
        return sum(len(button.label) for button in self.buttons) <= FEW

    @property
    def long(self) -> bool:
        """Whether a button needs room for a long label."""
        return any(len(button.label) > SHORT_LABEL for button in self.buttons)


def screen(turn: Turn, content: Content, variant: int) -> Screen:
    """What to show of a turn; ``variant`` picks the wordings that are spoken."""
    return Writer(turn, content, variant).screen()


class Writer:
    """Puts one turn on a screen."""

    def __init__(self, turn: Turn, content: Content, variant: int) -> None:
        self.state: State = turn.state
        self.acts = turn.acts
        self.content = content
        self.voice = Voice(content, variant, turn.state.pace)

    def screen(self) -> Screen:
        """The screen of the act that matters most, with what is asked and owed."""
        for one in self.acts:
            if isinstance(one, act.GiveAdvice | act.MentionAdvice) and one.tier == "emergency":
                return self.asked(self.call(one))
            if isinstance(one, act.GiveStep):
                return self.asked(self.movement(one))
        advice = next((one for one in self.acts if isinstance(one, act.GiveAdvice)), None)
        if advice:
            return self.asked(self.advice(advice))
        if isinstance(self.acts[-1], act.AskDanger):
            return self.asked(self.danger(self.acts[-1]))
        return self.asked(self.spoken())

    def asked(self, shown: Screen) -> Screen:
        """The screen with its question, what can be touched in answer, and what is owed."""
        last = self.acts[-1]
        names: tuple[str, ...] = ()
        question = shown.question
        if isinstance(last, act.AskDanger):
            names = DANGER_BUTTONS
        elif isinstance(last, act.Ask):
            names = self.content.asks[last.question].answers
            question = readable(self.voice.ask(last)[0])
        labels = self.content.buttons
        shown = msgspec.structs.replace(
            shown,
            mark=mark(self.state, self.content) if names else "",
            question=question,
            buttons=tuple(Button(name, labels[name]) for name in names),
            owed="" if shown.kind in ("call", "advice") else self.owed(),
        )
        if shown.lines or shown.number:
            return shown
        return msgspec.structs.replace(shown, lines=(shown.question,), question="")

    def owed(self) -> str:
        """What is owed, in the words of the reprompt."""
        due = triage.owed(self.state, self.content)
        return self.content.advice[due.tier].again if due else ""

    def call(self, one: act.GiveAdvice | act.MentionAdvice) -> Screen:
        """The number, very large, and what to do until help comes; nothing of what was found."""
        tier = self.content.advice["emergency"]
        number = self.content.region.emergency_number.say if self.content.region else ""
        before, digits, after = tier.now.partition(number)
        large = digits.isdigit()
        return Screen(
            kind="call",
            lines=() if large else (tier.now,),
            number=(before.strip(), digits, after.strip(" .")) if large else None,
            details=tuple(self.meanwhile(one)),
        )

    def meanwhile(self, one: act.GiveAdvice | act.MentionAdvice) -> Iterable[str]:
        """What an emergency needs beside the call."""
        tier, because = self.content.advice["emergency"], self.voice.because(one.because)
        if isinstance(one, act.MentionAdvice):
            return [words for words in self.sentences(self.acts) if words != tier.now]
        first = because.do if because else self.voice.prompt("cannot_call")
        safe = self.voice.made_safe(one.place)
        return [words for words in (*safe, first, tier.meanwhile) if words]

    def advice(self, one: act.GiveAdvice) -> Screen:
        """What to do and by when, large; whom to see; what would make it urgent."""
        tier, because = self.content.advice[one.tier], self.voice.because(one.because)
        do, urgent = (because.do, because.urgent) if because else (tier.again, "")
        others = self.sentences(other for other in self.acts[:-1] if other is not one)
        details = (*self.voice.made_safe(one.place), tier.meanwhile, urgent, *others)
        return Screen(kind="advice", lines=(do,), details=tuple(filter(None, details)))

    def movement(self, one: act.GiveStep) -> Screen:
        """A movement in a few words, with its drawing and its hold."""
        step = self.voice.step(one)
        steps = [each.id for each in position.allowed_steps(self.state, self.content)]
        number = str(steps.index(step.id) + 1) if step.id in steps else ""
        others = (other for other in self.acts if isinstance(other, BESIDE_A_MOVEMENT))
        signs = map(self.voice.prompt, DANGER_LINE) if self.warns(one, step) else ()
        return Screen(
            kind="movement",
            eyebrow=self.content.labels["step"].replace("{number}", number) if number else "",
            lines=sentences_of(step.show),
            details=(*self.sentences(others), *signs),
            drawing=step.drawing,
            step=one,
        )

    def warns(self, one: act.GiveStep, step: Step) -> bool:
        """Whether the danger line is said: in the first hold, or on coming back to a movement."""
        in_hold = one.danger_line and step.hold > 0
        return in_hold or act.Say(DANGER_LINE[0]) in self.acts

    def danger(self, one: act.AskDanger) -> Screen:
        """A danger question, large; what goes before it, small."""
        question = self.content.danger_question(one.question)
        words = question.show
        if one.form == "rest":
            items = self.voice.listed(one.left, "or")
            words = self.content.labels["rest"].replace("{items}", items)
        return Screen(
            kind="danger",
            eyebrow=self.content.labels["check"],
            lines=(words,),
            details=tuple(self.sentences(self.acts[:-1])),
        )

    def spoken(self) -> Screen:
        """Everything else, as it is spoken."""
        told = [one for one in self.acts if not isinstance(one, act.Ask)]
        topic = next((one for one in told if isinstance(one, act.Explain)), None)
        known = self.content.topics(topic.kind)[topic.id] if topic else None
        said = [self.content.prompts[one.prompt] for one in told if isinstance(one, act.Say)]
        drawings = (*(prompt.drawing for prompt in said), known.drawing if known else "")
        lines = tuple(self.sentences(told))
        room = sum(map(len, lines)) <= LONGEST_BESIDE_THE_MOVEMENT
        return Screen(
            eyebrow=known.title[:1].upper() + known.title[1:] if known else "",
            lines=lines,
            drawing=next(filter(None, drawings), self.movement_under_way() if room else ""),
        )

    def movement_under_way(self) -> str:
        """The drawing of the movement that is being asked about; none where the leg rests."""
        state, content = self.state, self.content
        if self.acts[-1] != act.Ask("eased") or state.phase != "relief":
            return ""
        if triage.hands_off(state, content) or position.hurts(state, content):
            return ""
        return position.current_step(state, content).drawing

    def sentences(self, acts: Iterable[Act]) -> list[str]:
        """What these acts say, each prompt in the words it has for screens, if it has any."""
        shown: list[str] = []
        for one in acts:
            if isinstance(one, act.Say) and one.prompt in NOT_SHOWN and len(self.acts) > 1:
                continue
            short = self.content.prompts[one.prompt].show if isinstance(one, act.Say) else ""
            shown += sentences_of(short) if short else map(readable, self.voice.sentences(one))
        return shown


def readable(words: str) -> str:
    """A spoken line as it is written: phrases to say in curly quotes."""
    parts = words.split('"')
    return (
        "".join(part + ("“" if n % 2 == 0 else "”") for n, part in enumerate(parts[:-1]))
        + (parts[-1])
    )


def sentences_of(words: str) -> tuple[str, ...]:
    """Each sentence for itself."""
    ends = words.replace("? ", "?\n").replace(". ", ".\n")
    return tuple(ends.split("\n"))
