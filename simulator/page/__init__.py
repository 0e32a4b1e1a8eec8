"""The same conversation in a browser, for the person at this machine.

``app`` puts the page together · ``guard`` who may ask it for anything · ``routes`` the JSON it
talks in · ``talks`` the conversations that are open in it, ``talk`` one of them with all its
branches · ``showing`` a turn as the page gets it · ``asked`` what a request's JSON says · ``book``
the clinician's book beside it · ``server`` the skill's own app beside both.
"""
