"""Multipliers → what they show of a case, in whole numbers: closed, or which choices are fixed.

The relaxation suggests multipliers in floating point. They become whole numbers here, and what they
show is worked out exactly: a case is closed if the multiplied rows and the target contradict each
other, and a choice is fixed if its other value would make them. What was applied, in order, is the
proof; docs/explanation/proof-file.md has the mathematics.

The types stand in weighing.pxd. Compiled, whole numbers have 64 bits, and multipliers are taken so
small that no sum can leave them; as it is, the same text counts without end.
"""

from tenderscore.engine.simplex import Simplex
from tenderscore.engine.tableau import ENDLESS, reals, wholes

FINEST = 2.0**44
COARSE = (2.0**3, 2.0**7, 2.0**12, 2.0**16, 2.0**20, 2.0**24, 2.0**28, 2.0**34)
"""A proof takes the fewest digits that still close a case, or fix nearly as many choices."""
FEW = 3
"""A proof does not take up multipliers that fix fewer."""
SMALLEST = 1e-100
SHELF = 32
"""So many multipliers are kept at hand: what closed one case often closes the next."""


def numbers(count, endless):
    """Zeros; where `endless`, of a kind that holds whole numbers of any size."""
    return [0] * count if endless else wholes(count)


class Weighing:
    """Rows, gains and a case, in whole numbers; `sides` of a row: 1 lower bound, 2 upper, 3 both.

    `aimed`: the best is looked for, by the gains, from `target` on; else anything that fits.
    `keep`: 0 looks for the best one; k > 0 lists all that reach the target, up to k; `climbing`: of
    those only the best.
    """

    def __init__(self, n, m, starts, columns, values, lows, highs, sides, gains, aimed, target,
                 keep, recording, room, endless):  # fmt: skip
        self.n = n
        self.m = m
        self.starts = starts
        self.columns = columns
        self.values = values
        self.lows = lows
        self.highs = highs
        self.sides = sides
        self.gains = gains
        self.aimed = aimed
        self.target = target
        self.keep = keep
        self.recording = recording
        self.room = room
        self.found = []
        self.tokens = []
        self.multipliers = []
        self.steps = {}
        self.nodes = 0
        self.depth = 0
        self.trailed = 0
        self.over = False
        self.climbing = False
        self.fixed = wholes(n)
        self.trail = wholes(n)
        self.stack = wholes(n)
        self.first = wholes(n)
        self.mark = wholes(n)
        self.second = wholes(n)
        self.hits = wholes(m)
        self.point = wholes(n)
        self.x = reals(n)
        self.y = reals(m)
        self.scale = reals(m)
        self.size = reals(m)
        self.w = numbers(n, endless)
        self.mu = numbers(m, endless)
        self.bounds = numbers(n, endless)
        self.sum = 0
        self.constant = 0
        self.shelved = 0
        self.shelf = numbers(SHELF * n if recording else 0, endless)
        self.constants = numbers(SHELF, endless)
        self.shelf_steps = wholes(SHELF)
        self.m0 = 0
        self.hit = 0
        self.gain_size = 0.0
        self.bound = 0
        self.relax()

    def relax(self):
        """The relaxation of the rows, each scaled to coefficients of at most 1."""
        n, m, starts = self.n, self.m, self.starts
        low, high, gains = reals(n + m), reals(n + m), reals(n)
        coefficients = reals(starts[m])
        for j in range(n):
            self.fixed[j] = -1
            high[j] = 1.0
            gains[j] = 1.0 * self.gains[j]
            self.gain_size += gains[j] if gains[j] > 0.0 else -gains[j]
            self.bound += self.gains[j] if self.gains[j] > 0 else 0
        for r in range(m):
            most = 1.0
            total = 0.0
            for e in range(starts[r], starts[r + 1]):
                a = 1.0 * self.values[e]
                a = a if a > 0.0 else -a
                total += a
                if a > most:
                    most = a
            self.scale[r] = most
            for e in range(starts[r], starts[r + 1]):
                coefficients[e] = self.values[e] / most
            a = 1.0 * self.lows[r]
            b = 1.0 * self.highs[r]
            low[n + r] = a / most if self.sides[r] & 1 else -ENDLESS
            high[n + r] = b / most if self.sides[r] & 2 else ENDLESS
            self.size[r] = total + (a if a > 0.0 else -a) + (b if b > 0.0 else -b)
        self.lp = Simplex(n, m, starts, self.columns, coefficients, low, high, gains)

    def fix(self, j, value):
        self.fixed[j] = value
        self.trail[self.trailed] = j
        self.trailed += 1
        self.lp.bound(j, 1.0 * value, 1.0 * value)

    def decide(self, aimed):
        """Closed by the multipliers in `y`; else what they fix is fixed. In whole numbers."""
        if not self.weigh(aimed, FINEST):
            return False
        if self.sum < 0:
            if self.recording:
                self.shorten(aimed, 0)
            return True
        if aimed:
            self.bound = self.target + self.sum // self.m0
        count = self.fixable()
        if count < (FEW if self.recording else 1):
            return False
        if self.recording:
            self.shorten(aimed, count)
        total = self.sum
        for j in range(self.n):
            if self.fixed[j] < 0:
                w = self.w[j]
                if w > 0 and total < w:
                    self.fix(j, 1)
                elif w < 0 and total < -w:
                    self.fix(j, 0)
        return False

    def fixable(self):
        """How many free choices what was weighed fixes."""
        total = self.sum
        count = 0
        for j in range(self.n):
            if self.fixed[j] < 0 and (self.w[j] > total or -self.w[j] > total):
                count += 1
        return count

    def shorten(self, aimed, count):
        """With fewer digits, if they still fix so many, or close the case where that is 0."""
        for finest in COARSE:
            if self.weigh(aimed, finest) and (
                self.sum < 0
                if count == 0
                else self.sum >= 0 and self.fixable() >= count - count // 8
            ):
                self.write()
                return
        self.weigh(aimed, FINEST)
        self.write()

    def shelf_closes(self):
        """Whether one of the multipliers at hand closes the case; it is written down."""
        n, w, fixed = self.n, self.shelf, self.fixed
        for back in range(1, (self.shelved if self.shelved < SHELF else SHELF) + 1):
            slot = (self.shelved - back) % SHELF
            total = self.constants[slot]
            for j in range(n):
                each = w[slot * n + j]
                if fixed[j] == 1 or (fixed[j] < 0 and each > 0):
                    total += each
            if total < 0:
                self.tokens.append(self.shelf_steps[slot])
                return True
        return False

    def weigh(self, aimed, finest):
        """`y` in whole numbers (`mu`, m0), and what it shows: `sum`, the greatest possible value.

        False where not even 1 has room.
        """
        n, m, y = self.n, self.m, self.y
        size = 0.0
        if aimed:
            target = 1.0 * self.target
            size = self.gain_size + (target if target > 0.0 else -target)
        most = 1.0 if aimed else 0.0
        for r in range(m):
            f = y[r] / self.scale[r]
            f = f if f > 0.0 else -f
            size += f * self.size[r]
            if f > most:
                most = f
        # Nor does what is not a number get here a word, or what is too great or too small to scale.
        if not (0.0 < size < ENDLESS and most > SMALLEST):
            return False
        fine = 1.0
        while fine * size * 2.0 < self.room and fine * most * 2.0 <= finest:
            fine *= 2.0
        while fine * size > self.room or fine * most > finest * 2.0:
            fine *= 0.5
        if aimed and fine < 1.0:
            return False
        self.m0 = int(fine) if aimed else 0
        total = -self.m0 * self.target
        w, mu, hits, columns, values = self.w, self.mu, self.hits, self.columns, self.values
        for j in range(n):
            w[j] = self.m0 * self.gains[j]
        hit = 0
        for r in range(m):
            f = y[r]
            if f == 0.0:
                continue
            f = f / self.scale[r] * fine
            if f > 0.0:
                u = int(f + 0.5)
                if u == 0 or not self.sides[r] & 2:
                    continue
                total += u * self.highs[r]
            else:
                u = -int(0.5 - f)
                if u == 0 or not self.sides[r] & 1:
                    continue
                total += u * self.lows[r]
            mu[r] = u
            hits[hit] = r
            hit += 1
            for e in range(self.starts[r], self.starts[r + 1]):
                w[columns[e]] -= u * values[e]
        self.hit = hit
        self.constant = total
        for j in range(n):
            if self.fixed[j] == 1 or (self.fixed[j] < 0 and w[j] > 0):
                total += w[j]
        self.sum = total
        return True

    def write(self):
        """What was just applied, into the proof."""
        if not self.recording:
            return
        pairs = [(0, self.m0)] if self.m0 > 0 else []
        for h in range(self.hit):
            r = self.hits[h]
            u = self.mu[r]
            pairs.append((r + 1, u) if u > 0 else (-(r + 1), -u))
        known = self.steps.get(tuple(pairs))
        if known is not None:
            self.tokens.append(known)
            return
        self.steps[tuple(pairs)] = len(self.multipliers)
        self.tokens.append(len(self.multipliers))
        if self.hit > 0 and self.m0 > 0:
            slot = self.shelved % SHELF
            for j in range(self.n):
                self.shelf[slot * self.n + j] = self.w[j]
            self.constants[slot] = self.constant
            self.shelf_steps[slot] = len(self.multipliers)
            self.shelved += 1
        self.multipliers.append(pairs)
