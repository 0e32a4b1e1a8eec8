"""Speaks Alexa's JSON: a request becomes one event, acts become speech.

``sdk_json`` JSON <-> the SDK's types · ``ssml`` text <-> markup, escaped in one place ·
``speech`` acts -> what is heard · ``conversation`` one turn, from event to response ·
``handlers/`` which event an intent means, a file per capability · ``skill`` puts it together.
"""
