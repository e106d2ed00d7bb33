"""What runs in the environments of peers: a problem in, placements out, as JSON."""
