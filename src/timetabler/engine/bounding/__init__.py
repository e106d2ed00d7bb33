"""What goals made of pairs cost at least: talks in rooms and days, not at starts.

Two talks cost least in one room on one day, or on one day at all, or at one time; in
which of these they can be together with how many others is a matter of counting. So
the relaxation chooses a room and a day for each talk and drops the order within.
"""
