"""Branch and bound over 0/1 choices under whole-number rows; every prune is justified in integers.

A case that the multipliers do not close is branched, whatever the float said; what was branched on
and applied, in order, is the tree of the proof. The types stand in search.pxd.
"""

from tenderscore.engine.simplex import BELOW, EMPTY
from tenderscore.engine.tableau import ENDLESS
from tenderscore.engine.weighing import Weighing

CLOSED = -1
RUNNING, DONE, FOUND, MANY = 0, 1, 2, 3
PIVOTS = 500
NEAR = 1e-6


class Search(Weighing):
    """Depth first, from where the last run stopped."""

    def hold(self, j, value):
        """A choice is given from outside; before the first run."""
        if self.fixed[j] < 0:
            self.fix(j, value)
        elif self.fixed[j] != value:
            self.over = True

    def run(self, work, nodes):
        """On with the search, until done, or for so much work, or up to so many nodes in all."""
        lp = self.lp
        stop = lp.work + work
        while not self.over:
            if lp.work >= stop or self.nodes >= nodes:
                return RUNNING
            self.nodes += 1
            lp.work += 20 * self.n
            j = self.evaluate()
            if self.keep == 0 and not self.aimed and len(self.found) > 0:
                return FOUND
            if self.keep > 0 and len(self.found) > self.keep:
                return MANY
            if j == CLOSED:
                self.back()
            else:
                self.branch(j)
        return DONE

    def branch(self, j):
        d = self.depth
        value = self.lp.first
        self.stack[d] = j
        self.first[d] = value
        self.mark[d] = self.trailed
        self.second[d] = 0
        self.bounds[d] = self.bound
        self.depth = d + 1
        if self.recording:
            self.tokens.append(-(2 * j + 1) if value == 1 else -(2 * j + 2))
        self.fix(j, value)

    def back(self):
        """To the last case that waits; none: the search is over."""
        d = self.depth - 1
        while d >= 0 and self.second[d] == 1:
            d -= 1
        if d < 0:
            self.over = True
            self.depth = 0
            return
        while self.trailed > self.mark[d]:
            self.trailed -= 1
            j = self.trail[self.trailed]
            self.fixed[j] = -1
            self.lp.bound(j, 0.0, 1.0)
        self.second[d] = 1
        self.depth = d + 1
        self.bound = self.bounds[d]
        self.fix(self.stack[d], 1 - self.first[d])

    def reach(self):
        """No portfolio that was not yet looked at has more by the gains."""
        most = self.bound
        for d in range(self.depth):
            if self.second[d] == 0 and self.bounds[d] > most:
                most = self.bounds[d]
        return most

    def evaluate(self):
        """The choice to branch on, or CLOSED."""
        lp = self.lp
        while True:
            if self.trailed == self.n:
                return self.complete()
            if self.recording and self.shelf_closes():
                return CLOSED
            cut = 1.0 * self.target - 1e-3 - 1e-11 * self.gain_size if self.aimed else -ENDLESS
            status = lp.solve(cut, PIVOTS)
            if status == EMPTY:
                lp.ray(self.y)
                if self.decide(False):
                    return CLOSED
                return self.any_free()
            if self.aimed:
                lp.duals(self.y)
                if self.decide(True):
                    return CLOSED
                if self.trailed == self.n:
                    continue
                if status == BELOW:
                    status = lp.solve(-ENDLESS, PIVOTS)
                    if status == EMPTY:
                        lp.ray(self.y)
                        if self.decide(False):
                            return CLOSED
                        return self.any_free()
                    lp.duals(self.y)
                    if self.decide(True):
                        return CLOSED
                    if self.trailed == self.n:
                        continue
            lp.values(self.x)
            if self.join():
                continue
            gap = lp.z - self.target + 1.0 if self.aimed else 1.0
            j = lp.branching(gap if gap > 1e-3 else 1e-3)
            if j >= 0 and self.fixed[j] < 0:
                return j
            if not self.whole():
                return self.any_free()
            r = self.broken()
            if r >= 0:
                if not lp.has(r):
                    lp.add(r)
                    continue
                return self.any_free()
            if not self.take():
                return self.any_free()
            if self.keep > 0:
                return self.any_free()
            if not self.aimed:
                return CLOSED

    def join(self):
        """Rows that the relaxation leaves out and its answer breaks join it; whether any did."""
        lp = self.lp
        any_did = False
        for r in range(self.m):
            if lp.has(r):
                continue
            total = 0.0
            for e in range(self.starts[r], self.starts[r + 1]):
                total += lp.coefficients[e] * self.x[self.columns[e]]
            v = self.n + r
            if total > lp.high[v] + NEAR or total < lp.low[v] - NEAR:
                lp.add(r)
                any_did = True
        lp.work += self.starts[self.m]
        return any_did

    def whole(self):
        """The relaxation's answer as a point, if it is one."""
        for j in range(self.n):
            x = self.x[j]
            if x > 0.5:
                if x < 1.0 - 1e-5:
                    return False
                self.point[j] = 1
            else:
                if x > 1e-5:
                    return False
                self.point[j] = 0
            if self.fixed[j] >= 0:
                self.point[j] = self.fixed[j]
        return True

    def broken(self):
        """The first row that the point breaks, in whole numbers, or -1."""
        for r in range(self.m):
            total = self.total(r)
            if (self.sides[r] & 1 and total < self.lows[r]) or (
                self.sides[r] & 2 and total > self.highs[r]
            ):
                return r
        return -1

    def total(self, r):
        total = 0
        for e in range(self.starts[r], self.starts[r + 1]):
            if self.point[self.columns[e]]:
                total += self.values[e]
        return total

    def value(self):
        total = 0
        for j in range(self.n):
            if self.point[j]:
                total += self.gains[j]
        return total

    def take(self):
        """The point keeps all rows; whether it is new and reaches the target."""
        value = self.value()
        if self.aimed and value < self.target:
            return False
        point = [self.point[j] for j in range(self.n)]
        if self.keep > 0:
            if self.climbing and value > self.target:
                self.found = []
                self.target = value
            if point not in self.found:
                self.found.append(point)
            return True
        self.found = [point]
        self.target = value + 1
        return True

    def complete(self):
        """Everything is fixed: the point is one of those looked for, or it is shown why not."""
        for j in range(self.n):
            self.point[j] = self.fixed[j]
        r = self.broken()
        self.hit = 0
        if r >= 0:
            self.m0 = 0
            self.hits[0] = r
            self.mu[r] = 1 if self.sides[r] & 2 and self.total(r) > self.highs[r] else -1
            self.hit = 1
            self.write()
            return CLOSED
        if not self.aimed or self.value() >= self.target:
            self.take()
            if self.keep > 0 or not self.aimed:
                return CLOSED
        self.m0 = 1
        self.write()
        return CLOSED

    def any_free(self):
        """The free choice that the last multipliers say least of."""
        if self.trailed == self.n:
            return self.complete()
        chosen = -1
        least = -1
        for j in range(self.n):
            if self.fixed[j] < 0:
                w = self.w[j] if self.w[j] > 0 else -self.w[j]
                if chosen < 0 or w < least:
                    chosen = j
                    least = w
        self.lp.values(self.x)
        self.lp.first = 1 if self.x[chosen] > 0.5 else 0
        return chosen
