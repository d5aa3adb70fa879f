# The types of search.py where it is compiled.
cimport cython
from tenderscore.engine.simplex cimport Simplex
from tenderscore.engine.weighing cimport Weighing

cdef int CLOSED, PIVOTS, BELOW, EMPTY
cdef double NEAR, ENDLESS

cdef class Search(Weighing):
    cpdef hold(self, int j, int value)
    @cython.locals(lp=Simplex, stop=cython.longlong, j=cython.int)
    cpdef int run(self, long long work, long long nodes)
    @cython.locals(d=cython.int, value=cython.int)
    cdef branch(self, int j)
    @cython.locals(d=cython.int, j=cython.longlong)
    cdef back(self)
    @cython.locals(most=cython.longlong, d=cython.int)
    cpdef long long reach(self)
    @cython.locals(lp=Simplex, cut=cython.double, status=cython.int, gap=cython.double,
                   j=cython.int, r=cython.int)
    cdef int evaluate(self)
    @cython.locals(lp=Simplex, any_did=cython.bint, r=cython.int, e=cython.int,
                   total=cython.double, v=cython.int)
    cdef bint join(self)
    @cython.locals(j=cython.int, x=cython.double)
    cdef bint whole(self)
    @cython.locals(r=cython.int, total=cython.longlong)
    cdef int broken(self)
    @cython.locals(total=cython.longlong, e=cython.int)
    cdef long long total(self, int r)
    @cython.locals(total=cython.longlong, j=cython.int)
    cdef long long value(self)
    @cython.locals(value=cython.longlong, j=cython.int)
    cdef bint take(self)
    @cython.locals(j=cython.int, r=cython.int)
    cdef int complete(self)
    @cython.locals(chosen=cython.int, least=cython.longlong, j=cython.int, w=cython.longlong)
    cdef int any_free(self)
