"""The bookmark, and nothing else: where "continue" would go on after the session has died."""
