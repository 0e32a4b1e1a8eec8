"""What may be heard: ``source/``, written by people, and ``package/``, built from it for Alexa."""
