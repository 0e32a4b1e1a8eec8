"""Sets up conversations: one skill, and the hearing of each locale, made once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import datetime

from simulator import model
from simulator.device import device
from simulator.envelope import SKILL_ID, Ids
from simulator.interpretation import Understanding
from simulator.model import Model
from simulator.session import Conversation
from simulator.transport import Skill


class Stage:
    """Where conversations are held with one skill."""

    def __init__(
        self,
        skill: Skill,
        understand: Callable[[Model], Understanding],
        skill_id: str = SKILL_ID,
        load: Callable[[str], Model] = model.load,
    ) -> None:
        """``understand`` makes the hearing of a model; ``load`` finds the model of a locale."""
        self._skill = skill
        self._understand = understand
        self._skill_id = skill_id
        self._load = load
        self._known: dict[str, tuple[Model, Understanding]] = {}
        self._owners: Counter[str] = Counter()

    def conversation(
        self,
        locale: str,
        device_name: str,
        seed: str,
        now: datetime | None = None,
        owner: str = "",
    ) -> Conversation:
        """Begin a conversation; its ids follow from ``seed``, the user's from ``owner`` if given.

        SimulatorError where the locale has no built model or no device has that name.
        """
        heard, understanding = self.prepare(locale)
        ids = Ids(seed, self._skill_id, owner)
        return Conversation(self._skill, heard, understanding, device(device_name), ids, now)

    def newcomer(self, name: str) -> str:
        """An owner of that name who has left nothing behind with the skill: the name, once."""
        self._owners[name] += 1
        times = self._owners[name]
        return name if times == 1 else f"{name} {times}"

    def prepare(self, locale: str) -> tuple[Model, Understanding]:
        """Make the hearing of a locale ready; SimulatorError where it has no built model."""
        if locale not in self._known:
            heard = self._load(locale)
            self._known[locale] = (heard, self._understand(heard))
        return self._known[locale]
