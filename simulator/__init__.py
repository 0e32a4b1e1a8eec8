"""Plays Alexa and the Echo for one skill, offline.

It reads only what Alexa gets (the built interaction model) and talks to the skill only in
request and response JSON. Rooms:

``model`` what may be heard · ``understanding`` words -> intent and slots, handed on as an
``interpretation`` · ``device`` and ``envelope`` the request JSON · ``transport`` the way to the
skill, ``door`` the one place that knows it · ``ssml``, ``hearing`` and ``rules`` the reply as it is
heard, and what Alexa would refuse · ``screen`` what a press on it sends · ``timeline`` what of it
is heard when · ``session`` the conversation and its clock, ``turn`` what comes of a turn, ``stage``
sets conversations up · ``action`` all that a person can do in one · ``transcript`` and ``replay``
conversations in files, ``recording`` writes them, ``play``, ``comparing`` and ``report`` check them
· ``terminal`` and ``page`` where people talk.
"""
