"""What of the SDK a start loads."""

import subprocess
import sys

PROGRAM = """
import sys
import skill.alexa.skill

clients = [name for name in sys.modules
           if name.startswith("ask_sdk_model.services.") and name.count(".") > 2]
assert not clients, clients
from ask_sdk_core.skill import ServiceClientFactory
from ask_sdk_model.services import ApiConfiguration
made = ServiceClientFactory(api_configuration=ApiConfiguration())
from ask_sdk_model.services.service_client_factory import ServiceClientFactory as Theirs
assert type(made) is Theirs
assert made.get_reminder_management_service()
"""


def test_the_clients_of_alexas_services_are_loaded_only_when_somebody_makes_one() -> None:
    """The skill calls none; a skill that did would get the SDK's own."""
    subprocess.run([sys.executable, "-c", PROGRAM], check=True, timeout=60)  # noqa: S603
