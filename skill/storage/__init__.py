"""The bookmark, and nothing else: where "continue" goes on after the session has died."""
