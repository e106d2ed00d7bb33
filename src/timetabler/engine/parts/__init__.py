"""Search part by part: for conferences too large to be one model."""
