"""Plays Alexa and the Echo for one skill, offline.

It reads only what Alexa gets (the built interaction model) and talks to the skill only in
request and response JSON. Rooms:

``model`` what may be heard · ``understanding`` words -> intent and slots, handed on as an
``interpretation`` · ``device`` and ``envelope`` the request JSON · ``transport`` the way to the
skill · ``ssml``, ``hearing`` and ``rules`` the reply as it is heard, and what Alexa would refuse ·
``session`` the conversation and its clock · ``talk`` the terminal · ``transcript``, ``replay`` and
``play`` conversations in files · ``page`` the same conversation in a browser.
"""
