"""The solver's side; the only package that knows OR-Tools."""
