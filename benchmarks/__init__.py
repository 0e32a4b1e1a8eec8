"""Measures the skill side by side with known things, in one run on one machine."""

SKILL_ID = "amzn1.ask.skill.00000000-0000-0000-0000-000000000000"
"""The skill that the played requests are for."""
