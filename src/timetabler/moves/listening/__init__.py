"""Move talks so that listeners hear more of what they want.

``hearing`` works out what everybody can hear at best, and what each start of a talk
would be worth; ``standing`` keeps the hard demands; ``walking`` moves.
"""
