"""The same conversation in a browser, for the person at this machine.

``app`` the page and its JSON · ``talks`` the conversations that are open in it · ``server`` who may
reach it, and the skill's own app beside it.
"""
