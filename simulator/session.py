"""The conversation as the device holds it: session, microphone and clock (platform 2.6).

Time is a value that only moves when something takes time: a reply as long as it is spoken, a
silence as long as it lasts, or when it is moved on purpose.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from simulator import envelope as request
from simulator import rules, screen
from simulator.device import Device
from simulator.envelope import Ids, Sender, SessionPart
from simulator.errors import SimulatorError, no_such
from simulator.hearing import NOTHING, Speech, Words
from simulator.interpretation import (
    LAUNCH,
    SESSION_ENDED,
    Named,
    Slot,
    Understanding,
)
from simulator.model import Intent, Model, Value
from simulator.reply import Reply, take
from simulator.transport import Json, Skill
from simulator.turn import LISTENS, SCREEN_STAYS, Microphone, Next, Place, Session, Turn

PROBLEM = Speech((Words("There was a problem with the requested skill's response."),))
"""What a person hears from Alexa when a response was refused."""


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

    def touch(self, arguments: Sequence[str]) -> Turn:
        """Press what sends these arguments; SimulatorError where no document is shown.

        What the document sends after them may be left out.
        """
        session = self.place.session
        if session is None or session.document is None:
            raise SimulatorError("the screen shows nothing that can be touched")
        sent = screen.pressed(arguments, session.document)
        return self._ask(f"({' '.join(arguments)})", request.touched(session.token, sent))

    def send(self, envelope: Json) -> Turn:
        """Send a whole request as it stands, as somebody edits it; SimulatorError if it is none."""
        request.checked(envelope)
        self.place = replace(self.place, requests=self.place.requests + 1, spoken=0.0)
        if envelope["request"]["type"] == SESSION_ENDED:
            self.new_session()
            return self._told("(edited)", envelope, str(envelope["request"].get("reason", "")))
        return self._sent("(edited)", envelope)

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

    def skip(self, after: float = 0.0) -> None:
        """Cut the last reply off after that many seconds, as somebody does who speaks over it.

        The clock goes back to that moment. SimulatorError where nothing was just said, or where
        it was said to its end by then.
        """
        spoken = self.place.spoken
        if not spoken:
            raise SimulatorError("nothing was just said that could be cut off")
        if not 0 <= after < spoken:
            raise SimulatorError(f"the reply lasts {spoken:.1f} s; cut it off before that")
        self.move_clock(after - spoken)
        self.place = replace(self.place, spoken=after)

    def move_clock(self, seconds: float) -> None:
        """Let that much time have passed since the last request, and nothing else."""
        now = self.place.now + timedelta(seconds=seconds)
        self.place = replace(self.place, now=now, spoken=0.0)

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
        if session.next is Next.REPROMPT:
            self._speak(session.reprompt)
            return self._stays(replace(session, reprompt=Speech(), left=LISTENS), session.reprompt)
        if session.next is Next.QUIET:
            return self._stays(replace(session, microphone=Microphone.CLOSED, left=SCREEN_STAYS))
        return self._end("(silence)", "EXCEEDED_MAX_REPROMPTS")

    def _stays(self, after: Session, speech: Speech = NOTHING) -> Turn:
        self.place = replace(self.place, session=after)
        return Turn("(silence)", speech, session=after)

    def _speak(self, speech: Speech) -> None:
        """A reply takes as long as it is spoken, its pauses and holds with it."""
        self.move_clock(speech.seconds)
        self.place = replace(self.place, spoken=speech.seconds)

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
        return self._sent(did, self._envelope(asked))

    def _sent(self, did: str, sent: Json) -> Turn:
        answer = self._skill.send(sent)
        reply = take(answer, self._sender)
        turn = Turn(did, reply.speech, None, sent, answer, faults=reply.faults, doubts=reply.doubts)
        if reply.faults:
            return self._refused(turn, reply.error)
        self._speak(reply.speech)
        self.place = replace(self.place, session=self._after(sent, reply))
        return replace(turn, session=self.place.session)

    def _envelope(self, asked: Mapping[str, Any]) -> Json:
        number = self.place.requests + 1
        session = self.place.session
        new_id = self._sender.ids.session(number)
        part = SessionPart(
            session.id if session else new_id,
            session is None,
            session.attributes if session else {},
            session.token if session else "",
        )
        self.place = replace(self.place, requests=number, spoken=0.0)
        return request.envelope(self._sender, part, number, self.place.now, asked)

    def _after(self, sent: Json, reply: Reply) -> Session | None:
        """The session that a response leaves; None where it ended."""
        listens = reply.end is False
        if not listens and not (reply.end is None and reply.shows):
            return None
        document = self._shown(reply)
        return Session(
            id=sent["session"]["sessionId"],
            attributes=reply.attributes,
            microphone=Microphone.OPEN if listens else Microphone.CLOSED,
            reprompt=reply.reprompt,
            left=LISTENS if listens else SCREEN_STAYS,
            shows=reply.shows or document is not None,
            document=document,
        )

    def _shown(self, reply: Reply) -> Json | None:
        """What shows the document on the screen after a reply: one stays until another comes."""
        session = self.place.session
        return reply.document or (session.document if session else None)

    def _refused(self, turn: Turn, error: str) -> Turn:
        """Tell the skill that its response was refused, as Alexa does; the session is over."""
        if self.place.session is None:
            id = self._sender.ids.session(self.place.requests)
            begun = Session(id, {}, Microphone.CLOSED, Speech(), 0)
            self.place = replace(self.place, session=begun)
        self._speak(PROBLEM)
        ended = self._end(turn.did, "ERROR", {"type": error, "message": turn.faults[0]})
        faults = (*turn.faults, *ended.faults)
        return replace(turn, speech=PROBLEM, ended=f"ERROR {error}", faults=faults)

    def _end(self, did: str, reason: str, error: Mapping[str, str] | None = None) -> Turn:
        sent = self._envelope(request.ended(reason, error))
        self.new_session()
        return self._told(did, sent, reason)

    def _told(self, did: str, sent: Json, reason: str) -> Turn:
        """Tell the skill that the session is over."""
        answer = self._skill.send(sent)
        faults = rules.envelope_faults(answer)
        if not faults and answer.body:
            faults = rules.silent_faults(answer.body["response"])
        return Turn(did, sent=sent, answer=answer, ended=reason, faults=tuple(faults))


def named_slot(name: str, type_name: str, id: str, values: tuple[Value, ...]) -> Slot:
    """A slot filled by id: as if the value's name had been said; an unknown id matches nothing."""
    match = next((value for value in values if value.id == id), None)
    return Slot(name, type_name, match.name if match else id.replace("_", " "), match)
