"""What who runs the skill can see of it: log lines, counts, faults; nothing of what was said."""
