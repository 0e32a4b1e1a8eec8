"""What an intent's slots mean: the ids that entity resolution found, and lengths of time."""

from __future__ import annotations

import re
from typing import Any

from ask_sdk_model import Intent, Slot
from ask_sdk_model.slu.entityresolution import Resolutions, StatusCode

DURATION = re.compile(
    r"P(?:(?P<weeks>\d{1,9})W)?(?:(?P<days>\d{1,9})D)?"
    r"(?:T(?:(?P<hours>\d{1,9})H)?(?:(?P<minutes>\d{1,9})M)?(?:(?P<seconds>\d{1,9})S)?)?"
)
MINUTES = {"weeks": 10080.0, "days": 1440.0, "hours": 60.0, "minutes": 1.0, "seconds": 1 / 60}


def id_of(intent: Intent, name: str) -> str:
    """The id a slot resolved to; empty where it is unfilled or nothing matched.

    The first authority with a match counts, and its first value (platform 2.3).
    """
    return next(iter(ids_of(intent, name)), "")


def ids_of(intent: Intent, name: str) -> list[str]:
    """The id of each value that a slot took; only a slot of several values has more than one."""
    slot = _slot(intent, name)
    values = [slot, *_listed(slot)] if slot else []
    return [id for value in values if (id := _id(getattr(value, "resolutions", None)))]


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


def _id(resolutions: Resolutions | None) -> str:
    for authority in (resolutions and resolutions.resolutions_per_authority) or []:
        matched = authority.status and authority.status.code is StatusCode.ER_SUCCESS_MATCH
        for wrapper in (authority.values or []) if matched else []:
            if wrapper.value and wrapper.value.id:
                return str(wrapper.value.id)
    return ""


def _listed(slot: Slot) -> list[Any]:
    """The values of a slot that took several; one that took a single value has none here."""
    return getattr(slot.slot_value, "values", None) or []
