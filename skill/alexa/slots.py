"""What an intent's slots mean: the ids that entity resolution found, and lengths of time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ask_sdk_model import Intent, Slot
from ask_sdk_model.slu.entityresolution import StatusCode

DURATION = re.compile(
    r"P(?:(?P<weeks>\d+)W)?(?:(?P<days>\d+)D)?"
    r"(?:T(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?(?:(?P<seconds>\d+)S)?)?"
)
MINUTES = {"weeks": 10080.0, "days": 1440.0, "hours": 60.0, "minutes": 1.0, "seconds": 1 / 60}


def id_of(intent: Intent, name: str) -> str:
    """The id a slot resolved to; empty where it is unfilled or nothing matched.

    The first authority with a match counts, and its first value (platform 2.3).
    """
    return next(_ids(_slot(intent, name)), "")


def words_of(intent: Intent, name: str) -> str:
    """The words a slot was filled with, as they were said."""
    slot = _slot(intent, name)
    return (slot.value or "").strip() if slot else ""


def minutes_of(intent: Intent, name: str) -> int | None:
    """A length of time in whole minutes; None where there is none or it cannot be read."""
    found = DURATION.fullmatch(words_of(intent, name))
    parts = {unit: int(n) for unit, n in found.groupdict().items() if n} if found else {}
    return int(sum(MINUTES[unit] * n for unit, n in parts.items())) if parts else None


def _slot(intent: Intent, name: str) -> Slot | None:
    return (intent.slots or {}).get(name)


def _ids(slot: Slot | None) -> Iterator[str]:
    if slot is None:
        return
    values = [slot.resolutions]
    values += [getattr(value, "resolutions", None) for value in _listed(slot)]
    for resolutions in values:
        for authority in (resolutions and resolutions.resolutions_per_authority) or []:
            matched = authority.status and authority.status.code is StatusCode.ER_SUCCESS_MATCH
            for wrapper in (authority.values or []) if matched else []:
                if wrapper.value and wrapper.value.id:
                    yield wrapper.value.id


def _listed(slot: Slot) -> list[Any]:
    """The values of a slot that took several; one that took a single value has none here."""
    return getattr(slot.slot_value, "values", None) or []
