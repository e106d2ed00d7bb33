"""Import the input of AK-plan: wishes of people for working groups, as JSON."""
