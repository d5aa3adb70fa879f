# The types of weighing.py where it is compiled.
cimport cython
from tenderscore.engine.simplex cimport Simplex

cdef double FINEST, ENDLESS, SMALLEST
cdef int SHELF, FEW

cdef class Weighing:
    cdef public int n, m, keep, depth, trailed, hit
    cdef public bint aimed, recording, over, climbing
    cdef public long long target, nodes, sum, constant, m0, bound
    cdef public int shelved
    cdef public long long[::1] shelf, constants, shelf_steps
    cdef public double room, gain_size
    cdef public list found, tokens, multipliers
    cdef public dict steps
    cdef public Simplex lp
    cdef public long long[::1] starts, columns, values, lows, highs, sides, gains
    cdef public long long[::1] fixed, trail, stack, first, mark, second, hits, point, w, mu, bounds
    cdef public double[::1] x, y, scale, size

    @cython.locals(n=cython.int, m=cython.int, r=cython.int, e=cython.int, j=cython.int,
                   starts=cython.longlong[::1], low=cython.double[::1], high=cython.double[::1],
                   gains=cython.double[::1], coefficients=cython.double[::1], most=cython.double,
                   total=cython.double, a=cython.double, b=cython.double)
    cdef relax(self)
    cdef fix(self, long long j, long long value)
    @cython.locals(count=cython.int, total=cython.longlong, j=cython.int, w=cython.longlong)
    cdef bint decide(self, bint aimed)
    @cython.locals(total=cython.longlong, count=cython.int, j=cython.int)
    cdef int fixable(self)
    @cython.locals(n=cython.int, w=cython.longlong[::1], fixed=cython.longlong[::1],
                   back=cython.int, slot=cython.int, total=cython.longlong, j=cython.int,
                   each=cython.longlong)
    cdef bint shelf_closes(self)
    @cython.locals(finest=cython.double, enough=cython.int)
    cdef shorten(self, bint aimed, int count)
    @cython.locals(n=cython.int, m=cython.int, y=cython.double[::1], size=cython.double,
                   target=cython.double, most=cython.double, r=cython.int, f=cython.double,
                   fine=cython.double, total=cython.longlong, w=cython.longlong[::1],
                   mu=cython.longlong[::1], hits=cython.longlong[::1],
                   columns=cython.longlong[::1], values=cython.longlong[::1], hit=cython.int,
                   u=cython.longlong, e=cython.int, j=cython.int)
    cdef bint weigh(self, bint aimed, double finest)
    @cython.locals(h=cython.int, r=cython.longlong, u=cython.longlong, slot=cython.int,
                   j=cython.int)
    cdef write(self)
