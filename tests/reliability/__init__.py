"""What is promised for the night before the event, on the program as people run it."""
