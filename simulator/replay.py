"""Replay files of ask-cli's ``ask dialog`` (platform 5.3): read, and made from transcripts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.action import Do, Say, Skip
from simulator.errors import SimulatorError
from simulator.interpretation import Interpretation, Understanding
from simulator.model import Model
from simulator.transcript import START, Step, Transcript
from simulator.turn import Turn

if TYPE_CHECKING:
    from simulator.play import Played

QUIT = ".quit"
"""Without it at the end ask-cli waits for a person to go on."""
OPENS = {"en": "open {name}"}
"""How a skill is opened, by language."""
ASKS = {"en": ("tell {name} {words}", "ask {name} {words}")}
"""How something is asked of a skill that is not open yet, by language."""


def is_replay(path: Path) -> bool:
    """Whether a file is to be read as a replay file."""
    return path.suffix == ".json"


def read(path: Path) -> Transcript:
    """Read a replay file as a transcript that expects nothing; SimulatorError where it is none.

    It ends at ``.quit`` or with its last line, and asks nobody for more.
    """
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as fault:
        raise SimulatorError(f"{path}: cannot be read as JSON ({fault})") from fault
    said = _user_input(path, raw)
    if QUIT in said:
        said = said[: said.index(QUIT)]
    steps = tuple(
        Step(number, words, Say(words), last_line=number)
        for number, words in enumerate(said, 1)
        if not words.startswith(".")
    )
    return Transcript(path, "an ask-cli replay file", steps, raw["locale"], "echo", START)


def _user_input(path: Path, raw: object) -> list[str]:
    if not isinstance(raw, dict):
        raise SimulatorError(f"{path}: not a replay file; it is one JSON object")
    for key in ("skillId", "locale"):
        if not isinstance(raw.get(key), str) or not raw[key].strip():
            raise SimulatorError(f"{path}: {key}: missing or empty; ask-cli needs it too")
    if raw.get("type", "text") != "text":
        raise SimulatorError(f"{path}: type: {raw['type']!r} cannot be played; it is 'text'")
    said = raw.get("userInput")
    if not isinstance(said, list) or not all(isinstance(words, str) for words in said):
        raise SimulatorError(f"{path}: userInput: not a list of texts; write what is said in it")
    return [words.strip() for words in said if words.strip()]


def export(played: Played, skill_id: str, model: Model, hearing: Understanding) -> str:
    """The replay file of a conversation as it was played.

    Alexa takes words alone, and to begin with words that name the skill; those are put before the
    first of a session. SimulatorError with every line that cannot be said like that.
    """
    phrases = _Phrases(model, hearing)
    said, faults = [], []
    for step, turn in played.turns:
        try:
            said += phrases.of(step, turn)
        except SimulatorError as fault:
            faults.append(f"{played.script.path}:{step.line}: {step.text}: {fault}")
    if faults:
        raise SimulatorError("\n".join(faults))
    user_input = [*said, QUIT]
    replay = {"skillId": skill_id, "locale": model.locale, "type": "text", "userInput": user_input}
    return json.dumps(replay, indent=2, ensure_ascii=False) + "\n"


class _Phrases:
    """What is said to Alexa for each step of a conversation."""

    def __init__(self, model: Model, hearing: Understanding) -> None:
        self._name = model.invocation
        self._hearing = hearing
        self._language = model.locale.split("-")[0]
        if self._language not in OPENS:
            raise SimulatorError(f"how a skill is opened in {model.locale} is not in OPENS yet")

    def of(self, step: Step, turn: Turn | None) -> list[str]:
        """The words; none for what only the clock notices."""
        match step.action:
            case Say(words):
                return [self._asked(words, turn) if turn else words]
            case Do("open"):
                return [OPENS[self._language].format(name=self._name)]
            case Do("exit"):
                return ["exit"]
            case Skip():
                return []
        raise SimulatorError("ask-cli can only say words; leave this line out of a copy")

    def _asked(self, words: str, turn: Turn) -> str:
        """The words, with the skill's name before them where it was not open."""
        begins = turn.sent is not None and turn.sent["session"]["new"]
        if not begins or self._name in words.lower():
            return words
        forms = (form.format(name=self._name, words=words) for form in ASKS[self._language])
        heard_alike = (form for form in forms if self._means(form, turn.interpretation))
        if not (form := next(heard_alike, "")):
            raise SimulatorError(f"with {self._name} before it, it means something else")
        return form

    def _means(self, words: str, expected: Interpretation | None) -> bool:
        heard = self._hearing.interpret(words)
        same = expected is not None and heard.intent == expected.intent
        return same and expected is not None and heard.ids() == expected.ids()
