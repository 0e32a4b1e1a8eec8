"""The web edge: proves that a request is Alexa's, then passes it on."""
