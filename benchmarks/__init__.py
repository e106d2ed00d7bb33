"""Measurements: the engine on instances of its own and of others, beside its peers."""
