"""The best of a linear relaxation, in floating point, by a bounded dual simplex.

It suggests multipliers, and what to branch on; nothing it says is believed: `weighing` turns the
multipliers into whole numbers, and they alone decide. The types stand in simplex.pxd.
"""

from tenderscore.engine.tableau import ENDLESS, Tableau

OPTIMAL, EMPTY, BELOW, TIRED = 0, 1, 2, 3
SLACK = 1e-9
"""How far a value may lie outside its bounds; rows are scaled to coefficients of at most 1."""
FRESH = 150
"""After so many pivots the tableau is made anew from the rows."""


class Simplex(Tableau):
    """Solved again and again, from where it stands: any bounds of choices may have moved."""

    def solve(self, cut, most):
        """OPTIMAL, EMPTY (see `ray`), BELOW the cut, or TIRED after so many pivots."""
        if self.pivots > FRESH:
            self.rebuild()
        steps = 0
        while True:
            i = self.worst()
            self.z = self.worth()
            if self.z < cut:
                return BELOW
            if i < 0:
                return OPTIMAL
            if steps >= most:
                return TIRED
            steps += 1
            k = self.entering(i)
            if k < 0:
                return EMPTY
            v = self.basic[i]
            self.pivot(i, k, self.low[v] if self.sense > 0.0 else self.high[v])

    def worst(self):
        """The row whose basic variable lies farthest outside its bounds, or -1.

        Measured against the row's length, as dual Devex pricing estimates it.
        """
        beta, basic, low, high, weight = self.beta, self.basic, self.low, self.high, self.weight
        best = 0.0
        chosen = -1
        for i in range(self.used):
            v = basic[i]
            under = low[v] - beta[i]
            over = beta[i] - high[v]
            most = under if under > over else over
            if most > SLACK and most * most > best * weight[i]:
                best = most * most / weight[i]
                chosen = i
                self.sense = 1.0 if under > over else -1.0
        return chosen

    def entering(self, i):
        """The column to pivot on; on the way, what is cheaper to move to its other bound moves."""
        n, t, d, at = self.n, self.t, self.d, self.at
        low, high, nonbasic = self.low, self.high, self.nonbasic
        ratios, heap, sense = self.ratios, self.heap, self.sense
        self.leaving = i
        base = i * n
        v = self.basic[i]
        missing = low[v] - self.beta[i] if sense > 0.0 else self.beta[i] - high[v]
        count = 0
        for k in range(n):
            a = sense * t[base + k]
            if a < SLACK and a > -SLACK:
                continue
            v = nonbasic[k]
            if low[v] == high[v]:
                continue
            if at[v] == low[v]:
                if a < 0.0:
                    continue
                ratio = -d[k] / a
            else:
                if a > 0.0:
                    continue
                ratio = -d[k] / a
            ratios[k] = ratio if ratio > 0.0 else 0.0
            heap[count] = k
            count += 1
        for place in range(count // 2 - 1, -1, -1):
            self.sift(place, count, base)
        flips = n
        while count > 0:
            k = heap[0]
            v = nonbasic[k]
            a = t[base + k]
            missing -= (a if a > 0.0 else -a) * (high[v] - low[v])
            if missing <= SLACK:
                while flips < n:
                    j = nonbasic[heap[flips]]
                    self.move(j, heap[flips], high[j] if at[j] == low[j] else low[j])
                    flips += 1
                return k
            count -= 1
            heap[0] = heap[count]
            flips -= 1
            heap[flips] = k
            self.sift(0, count, base)
        return -1

    def sift(self, place, count, base):
        """The heap of columns: smallest ratio first, of equals the greatest coefficient."""
        heap = self.heap
        k = heap[place]
        while True:
            child = 2 * place + 1
            if child >= count:
                break
            if child + 1 < count and self.before(heap[child + 1], heap[child], base):
                child += 1
            if not self.before(heap[child], k, base):
                break
            heap[place] = heap[child]
            place = child
        heap[place] = k

    def before(self, one, other, base):
        if self.ratios[one] != self.ratios[other]:
            return self.ratios[one] < self.ratios[other]
        a, b = self.t[base + one], self.t[base + other]
        a, b = (a if a > 0.0 else -a), (b if b > 0.0 else -b)
        return a > b or (a == b and one < other)

    def duals(self, y):
        """The multiplier of each row, above 0 for its upper bound, below 0 for its lower."""
        n = self.n
        for r in range(self.m):
            k = self.place[n + r]
            y[r] = self.d[k] if 0 <= k < n else 0.0

    def ray(self, y):
        """After EMPTY: multipliers with which the rows contradict each other."""
        n, i = self.n, self.leaving
        for r in range(self.m):
            k = self.place[n + r]
            y[r] = self.sense * self.t[i * n + k] if 0 <= k < n else 0.0
        if self.basic[i] >= n:
            y[self.basic[i] - n] = -self.sense

    def values(self, x):
        for j in range(self.n):
            k = self.place[j]
            x[j] = self.at[j] if k >= 0 else self.beta[-1 - k]

    def branching(self, gap):
        """A choice that is neither 0 nor 1, or -1; `first` is the value to try first.

        By penalties (Driebeek 1966): what the next pivot takes from the gains on either side,
        at most the gap, where that side would be closed.
        """
        n, t, d, at = self.n, self.t, self.d, self.at
        low, high, nonbasic = self.low, self.high, self.nonbasic
        chosen = -1
        best = -1.0
        for i in range(self.used):
            j = self.basic[i]
            if j >= n:
                continue
            x = self.beta[i]
            if x < 1e-6 or x > 1.0 - 1e-6:
                continue
            down = ENDLESS
            up = ENDLESS
            base = i * n
            for k in range(n):
                a = t[base + k]
                if a < SLACK and a > -SLACK:
                    continue
                v = nonbasic[k]
                if low[v] == high[v]:
                    continue
                ratio = d[k] / a
                if ratio < 0.0:
                    ratio = -ratio
                if (a > 0.0) == (at[v] == low[v]):
                    if ratio < up:
                        up = ratio
                elif ratio < down:
                    down = ratio
            down = down * x if down * x < gap else gap
            up = up * (1.0 - x) if up * (1.0 - x) < gap else gap
            share = x if x < 0.5 else 1.0 - x
            score = (down + 1e-6 * gap) * (up + 1e-6 * gap) * (1.0 + 1e-3 * share)
            if score > best:
                best = score
                chosen = j
                self.first = 1 if up < down or (up == down and x >= 0.5) else 0
        self.work += self.used * n
        return chosen
