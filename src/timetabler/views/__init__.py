"""Grids and charts; the only package that knows matplotlib."""
