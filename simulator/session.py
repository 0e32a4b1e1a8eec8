"""The conversation as the device holds it: session, microphone and clock (platform 2.6).

Time is a value that only moves when something takes time: a reply as long as it is spoken, a
silence as long as it lasts, or when it is moved on purpose.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from simulator import envelope as request
from simulator import rules
from simulator.device import Device
from simulator.envelope import Ids, Sender, SessionPart
from simulator.errors import SimulatorError, no_such
from simulator.hearing import Speech
from simulator.interpretation import (
    LAUNCH,
    SESSION_ENDED,
    Interpretation,
    Named,
    Slot,
    Understanding,
)
from simulator.model import Intent, Model, Value
from simulator.reply import Reply, take
from simulator.transport import Answer, Json, Skill

LISTENS = 8.0
"""Seconds the microphone stays open for an answer, before and after the reprompt."""
SCREEN_STAYS = 30.0
"""Seconds a device with a screen may keep a session whose microphone has closed."""
PROBLEM = "There was a problem with the requested skill's response."
"""What a person hears from Alexa when a response was refused."""


class Microphone(StrEnum):
    """Whether the device is listening without its wake word."""

    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True)
class Session:
    """A session between two requests."""

    id: str
    attributes: Mapping[str, Any]
    microphone: Microphone
    reprompt: Speech
    """Spoken once if nobody answers; empty once it was."""
    left: float
    """Seconds until the device does something by itself."""


@dataclass(frozen=True)
class Place:
    """Where a conversation is; one can be kept, and gone back to."""

    now: datetime
    requests: int = 0
    """Requests sent so far."""
    session: Session | None = None

    @property
    def microphone(self) -> Microphone:
        """Closed wherever there is no session."""
        return self.session.microphone if self.session else Microphone.CLOSED


@dataclass(frozen=True)
class Turn:
    """One thing that happened: what was sent, if anything, and what was heard."""

    did: str
    """What the person or the device did."""
    speech: Speech = field(default_factory=Speech)
    interpretation: Interpretation | None = None
    sent: Json | None = None
    """The request envelope; None where the device did it by itself."""
    answer: Answer | None = None
    microphone: Microphone = Microphone.CLOSED
    open: bool = False
    """Whether there is a session after it."""
    faults: tuple[str, ...] = ()
    """Why Alexa refused the response; the session has ended with an error."""
    doubts: tuple[str, ...] = ()
    """What certification would refuse."""

    @property
    def acts(self) -> tuple[str, ...] | None:
        """What the skill decided; None where it does not tell."""
        return self.answer.acts if self.answer else None


class Conversation:
    """A device talking to a skill."""

    def __init__(
        self,
        skill: Skill,
        model: Model,
        understanding: Understanding,
        device: Device,
        ids: Ids,
        now: datetime | None = None,
    ) -> None:
        """Begin with no session; ``now`` is when, by default the present."""
        self._skill = skill
        self._model = model
        self._understanding = understanding
        self._sender = Sender(ids, device, model.locale)
        self.place = Place(now or datetime.now(UTC))

    def open(self) -> Turn:
        """Open the skill by its name, in a new session."""
        self.new_session()
        return self._ask("(open)", request.launch())

    def say(self, utterance: str) -> Turn:
        """Say something; with no session open it is the first request of one."""
        heard = self._understanding.interpret(utterance)
        if heard.intent == LAUNCH:
            return replace(self.open(), did=utterance, interpretation=heard)
        if heard.intent == SESSION_ENDED:
            return replace(self.leave(utterance), interpretation=heard)
        asked = self._intent(heard.intent, heard.slots)
        return replace(self._ask(utterance, asked), interpretation=heard)

    def name(self, named: Named) -> Turn:
        """Send an intent outright; SimulatorError where the model has no such intent or slot."""
        intent = self._known(named.intent)
        slots = tuple(self._filled(intent, slot, id) for slot, id in named.slots.items())
        did = " ".join((f"!{named.intent}", *(f"{key}={id}" for key, id in named.slots.items())))
        return self._ask(did, self._intent(named.intent, slots))

    def leave(self, did: str = "(exit)") -> Turn:
        """Say "exit": the device ends the session and tells the skill so."""
        if self.place.session is None:
            return Turn(did)
        return self._end(did, "USER_INITIATED")

    def silence(self) -> Turn:
        """Say nothing until the device does something by itself."""
        session = self.place.session
        return self._by_itself(session) if session else Turn("(silence)")

    def wait(self, seconds: float) -> tuple[Turn, ...]:
        """Say nothing for that long; every thing the device did meanwhile, in order."""
        return tuple(self._wait(seconds))

    def move_clock(self, seconds: float) -> None:
        """Let that much time have passed since the last request, and nothing else."""
        self.place = replace(self.place, now=self.place.now + timedelta(seconds=seconds))

    def new_session(self) -> None:
        """Forget the session, as when another skill was opened meanwhile."""
        self.place = replace(self.place, session=None)

    def _wait(self, seconds: float) -> Iterator[Turn]:
        while (session := self.place.session) and seconds >= session.left:
            seconds -= session.left
            yield self._by_itself(session)
        self.move_clock(seconds)
        if session:
            self.place = replace(self.place, session=replace(session, left=session.left - seconds))

    def _by_itself(self, session: Session) -> Turn:
        """What the device does when its time is up: reprompt, go quiet, or give up."""
        self.move_clock(session.left)
        if session.microphone is Microphone.OPEN and session.reprompt:
            return self._reprompt(session)
        if session.microphone is Microphone.OPEN and self._sender.device.screen:
            return self._quiet(session)
        return self._end("(silence)", "EXCEEDED_MAX_REPROMPTS")

    def _reprompt(self, session: Session) -> Turn:
        self.move_clock(session.reprompt.seconds)
        after = replace(session, reprompt=Speech(), left=LISTENS)
        self.place = replace(self.place, session=after)
        return Turn("(silence)", session.reprompt, microphone=Microphone.OPEN, open=True)

    def _quiet(self, session: Session) -> Turn:
        after = replace(session, microphone=Microphone.CLOSED, left=SCREEN_STAYS)
        self.place = replace(self.place, session=after)
        return Turn("(silence)", open=True)

    def _known(self, name: str) -> Intent:
        if name not in self._model.intents:
            raise SimulatorError(no_such("intent", name, self._model.intents))
        return self._model.intents[name]

    def _filled(self, intent: Intent, slot: str, id: str) -> Slot:
        if slot not in intent.slots:
            raise SimulatorError(no_such(f"slot of {intent.name}", slot, intent.slots))
        type_name = intent.slots[slot]
        return named_slot(slot, type_name, id, self._model.types.get(type_name, ()))

    def _intent(self, name: str, slots: tuple[Slot, ...]) -> Json:
        intent = self._model.intents.get(name, Intent(name, (), {}))
        return request.intent(intent, slots, self._sender.ids.skill)

    def _ask(self, did: str, asked: Mapping[str, Any]) -> Turn:
        """Send a request that is answered with speech, and take the answer."""
        sent = self._envelope(asked)
        answer = self._skill.send(sent)
        reply = take(answer, self._sender)
        turn = Turn(did, reply.speech, None, sent, answer, faults=reply.faults, doubts=reply.doubts)
        if reply.faults:
            return self._refused(turn)
        self.move_clock(reply.speech.seconds)
        self.place = replace(self.place, session=self._after(sent, reply))
        session = self.place.session
        return replace(turn, microphone=self.place.microphone, open=session is not None)

    def _envelope(self, asked: Mapping[str, Any]) -> Json:
        number = self.place.requests + 1
        session = self.place.session
        new_id = self._sender.ids.session(number)
        part = SessionPart(
            session.id if session else new_id,
            session is None,
            session.attributes if session else {},
        )
        self.place = replace(self.place, requests=number)
        return request.envelope(self._sender, part, number, self.place.now, asked)

    def _after(self, sent: Json, reply: Reply) -> Session | None:
        """The session that a response leaves; None where it ended."""
        stays = self._sender.device.screen if reply.end is None else not reply.end
        if not stays:
            return None
        listens = reply.end is False
        return Session(
            id=sent["session"]["sessionId"],
            attributes=reply.attributes,
            microphone=Microphone.OPEN if listens else Microphone.CLOSED,
            reprompt=reply.reprompt,
            left=LISTENS if listens else SCREEN_STAYS,
        )

    def _refused(self, turn: Turn) -> Turn:
        """Tell the skill that its response was refused, as Alexa does; the session is over."""
        error = {"type": "INVALID_RESPONSE", "message": turn.faults[0]}
        if self.place.session is None:
            id = self._sender.ids.session(self.place.requests)
            begun = Session(id, {}, Microphone.CLOSED, Speech(), 0)
            self.place = replace(self.place, session=begun)
        ended = self._end(turn.did, "ERROR", error)
        return replace(turn, faults=(*turn.faults, *ended.faults))

    def _end(self, did: str, reason: str, error: Mapping[str, str] | None = None) -> Turn:
        sent = self._envelope(request.ended(reason, error))
        self.new_session()
        answer = self._skill.send(sent)
        faults = rules.envelope_faults(answer)
        if not faults and answer.body:
            faults = rules.silent_faults(answer.body["response"])
        return Turn(did, sent=sent, answer=answer, faults=tuple(faults))


def named_slot(name: str, type_name: str, id: str, values: tuple[Value, ...]) -> Slot:
    """A slot filled by id: as if the value's name had been said; an unknown id matches nothing."""
    match = next((value for value in values if value.id == id), None)
    return Slot(name, type_name, match.name if match else id.replace("_", " "), match)
