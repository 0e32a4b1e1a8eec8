"""The walk: every state class, every event, to a fixpoint, judged by what is said. See README."""
