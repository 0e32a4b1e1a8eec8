"""Laws that hold at every turn of any conversation: any events in any order, thirty turns long.

A ledger beside the talk keeps what a listener would remember (signs named, answers given, advice
heard) by the design's own tables, and each reply is judged against it.
"""

from __future__ import annotations

import json

import msgspec
from contract import (
    EMERGENCY,
    GUARDS,
    HANDS_OFF,
    OWES,
    RANK,
    SAME_DAY,
    SEATED_PLACES,
    SOON,
    SPLITS,
    TIER,
    TOUCHES_NO_MORE,
)
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from talking import Talk, prompts

from skill.content.load import load as load_content
from skill.dialogue import triage
from skill.dialogue.acts import (
    Act,
    AdviseIfYes,
    Ask,
    AskDanger,
    GiveAdvice,
    GiveStep,
    MentionAdvice,
    Say,
)
from skill.dialogue.events import (
    AskMeaning,
    AskRelief,
    AskTopic,
    DenySign,
    Event,
    Signal,
    TellSigns,
)
from skill.dialogue.state import Phase, dump, load

CONTENT = load_content("en-US")
MUSCLES = "calf foot toe hamstring front_thigh thigh shin inner_thigh leg both_legs".split()
PLACES = "toilet bed exercise sitting standing driving water".split()
ITEMS = sorted(
    (sign, item)
    for question in (*CONTENT.check.values(), *CONTENT.follow_ups.values())
    for sign, items in question.items.items()
    for item in items
)
CALM = [s for s in Signal if s not in (Signal.STOP, Signal.CALL_FOR_HELP, Signal.NOT_UNDERSTOOD)]
"""What does not by itself lead to the end."""
ANSWERS = [Signal.YES, Signal.NO, Signal.UNSURE, Signal.BACK]

reliefs = st.builds(
    AskRelief, st.sampled_from(["", "tail", *MUSCLES]), st.sampled_from(["", "moon", *PLACES])
)
topics = st.sampled_from(
    [
        AskTopic("cause"),
        AskTopic("cause", "straining"),
        AskTopic("tip"),
        AskTopic("tip", "the_moon"),
        AskTopic("question", "massage"),
        AskTopic("question", "dangerous"),
    ]
)
calmer_signs = st.sampled_from([*SAME_DAY, *SOON, *GUARDS])
told = st.builds(
    TellSigns,
    st.lists(calmer_signs, min_size=1, max_size=2).map(tuple),
    st.sampled_from([None, None, None, 3, 20]),
) | st.sampled_from([TellSigns(), TellSigns((), 2), TellSigns((), 20), TellSigns(("third_arm",))])
denials = st.sampled_from([DenySign(sign, item) for sign, item in ITEMS]) | st.builds(
    DenySign, st.sampled_from(["", *TIER]), st.just("it")
)
meanings = st.sampled_from([AskMeaning(), AskMeaning("fever"), AskMeaning("third_arm")])
anything = (
    st.sampled_from(ANSWERS) | st.sampled_from(CALM) | reliefs | topics | told | denials | meanings
)

MISSED = (Signal.NO, Signal.STILL_HURTS, Signal.UNSURE, Signal.NEXT)
"""Answers after which a hold has not eased it."""
NEVER_AN_ANSWER = (Signal.NEXT, Signal.CONTINUE, Signal.EASED, Signal.NOT_UNDERSTOOD)


def meant(event: TellSigns) -> list[str]:
    """The signs of the design that an event names; a cramp of a few minutes is no long one."""
    short = event.minutes is not None and event.minutes < 10
    named = [s for s in event.signs if s in TIER and not (short and s == "long_cramp")]
    too_long = event.minutes is not None and not short and not named
    return ["long_cramp"] if too_long else named


class Conversation(RuleBasedStateMachine):
    """One session, and the ledger of what was said in it."""

    def __init__(self) -> None:
        super().__init__()
        self.talk = Talk(CONTENT)
        self.signs: list[str] = []
        self.answers: list[tuple[str, str]] = []
        self.kept = ""
        """The worst tier owed from checks that were begun again."""
        self.both_legs = False
        self.hurt: set[tuple[str, str]] = set()
        self.last: GiveStep | None = None
        self.failed_holds = 0
        self.checked = False
        self.disclaimers = self.danger_lines = 0
        self.closed = False

    @precondition(lambda self: not self.closed)
    @rule(event=anything, after=st.sampled_from([5, 20, 45, 400]))
    def hear(self, event: Event, after: int) -> None:
        """Anything is said."""
        self.turn(event, after)

    @precondition(lambda self: not self.closed)
    @rule(event=st.sampled_from(ANSWERS))
    def answer(self, event: Event) -> None:
        """An answer, so that talks get deep into the check and the routines."""
        self.turn(event, 20)

    @precondition(lambda self: not self.closed)
    @rule(times=st.integers(2, 12))
    def say_no_and_no_and_no(self, times: int) -> None:
        """Through the whole check, or all of a routine."""
        for _ in range(times):
            if not self.closed:
                self.turn(Signal.NO, 20)

    @precondition(lambda self: not self.closed)
    @rule()
    def miss(self) -> None:
        """Something that nobody understands."""
        self.turn(Signal.NOT_UNDERSTOOD, 20)

    @precondition(lambda self: self.closed)
    @rule()
    def rest(self) -> None:
        """Nothing follows a session that has closed."""

    def turn(self, event: Event, after: int) -> None:
        was_open = self.talk.acts[-1] if self.talk.acts else None
        phase = self.talk.state.phase
        self.remember(event, was_open)
        acts = self.talk.say(event, after=after)
        self.judge_shape(acts)
        self.judge_signs(event, acts, phase)
        self.judge_answers(event, acts, was_open)
        self.judge_steps(event, acts)
        self.judge_once(acts)
        assert RANK[self.owed_by_skill()] >= RANK[self.owed()], "what was owed was dropped"
        self.closed = not isinstance(acts[-1], Ask | AskDanger)
        if self.closed:
            self.judge_goodbye(event, acts, was_open)

    # --- the ledger ---------------------------------------------------------------------------

    def remember(self, event: Event, was_open: Act | None) -> None:
        """Keep what this event says, before the skill hears it."""
        if isinstance(event, TellSigns):
            self.signs += meant(event)
        if isinstance(event, AskRelief) and event.muscle == "both_legs":
            self.both_legs = True
        if event in MISSED and self.held_just_now():
            self.failed_holds += 1
        if event in (Signal.START_OVER, Signal.EASED, Signal.YES):
            self.failed_holds = 0
        if isinstance(was_open, AskDanger) and event in (Signal.YES, Signal.UNSURE):
            self.answers.append((was_open.question, "yes"))
        if event is Signal.BACK and (self.talk.state.phase == "check" or self.talk.state.answered):
            self.forget_the_last_answer()

    def held_just_now(self) -> bool:
        """Whether a hold was counted in the last reply."""
        steps = [act for act in self.talk.acts if isinstance(act, GiveStep)]
        known = {s.id: s for act in steps for s in CONTENT.steps(act.muscle, act.situation)}
        return any(known[act.step].hold for act in steps)

    def forget_the_last_answer(self) -> None:
        """Go back undoes the last answer; what earlier rounds of the check owed stays."""
        state = self.talk.state
        if state.answers:
            undone = state.answers[-1].question
            self.answers = [answer for answer in self.answers if answer[0] != undone]
        self.kept = state.owed.tier if state.owed else ""

    def owed(self) -> str:
        """The worst tier that a listener knows to be owed."""
        tiers = [TIER[sign] for sign in self.signs]
        tiers += [OWES[question] for question, said in self.answers if said == "yes"]
        return max([self.kept, *tiers], key=RANK.__getitem__).replace("guard", "")

    def owed_by_skill(self) -> str:
        owed = triage.owed(self.talk.state, CONTENT)
        return owed.tier if owed else ""

    @property
    def leave_it_alone(self) -> bool:
        """Whether the leg was called swollen, hot, discoloured or hurt."""
        answered = {question for question, said in self.answers if said == "yes"}
        return not answered.isdisjoint(TOUCHES_NO_MORE) or not set(self.signs).isdisjoint(HANDS_OFF)

    # --- the laws -----------------------------------------------------------------------------

    def judge_shape(self, acts: tuple[Act, ...]) -> None:
        """Something is said; there is one question at most, and it comes last."""
        assert acts
        assert not [act for act in acts[:-1] if isinstance(act, Ask | AskDanger)]

    def judge_signs(self, event: Event, acts: tuple[Act, ...], phase: Phase) -> None:
        """What is named is met as its tier demands."""
        named = meant(event) if isinstance(event, TellSigns) else []
        worst = max((TIER[sign] for sign in named), key=RANK.__getitem__, default="")
        if worst == "same_day":
            first, last = acts[0], acts[-1]
            assert isinstance(first, MentionAdvice)
            assert first.because in named
            follow_ups = {SAME_DAY[sign] for sign in named if sign in SAME_DAY}
            assert isinstance(last, AskDanger)
            assert last.question in follow_ups | {"one_leg_cold"}
        ended = (
            phase == "check" and self.talk.state.phase != "check"
        )  # it answered the last question
        if worst == "soon" and phase in ("relief", "check") and not ended:
            assert not self.talk.mentions, "a soon sign interrupts"
        for sign in set(named) & set(GUARDS):
            assert Say(f"guard_{sign}", sign) in acts

    def judge_answers(self, event: Event, acts: tuple[Act, ...], was_open: Act | None) -> None:
        """A yes or "not sure" owes what its question owes; nothing else is an emergency."""
        told = [act for act in acts if isinstance(act, GiveAdvice) and act.tier == "emergency"]
        if not (isinstance(was_open, AskDanger) and event in (Signal.YES, Signal.UNSURE)):
            assert not told
        elif OWES[was_open.question] == "emergency":
            assert anywhere(acts) == (GiveAdvice("emergency", was_open.question),)
        else:
            assert not told
            due = OWES[was_open.question]
            full = [act.tier for act in acts if isinstance(act, GiveAdvice)]
            worse = any(RANK[tier] > RANK[due] for tier in full)
            assert worse or (due, was_open.question) in self.talk.mentions
        if isinstance(was_open, AskDanger) and event in NEVER_AN_ANSWER and not self.closing(acts):
            assert acts[-1] == AskDanger(was_open.question, "plainer")

    def closing(self, acts: tuple[Act, ...]) -> bool:
        return not isinstance(acts[-1], Ask | AskDanger)

    def judge_steps(self, event: Event, acts: tuple[Act, ...]) -> None:
        """No movement that this person must not do here; the check after three holds."""
        if event is Signal.WORSE:
            assert acts[0] == Say("stop_stretching")
            assert not self.talk.step
            if self.last and self.last.muscle == self.talk.state.muscle:
                self.hurt.add((self.last.muscle, self.last.step))
        self.checked = self.checked or isinstance(acts[-1], AskDanger)
        if event in MISSED and not self.checked and not self.leave_it_alone:
            assert self.failed_holds < 3, "a fourth hold without the check"
        if self.leave_it_alone:
            assert not {"welcome", "help_movement"} & set(prompts(acts))
        for act in acts:
            if isinstance(act, GiveStep):
                self.judge_step(act)
                self.last = act

    def judge_step(self, act: GiveStep) -> None:
        assert not self.leave_it_alone, "a leg to be left alone is stretched"
        step = next(s for s in CONTENT.steps(act.muscle, act.situation) if s.id == act.step)
        guarded = self.both_legs or not set(self.signs).isdisjoint(GUARDS)
        if guarded or act.situation in SEATED_PLACES:
            assert not step.standing
        if "pregnancy" in self.signs:
            assert not act.rub
        others = [s for s in CONTENT.steps(act.muscle, act.situation) if s.hold and not s.standing]
        ways = {(act.muscle, s.id) for s in others}
        if step.hold and ways - self.hurt:
            assert (act.muscle, act.step) not in self.hurt

    def judge_once(self, acts: tuple[Act, ...]) -> None:
        """What is said once a session is said once."""
        self.disclaimers += "disclaimer" in prompts(acts)
        self.danger_lines += any(isinstance(act, GiveStep) and act.danger_line for act in acts)
        assert self.disclaimers <= 1
        assert self.danger_lines <= 1

    def judge_goodbye(self, event: Event, acts: tuple[Act, ...], was_open: Act | None) -> None:
        """Whatever ends the talk carries the advice owed, and what an open question may mean."""
        heard = max(RANK[tier] for _, tier in [("", ""), *((b, t) for t, b in self.talk.mentions)])
        assert heard >= RANK[self.owed()]
        if isinstance(was_open, AskDanger) and event in (Signal.STOP, *NEVER_AN_ANSWER):
            after = OWES[SPLITS.get(was_open.question, was_open.question)]
            worst = "emergency" if was_open.question == "worse" else after
            assert AdviseIfYes(worst) in acts  # type: ignore[arg-type]

    # --- probes: what would be said if ... -----------------------------------------------------

    @invariant()
    def any_emergency_is_met_at_once(self) -> None:
        """In any state, paused or not: the advice, and nothing but the advice."""
        if self.closed:
            return
        for sign in EMERGENCY:
            assert self.what_if(TellSigns((sign,))) == (GiveAdvice("emergency", sign),)
        also = TellSigns(("sleep_loss", "dark_urine"))
        assert self.what_if(also) == (GiveAdvice("emergency", "dark_urine"),)
        assert self.what_if(Signal.CALL_FOR_HELP) == (GiveAdvice("emergency", ""),)

    @invariant()
    def stop_always_ends_with_what_is_owed(self) -> None:
        if self.closed:
            return
        acts = self.what_if(Signal.STOP)
        assert acts[-1] == Say("goodbye")
        tiers = {act.tier for act in acts if isinstance(act, MentionAdvice)}
        assert RANK[self.owed()] <= max((RANK[tier] for tier in tiers), default=0)

    @invariant()
    def help_and_repeat_never_end_it(self) -> None:
        if self.closed:
            return
        asks = () if self.talk.state.phase == "check" else (Signal.CHECK,)
        for event in (Signal.HELP, Signal.REPEAT, Signal.LAUNCH, *asks):
            assert isinstance(self.what_if(event)[-1], Ask | AskDanger)

    @invariant()
    def four_misses_end_it_wherever_it_is(self) -> None:
        """Three, or four where the first is the session's first words."""
        if self.closed:
            return
        probe = self.copy()
        for _ in range(4):
            if probe.question or not probe.acts:
                probe.say(Signal.NOT_UNDERSTOOD)
        assert not probe.question

    @invariant()
    def the_state_is_one_that_loads(self) -> None:
        saved = json.loads(json.dumps(dump(self.talk.state), allow_nan=False))
        assert dump(load(saved, CONTENT)) == dump(self.talk.state)

    def copy(self) -> Talk:
        probe = Talk(CONTENT)
        probe.state, probe.now, probe.acts = self.talk.state, self.talk.now, self.talk.acts
        return probe

    def what_if(self, event: Event) -> tuple[Act, ...]:
        """What would be said to this event now, without saying it, wherever the person is."""
        return anywhere(self.copy().say(event))


def anywhere(acts: tuple[Act, ...]) -> tuple[Act, ...]:
    """The acts without the word for a driver or a swimmer, who gets safe first."""
    return tuple(
        msgspec.structs.replace(act, place="") if isinstance(act, GiveAdvice) else act
        for act in acts
    )


Conversation.TestCase.settings = settings(
    max_examples=60,
    stateful_step_count=30,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
TestConversation = Conversation.TestCase
