"""Checks a proof file of tenderscore with Python alone: python docs/check_proof.py award.proof

Its claims say that of all portfolios that keep the rows `chosen` is the best (`best`), that none
keeps them (`none`), or that `chosen` does (`kept`); docs/explanation/proof-file.md says why. Proven
is what rows, aims, seed and chosen say, not the sentence. Exit code: 0 proven, 1 not, 2 no file.
"""

import json
import sys
from hashlib import sha256
from math import gcd
from pathlib import Path


# fmt: off
def need(truth, reason):
    if not truth:
        raise ValueError(reason)
def typed(kind, value):
    need(type(value) is kind, f"something else where {kind.__name__} belongs")
    return value
def once(pairs):
    need(len(dict(pairs)) == len(pairs), "a name occurs twice")
    return dict(pairs)
def sum_of(pairs, known):
    need(once(typed(list, pairs)).keys() <= known, "an unknown name")
    return {name: a for name, a in pairs if typed(int, a)}
def subset(names, known):
    return frozenset(sum_of([(name, 1) for name in typed(list, names)], known))
def value_of(terms, portfolio):
    return sum(a for name, a in terms.items() if name in portfolio)
def row_of(names, terms, bound, ones=()):  # a row of the block: what its terms must reach
    inside = {name: terms[name] for name in names if name in terms}
    g = gcd(*inside.values()) or 1
    return {name: a // g for name, a in inside.items()}, -((value_of(terms, ones) - bound) // g)
def combined(multipliers, rows, names):  # L with nothing fixed, the largest |w|, every w
    greatest, w = 0, dict.fromkeys(names, 0)
    for key, m in typed(list, multipliers):
        need(typed(int, key) in rows and typed(int, m) > 0, "a strange multiplier")
        greatest -= m * rows[key][1]
        for name, a in rows[key][0].items():
            w[name] += m * a
    return greatest + sum([a for a in w.values() if a > 0]), max(map(abs, w.values()), default=0), w
def closes(vector, case):  # or else fixes what it can in the case, {variable: 0 or 1}
    greatest, largest, w = vector
    greatest -= sum([abs(w[name]) for name, x in case.items() if x != (w[name] > 0)])
    if 0 <= greatest < largest:
        case |= {v: int(a > 0) for v, a in w.items() if greatest < abs(a) and v not in case}
    return greatest < 0

def check_tree(stage, rows, names, equals):
    vectors = [combined(each, rows, names) for each in typed(list, stage["multipliers"])]
    cases, tree = [{}], iter(typed(list, stage["tree"]))
    while cases:
        case = cases.pop()
        if len(case) < len(names) or frozenset(name for name in case if case[name]) not in equals:
            number = typed(int, next(tree, "the tree leaves a case open"))
            place, later = divmod(-number - 1, 2)
            if number < 0:
                need(names[place] not in case, "a branch on a fixed variable")
                cases += {**case, names[place]: later}, {**case, names[place]: 1 - later}
            elif not closes(vectors[number], case):
                cases.append(case)
    need(not list(tree), "a tree has numbers left")

def check_stages(stages, rows, number, names, aims, draw, chosen):
    for stage in typed(list, stages):
        d = 0 if aims else typed(int, stage["draw"])
        need("draw" not in stage if aims else 0 < d <= len(draw), "a strange stage")
        gains = aims[0] if aims else {name: 2 ** (d - 1 - i) for i, name in enumerate(draw[:d])}
        aims, draw, last, number = aims[1:], draw[d:], "equals" in stage, number + 1
        value, sets = value_of(gains, chosen), typed(list, stage["equals"]) if last else []
        need(typed(int, stage["target"]) == value + (not last), "a stage has another target")
        rows[0] = row_of(names, gains, stage["target"])
        equals = once([(subset(each, set(names)), 0) for each in sets])
        check_tree(stage, rows, names, equals)
        if last:
            goals = [gains, *aims, *({name: 1} for name in draw)]
            rank = {each: [value_of(goal, each) for goal in goals] for each in equals}
            kept = all(value_of(row, each) >= low for row, low in rows.values() for each in equals)
            return need(kept and rank[chosen] == max(rank.values()) and stage is stages[-1], "ties")
        rows[number] = row_of(names, {name: -a for name, a in gains.items()}, -value)
        rows[-number] = row_of(names, gains, value)
    need(not aims and not draw, "a stage is missing")

def prove(claim):
    kind, names, rows, fixed, count = claim["kind"], claim["variables"], {}, {}, 0
    need(type(claim["says"]) is str and kind in ("best", "none", "kept"), "a strange claim")
    none, known = kind == "none", subset(names, {typed(str, name) for name in names})
    for count, row in enumerate(typed(list, claim["rows"]), 1):
        terms = sum_of(row["terms"], known)
        for key, sign, bound in (count, -1, row["at_most"]), (-count, 1, row["at_least"]):
            if bound is not None:
                rows[key] = {name: sign * a for name, a in terms.items()}, sign * typed(int, bound)
    chosen = subset([] if none else claim["chosen"], known)
    need(none or all(value_of(row, chosen) >= low for row, low in rows.values()), "a broken row")
    if kind == "kept":
        return
    sides, root = {k: row_of(names, *row) for k, row in rows.items()}, typed(list, claim["root"])
    closed = True in [closes(combined(each, sides, names), fixed) for each in root]
    need(closed + len(claim["blocks"]) == 1 if none else not closed, "the root, or no one block")
    need(none or all(x == (name in chosen) for name, x in fixed.items()), "`chosen` at the root")
    aims = [sum_of(aim["gains"], known) for aim in ([] if none else typed(list, claim["aims"]))]
    seed, late = None if none else claim["seed"], subset(claim.get("undrawn", []), known)
    digests = {v: sha256((seed + v).encode()).hexdigest() for v in names if seed is not None}
    draw = sorted(digests, key=lambda v: (v in late, digests[v]))
    free, ones = known.difference(fixed), {name for name in fixed if fixed[name]}
    reach = {key: free.intersection(terms) for key, (terms, _) in rows.items()}
    worst = {key: ones | {v for v in reach[key] if rows[key][0][v] < 0} for key in rows}
    tight = [reach[key] for key in rows if value_of(rows[key][0], worst[key]) < rows[key][1]]
    for block in typed(list, claim["blocks"]):
        names, own = block["variables"], subset(block["variables"], free)
        free, order = free - own, [name for name in draw if name in own]
        need(none or all(r <= own or r.isdisjoint(own) for r in tight), "a row of two blocks")
        part = {key: row_of(names, *rows[key], ones) for key in rows if reach[key] <= own}
        columns = [*aims, *(terms for terms, _ in part.values())]
        number, clones = count, [typed(list, pair) for pair in typed(list, block.get("clones", []))]
        for number, (a, b) in enumerate(clones, count + 1):
            need(all(terms.get(a, 0) == terms.get(b, 0) for terms in columns), "no clones")
            need(order.index(a) < order.index(b) and chosen & {a, b} != {b}, "clones and the draw")
            part[number] = {a: 1, b: -1}, 0
        if none:
            (stage,) = block["stages"]
            need(not {"target", "equals", "draw"} & stage.keys(), "`none` has no aim")
            check_tree(stage, part, names, ())
        else:
            check_stages(block["stages"], part, number, names, aims, order, chosen & own)
    need(none or not free, "a free variable in no block")

def main(path, place="the file"):
    try:
        first, body, end = Path(path).read_bytes().split(b"\n")
        digest = sha256(body + b"\n").hexdigest()
        need(first.decode() == f"tenderscore proof 1 sha256 {digest}" and not end, "another digest")
        claims = json.loads(body.decode(), object_pairs_hook=once)["claims"]
        need(typed(list, claims), "it claims nothing")
        for number, claim in enumerate(claims, 1):
            place = f"claim {number}"
            prove(claim)
            says = "".join(c if c.isprintable() else " " for c in claim["says"])
            sys.stdout.write(f"proven: {says}\n")
    except Exception as error:
        sys.stdout.write(f"NOT PROVEN: {place}: {error!r:.200}\n")
        return 1
    return 0

if __name__ == "__main__":
    sys.stdout.reconfigure(errors="backslashreplace")
    sys.exit(main(sys.argv[1]) if len(sys.argv) == 2 else 2)
