"""Why a talk is where it is, what another place would cost, and what a rule costs."""
