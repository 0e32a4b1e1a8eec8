"""Speaks Alexa's JSON: a request becomes one event, acts become speech, a screen and a card.

``sdk_json`` JSON <-> the SDK's types · ``ssml`` text <-> markup, escaped in one place ·
``wording`` acts -> sentences · ``speech`` sentences -> what is heard · ``screen/`` acts -> what is
shown · ``conversation`` one turn, from event to response ·
``handlers/`` which event an intent means, a file per capability · ``skill`` puts it together.
"""
