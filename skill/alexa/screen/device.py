"""Whether a device can show our screens."""

from __future__ import annotations

import re
from collections.abc import Mapping

from skill.alexa.sdk_json import Envelope

APL = "Alexa.Presentation.APL"
NEEDED = (1, 6)
"""The version of APL that our document is written in."""
VERSION = re.compile(r"(\d{1,6})\.(\d{1,6})")


def can_show(envelope: Envelope) -> bool:
    """Whether the device takes APL, of a version that has what our document uses.

    A directive that a device does not take is an error (platform 7.2). Later versions are named
    after years, which are greater numbers, too.
    """
    runtime = envelope.interface(APL).get("runtime")
    version = runtime.get("maxVersion") if isinstance(runtime, Mapping) else None
    found = VERSION.match(version) if isinstance(version, str) else None
    return found is not None and (int(found[1]), int(found[2])) >= NEEDED
