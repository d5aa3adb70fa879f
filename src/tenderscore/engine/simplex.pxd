# The types of simplex.py where it is compiled.
cimport cython
from tenderscore.engine.tableau cimport Tableau

cdef double SLACK, ENDLESS
cdef int OPTIMAL, TIRED, FRESH

cdef class Simplex(Tableau):
    @cython.locals(steps=cython.int, i=cython.int, k=cython.int, v=cython.longlong)
    cpdef int solve(self, double cut, int most)
    @cython.locals(beta=cython.double[::1], basic=cython.longlong[::1], low=cython.double[::1],
                   high=cython.double[::1], weight=cython.double[::1], best=cython.double,
                   most=cython.double, i=cython.int, chosen=cython.int, v=cython.longlong,
                   under=cython.double, over=cython.double)
    cdef int worst(self)
    @cython.locals(n=cython.int, t=cython.double[::1], d=cython.double[::1], at=cython.double[::1],
                   low=cython.double[::1], high=cython.double[::1], nonbasic=cython.longlong[::1],
                   ratios=cython.double[::1], heap=cython.longlong[::1], sense=cython.double,
                   base=cython.longlong, v=cython.longlong, missing=cython.double, count=cython.int,
                   k=cython.longlong, a=cython.double, ratio=cython.double, place=cython.int,
                   flips=cython.int, j=cython.longlong)
    cdef int entering(self, int i)
    @cython.locals(heap=cython.longlong[::1], k=cython.longlong, child=cython.int)
    cdef sift(self, int place, int count, long long base)
    @cython.locals(a=cython.double, b=cython.double)
    cdef bint before(self, long long one, long long other, long long base)
    @cython.locals(n=cython.int, r=cython.int, k=cython.longlong)
    cpdef duals(self, double[::1] y)
    @cython.locals(n=cython.int, i=cython.int, r=cython.int, k=cython.longlong)
    cpdef ray(self, double[::1] y)
    @cython.locals(j=cython.int, k=cython.longlong)
    cpdef values(self, double[::1] x)
    @cython.locals(n=cython.int, t=cython.double[::1], d=cython.double[::1], at=cython.double[::1],
                   low=cython.double[::1], high=cython.double[::1], nonbasic=cython.longlong[::1],
                   chosen=cython.int, best=cython.double, i=cython.int, j=cython.longlong,
                   x=cython.double, down=cython.double, up=cython.double, base=cython.longlong,
                   k=cython.int, a=cython.double, v=cython.longlong, ratio=cython.double,
                   share=cython.double, score=cython.double)
    cpdef int branching(self, double gap)
