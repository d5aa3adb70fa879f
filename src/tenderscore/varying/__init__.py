"""Numbers of the call file varied: what is awarded at each value, and where exactly it changes.

Values are counted on a ladder: whole multiples of the smallest difference that the number can make,
a cent, a proposal, a hundredth of a point.
"""

from tenderscore.varying.grids import Grid, grid
from tenderscore.varying.outcome import Outcome, Point, Stretch, Varied
from tenderscore.varying.spec import Swept, swept
from tenderscore.varying.sweeping import vary

__all__ = ["Grid", "Outcome", "Point", "Stretch", "Swept", "Varied", "grid", "swept", "vary"]
