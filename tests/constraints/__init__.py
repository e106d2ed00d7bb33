"""Constraints: the contract that each of them keeps."""
