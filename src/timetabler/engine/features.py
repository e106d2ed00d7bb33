"""What the engine can do without, by name, so that what each feature buys is measured.

A search whose options name a feature in ``without`` runs as if there were none of it;
its answer is as true as before, only its time differs.
"""

from collections.abc import Mapping

FEATURES: Mapping[str, str] = {
    "counting": "large conferences: room-days counted, for bounds and better ones",
    "greedy": "large conferences: rooms and days chosen before there is any model",
    "literals": "one literal a start for talks of few starts, not an integer",
    "neighbourhoods": "large conferences: bettered part by part",
    "parts": "large conferences are searched part by part, not as one model",
    "sessions": "sessions are searched first, where rooms hold one track a session",
}
