"""The tableau of a linear relaxation, in floating point: rows join, bounds move, bases change.

Every variable, of the choice or of a row's sum, has bounds. A basic one is a linear form in the
others, without a constant: row i of `t`. The gains' form is `d`. The types stand in tableau.pxd:
the same text runs as it is and, where a compiler is at hand, compiled; both do the same operations
in the same order.
"""

from array import array

ENDLESS = 1e300


def reals(count):
    return array("d", bytes(8 * count))


def wholes(count):
    return array("q", bytes(8 * count))


class Tableau:
    """Variables 0 … n-1 are the choices; n + r is the sum of row r. Rows join when `add`ed."""

    def __init__(self, n, m, starts, columns, coefficients, low, high, gains):
        self.n = n
        self.m = m
        self.starts = starts
        self.columns = columns
        self.coefficients = coefficients
        self.low = low
        self.high = high
        self.gains = gains
        self.used = 0
        self.capacity = 0
        self.t = reals(0)
        self.beta = reals(0)
        self.weight = reals(0)
        self.basic = wholes(0)
        self.rows = wholes(0)
        self.d = reals(n)
        self.nonbasic = wholes(n)
        self.place = wholes(n + m)
        self.at = reals(n + m)
        self.ratios = reals(n)
        self.heap = wholes(n)
        self.wanted = wholes(n + m)
        self.z = 0.0
        self.work = 0
        self.pivots = 0
        self.total = 0
        self.leaving = 0
        self.sense = 1.0
        self.first = 0
        for j in range(n):
            self.d[j] = gains[j]
            self.nonbasic[j] = j
            self.place[j] = j
            self.at[j] = high[j] if gains[j] > 0.0 else low[j]
        for v in range(n, n + m):
            self.place[v] = n

    def grow(self):
        """Room for twice the rows."""
        n = self.n
        capacity = min(self.m, max(8, 2 * self.capacity))
        t, beta, weight = reals(capacity * n), reals(capacity), reals(capacity)
        basic, rows = wholes(capacity), wholes(capacity)
        for i in range(self.used):
            weight[i] = self.weight[i]
            beta[i] = self.beta[i]
            basic[i] = self.basic[i]
            rows[i] = self.rows[i]
        for i in range(self.used * n):
            t[i] = self.t[i]
        self.capacity = capacity
        self.t = t
        self.beta = beta
        self.basic = basic
        self.rows = rows
        self.weight = weight

    def has(self, r):
        return self.place[self.n + r] != self.n

    def add(self, r):
        """Row r joins the tableau, its sum basic."""
        if self.used == self.capacity:
            self.grow()
        i = self.used
        self.used += 1
        self.rows[i] = r
        self.fill(i, r)
        self.basic[i] = self.n + r
        self.place[self.n + r] = -1 - i
        self.beta[i] = self.level(i)
        self.weight[i] = 1.0

    def fill(self, i, r):
        """Row i of the tableau: the sum of row r in what is nonbasic."""
        n, t, place = self.n, self.t, self.place
        base = i * n
        for k in range(n):
            t[base + k] = 0.0
        for e in range(self.starts[r], self.starts[r + 1]):
            a = self.coefficients[e]
            p = place[self.columns[e]]
            if p >= 0:
                t[base + p] += a
            else:
                other = (-1 - p) * n
                for k in range(n):
                    t[base + k] += a * t[other + k]

    def level(self, i):
        """The value of the basic variable of row i."""
        n, t, at, nonbasic = self.n, self.t, self.at, self.nonbasic
        total = 0.0
        for k in range(n):
            total += t[i * n + k] * at[nonbasic[k]]
        return total

    def bound(self, j, low, high):
        """New bounds of a choice; where it stands at a bound, it stays at the better one."""
        self.low[j] = low
        self.high[j] = high
        k = self.place[j]
        if k >= 0:
            if low == high:
                self.move(j, k, low)
            elif self.d[k] > 0.0:
                self.move(j, k, high)
            elif self.d[k] < 0.0:
                self.move(j, k, low)

    def move(self, v, k, value):
        """The nonbasic variable in column k takes another value."""
        n, t, beta = self.n, self.t, self.beta
        by = value - self.at[v]
        if by != 0.0:
            self.at[v] = value
            for i in range(self.used):
                beta[i] += t[i * n + k] * by

    def worth(self):
        """The gains' form at its present values: no portfolio below has more, were floats exact."""
        n, d, at, nonbasic = self.n, self.d, self.at, self.nonbasic
        total = 0.0
        for k in range(n):
            total += d[k] * at[nonbasic[k]]
        return total

    def pivot(self, i, k, value):
        """The basic variable of row i leaves at this value; that of column k becomes basic."""
        n, t, d, beta = self.n, self.t, self.d, self.beta
        base = i * n
        out, into = self.basic[i], self.nonbasic[k]
        inverse = 1.0 / t[base + k]
        step = (value - beta[i]) * inverse
        for r in range(self.used):
            beta[r] += t[r * n + k] * step
        beta[i] = self.at[into] + step
        self.at[out] = value
        for q in range(n):
            t[base + q] = -inverse * t[base + q]
        t[base + k] = inverse
        weight = self.weight
        own = weight[i] * inverse * inverse
        weight[i] = own if own > 1.0 else 1.0
        for r in range(self.used):
            f = t[r * n + k]
            if r != i and f != 0.0:
                row = r * n
                if f * f * own > weight[r]:
                    weight[r] = f * f * own
                t[row + k] = 0.0
                for q in range(n):
                    t[row + q] += f * t[base + q]
        f = d[k]
        if f != 0.0:
            d[k] = 0.0
            for q in range(n):
                d[q] += f * t[base + q]
        self.basic[i] = into
        self.nonbasic[k] = out
        self.place[into] = -1 - i
        self.place[out] = k
        self.pivots += 1
        self.total += 1
        self.work += (self.used + 4) * n

    def rebuild(self):
        """The same basis from the rows, without what has been rounded on the way."""
        n, t, place, wanted = self.n, self.t, self.place, self.wanted
        for v in range(n + self.m):
            wanted[v] = 1 if place[v] < 0 else 0
        for j in range(n):
            self.d[j] = self.gains[j]
            self.nonbasic[j] = j
            place[j] = j
        for i in range(self.used):
            self.fill(i, self.rows[i])
            self.basic[i] = n + self.rows[i]
            place[n + self.rows[i]] = -1 - i
            self.beta[i] = 0.0
        for j in range(n):
            if wanted[j]:
                most = 1e-7
                chosen = -1
                for i in range(self.used):
                    a = t[i * n + j]
                    a = a if a > 0.0 else -a
                    if a > most and self.basic[i] >= n and not wanted[self.basic[i]]:
                        most = a
                        chosen = i
                if chosen >= 0:
                    self.pivot(chosen, j, self.at[self.basic[chosen]])
        for k in range(n):
            v = self.nonbasic[k]
            low, high = self.low[v], self.high[v]
            if low == high or high >= ENDLESS or low <= -ENDLESS:
                self.at[v] = low if low > -ENDLESS and (low == high or high >= ENDLESS) else high
            else:
                self.at[v] = high if self.d[k] > 0.0 else low
        for i in range(self.used):
            self.beta[i] = self.level(i)
            self.weight[i] = 1.0
        self.pivots = 0
