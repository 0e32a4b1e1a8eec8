"""Cramp Coach: an Alexa skill that gets a person through a leg cramp, hands-free."""
