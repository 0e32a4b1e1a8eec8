"""From acts to sentences of one locale, as plain text: speech and screen word a turn alike."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from skill.content.types import Content, DangerQuestion, Sign, Step, TierAdvice
from skill.dialogue import acts as act

SHORT_SUMMARY = 3
"""Things in a summary after which there is still time to say what else to note."""

Reason = Sign | DangerQuestion


class Wording:
    """The words of one locale for one turn; ``variant`` picks among wordings."""

    def __init__(self, content: Content, variant: int) -> None:
        self.content = content
        self.variant = variant

    def sentences(self, one: act.Act) -> list[str]:
        """What an act says, sentence by sentence; a hold's counts are not among them."""
        return SENTENCES[type(one)](self, one)

    def one_of(self, variants: tuple[str, ...]) -> str:
        """The wording that this turn's variant picks."""
        return variants[self.variant % len(variants)]

    def prompt(self, id: str, **values: str) -> str:
        """A prompt's wording, with its placeholders filled."""
        words = self.one_of(self.content.prompts[id].say)
        for name, value in values.items():
            words = words.replace(f"{{{name}}}", value)
        return words

    def say_prompt(self, one: act.Say) -> list[str]:
        """A prompt, with the read-back of its sign."""
        sign = self.content.signs[one.sign].heard if one.sign else ""
        return [self.prompt(one.prompt, heard=sign)]

    def wait(self, _: act.Wait) -> list[str]:
        """What is said now and then in a quiet time."""
        return [self.prompt("still_here")]

    def help(self, one: act.Help) -> list[str]:
        """What can be said here."""
        return [self.content.asks[one.question].help]

    def movement(self, one: act.GiveStep) -> list[str]:
        """A movement, and an invitation to rub where it is safe."""
        step = self.step(one)
        return [step.say, step.rub] if one.rub and step.rub else [step.say]

    def step(self, one: act.GiveStep) -> Step:
        """The step that is given."""
        steps = self.content.steps(one.muscle, one.situation)
        return next(step for step in steps if step.id == one.step)

    def explain(self, one: act.Explain) -> list[str]:
        """A breath of a topic."""
        return [self.content.topics(one.kind)[one.id].breaths[one.breath].say]

    def describe(self, one: act.DescribeSign) -> list[str]:
        """A sign in plain words."""
        return [self.content.signs[one.sign].means]

    def explain_danger(self, one: act.ExplainDanger) -> list[str]:
        """A danger question in more words."""
        return [self.content.danger_question(one.question).means]

    def reason(self, one: act.GiveReason) -> list[str]:
        """Why a danger question is asked."""
        return [self.content.danger_question(one.question).why]

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
        return [line for line in (lines[0], *self.made_safe(one.place), *lines[1:]) if line]

    def made_safe(self, situation: str) -> list[str]:
        """What comes before all else where the person is."""
        place = self.content.situations.get(situation)
        return [place.make_safe.say] if place and place.make_safe else []

    def mention(self, one: act.MentionAdvice) -> list[str]:
        """What to do and by when; in an emergency that is the call, whatever it rests on."""
        because = self.because(one.because)
        if because is None or one.tier == "emergency":
            return [self.content.advice[one.tier].now, *self.made_safe(one.place)]
        return [because.do, *self.made_safe(one.place)]

    def urgent(self, one: act.WarnUrgent) -> list[str]:
        """What would make it an emergency, where that is told."""
        because = self.because(one.because)
        return [because.urgent] if because and because.urgent else []

    def summary(self, one: act.Summarize) -> list[str]:
        """What was heard and what was not sure; what else to say, where there is time for it."""
        heard, unsure = self.told(one.heard), self.told(one.unsure)
        lines = [self.prompt("summary", items=heard)] if heard else []
        lines += [self.prompt("summary_unsure", items=unsure)] if unsure else []
        lines += [self.prompt("summary_more")] if one.more else []
        lines = lines or [self.prompt("summary_nothing")]
        if len(one.heard) + len(one.unsure) <= SHORT_SUMMARY:
            lines.append(self.prompt("summary_notes"))
        return [*lines, self.prompt("summary_not_kept")]

    def told(self, reasons: tuple[str, ...]) -> str:
        """The read-backs of signs and danger questions, as a list."""
        found = tuple(because.heard for id in reasons if (because := self.because(id)))
        return self.listed(found, "and") if found else ""

    def because(self, id: str) -> Reason | None:
        """The sign or danger question that advice rests on."""
        if not id:
            return None
        return self.content.signs.get(id) or self.content.danger_question(id)

    def if_yes(self, one: act.AdviseIfYes) -> list[str]:
        """The safer advice, conditionally."""
        return [self.content.advice[one.tier].if_unread]

    def aftercare(self, one: act.Aftercare) -> list[str]:
        """How to go on safely from here, and what to expect."""
        place = self.content.situations.get(one.situation)
        lines = [place.when_eased.say] if place else []
        return [*lines, *([self.content.aftercare["soreness"].say] if one.soreness else [])]

    def ask(self, one: act.Ask) -> list[str]:
        """An everyday question."""
        return [self.one_of(self.content.asks[one.question].ask)]

    def ask_danger(self, one: act.AskDanger) -> list[str]:
        """A danger question, in the form that is due."""
        question = self.content.danger_question(one.question)
        if one.form == "rest":
            return [self.prompt("rest", items=self.listed(one.left, "or"))]
        return [question.plainer if one.form == "plainer" else question.ask]

    def listed(self, items: tuple[str, ...], last_by: str) -> str:
        """Items as they are said: "a, b, or c"; ``last_by`` is the prompt between the last two."""
        *most, last = items
        comma = "," if len(most) > 1 else ""
        return f"{', '.join(most)}{comma} {self.prompt(last_by)} {last}" if most else last


def emergency_lines(tier: TierAdvice, because: Reason, read_back: str) -> list[str]:
    """The number, what was heard, what to do meanwhile, the number again (GRP-06, GRP-12)."""
    return [tier.now, read_back, because.do, tier.meanwhile, tier.again]


def lesser_lines(tier: TierAdvice, because: Reason, read_back: str) -> list[str]:
    """What to do and by when, what was heard, whom to see, what would make it an emergency."""
    return [because.do, read_back, tier.meanwhile, because.urgent]


SENTENCES: dict[type[Any], Callable[[Wording, Any], list[str]]] = {
    act.Say: Wording.say_prompt,
    act.Wait: Wording.wait,
    act.Help: Wording.help,
    act.GiveStep: Wording.movement,
    act.Explain: Wording.explain,
    act.DescribeSign: Wording.describe,
    act.ExplainDanger: Wording.explain_danger,
    act.GiveReason: Wording.reason,
    act.GiveAdvice: Wording.advice,
    act.MentionAdvice: Wording.mention,
    act.WarnUrgent: Wording.urgent,
    act.Summarize: Wording.summary,
    act.AdviseIfYes: Wording.if_yes,
    act.Aftercare: Wording.aftercare,
    act.Ask: Wording.ask,
    act.AskDanger: Wording.ask_danger,
}
