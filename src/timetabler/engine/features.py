"""What the engine can do without, by name, so that what each feature buys is measured.

A search whose options name a feature in ``without`` runs as if there were none of it;
its answer is as true as before, only its time differs.
"""

from collections.abc import Mapping

FEATURES: Mapping[str, str] = {
    "alike": "talks and rooms that no demand tells apart are counted, sessions first",
    "avoiding": "dear things are avoided magnitude by magnitude, sessions first",
    "bits": "plans of sessions are bettered bit by bit",
    "bounding": "goals that are sums over pairs are bounded aside, by rooms and days",
    "listening": "talks are moved so that listeners hear more, before the long search",
    "literals": "one literal a start for talks of few starts, not an integer",
    "loosening": "timetables made of plans change who is where, sessions first",
    "packing": "plans are put together without a model, where that takes long",
    "parts": "a conference with its tracks in any room is packed part by part",
    "sessions": "sessions are searched first, where rooms hold one track a session",
    "starts": "plans choose starts of talks that may clash, sessions first",
    "swaps": "talks are swapped by tables first, where goals are sums over pairs",
}
