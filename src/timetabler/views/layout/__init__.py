"""What all views share: grids as plain data, colours, marks."""
