"""OptaPlanner's conference scheduling workbooks: one module a step."""
