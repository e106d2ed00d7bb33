"""Rerun after changes: disturb the fewest people, and say whom to tell."""
