# The types of tableau.py where it is compiled.
cimport cython

cdef class Tableau:
    cdef public int n, m, used, capacity, pivots, total, leaving, first
    cdef public long long work
    cdef public double z, sense
    cdef public long long[::1] starts, columns, basic, rows, nonbasic, place, heap, wanted
    cdef public double[::1] coefficients, low, high, gains, t, beta, weight, d, at, ratios

    @cython.locals(i=cython.int, n=cython.int, capacity=cython.int)
    cdef grow(self)
    cpdef bint has(self, int r)
    @cython.locals(i=cython.int)
    cpdef add(self, int r)
    @cython.locals(n=cython.int, k=cython.int, e=cython.int, base=cython.longlong,
                   other=cython.longlong, p=cython.longlong, a=cython.double,
                   t=cython.double[::1], place=cython.longlong[::1])
    cdef fill(self, int i, long long r)
    @cython.locals(n=cython.int, k=cython.int, total=cython.double, t=cython.double[::1],
                   at=cython.double[::1], nonbasic=cython.longlong[::1])
    cdef double level(self, int i)
    @cython.locals(k=cython.longlong)
    cpdef bound(self, long long j, double low, double high)
    @cython.locals(n=cython.int, i=cython.int, by=cython.double, t=cython.double[::1],
                   beta=cython.double[::1])
    cdef move(self, long long v, long long k, double value)
    @cython.locals(n=cython.int, k=cython.int, total=cython.double, d=cython.double[::1],
                   at=cython.double[::1], nonbasic=cython.longlong[::1])
    cdef double worth(self)
    @cython.locals(n=cython.int, t=cython.double[::1], d=cython.double[::1],
                   beta=cython.double[::1], base=cython.longlong, out=cython.longlong,
                   into=cython.longlong, inverse=cython.double, step=cython.double, r=cython.int,
                   q=cython.int, f=cython.double, row=cython.longlong, own=cython.double,
                   weight=cython.double[::1])
    cdef pivot(self, int i, int k, double value)
    @cython.locals(n=cython.int, t=cython.double[::1], place=cython.longlong[::1],
                   wanted=cython.longlong[::1], v=cython.longlong, j=cython.int, i=cython.int,
                   k=cython.int, most=cython.double, chosen=cython.int, a=cython.double,
                   low=cython.double, high=cython.double)
    cdef rebuild(self)
