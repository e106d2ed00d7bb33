"""The command line: parses, calls a workflow, prints."""
