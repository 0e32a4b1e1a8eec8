"""The SDK's skill, imported without its clients of Alexa's services, none of which is called here.

``ask_sdk_core.skill`` imports them all, more than a hundred modules and a fifth of a start on
Lambda, for the factory that it makes where an API client is configured. So while it is imported
something stands in for that factory's module, which fetches the true one should anybody make it.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import Any

FACTORY = "ask_sdk_model.services.service_client_factory"


class ServiceClientFactory:
    """Made, it is the SDK's own."""

    def __new__(cls, *arguments: Any, **named: Any) -> Any:
        """The SDK's factory, imported now."""
        return import_module(FACTORY).ServiceClientFactory(*arguments, **named)


if "ask_sdk_model.services" in sys.modules:
    from ask_sdk_core.skill import CustomSkill, SkillConfiguration
else:
    stand_in = ModuleType(FACTORY)
    vars(stand_in)["ServiceClientFactory"] = ServiceClientFactory
    sys.modules[FACTORY] = stand_in
    try:
        from ask_sdk_core.skill import CustomSkill, SkillConfiguration
    finally:
        del sys.modules[FACTORY]

__all__ = ["CustomSkill", "SkillConfiguration"]
