"""CoSPLib, the public benchmark of conference scheduling: one module a step."""
