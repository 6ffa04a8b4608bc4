"""Golden values of the change of level in changepoint.go, written from method.md with the standard library alone and by
another road: each place is tried by fitting two means as such, and the statistic comes from the covariance of both. The
rows of values are those of the file, drawn once.

    python3 changepoint_reference.py > new.json && mv new.json changepoint.json
"""
import json
import math
from statistics import fmean


def parts(y, k):
    a, b = fmean(y[:k]), fmean(y[k:])
    return a, b, [v - a for v in y[:k]] + [v - b for v in y[k:]]


def squares(e):
    return math.fsum(v * v for v in e)


def fit(y):
    n = len(y)
    h = max(4, math.ceil(0.15 * n))
    k = min(range(h, n - h + 1), key=lambda j: (round(squares(parts(y, j)[2]), 6), j))
    before, after, e = parts(y, k)
    ss = squares(e)
    r = math.fsum(a * b for a, b in zip(e[1:], e)) / ss
    r = min(max(r + 2 * (1 + 3 * r) / n, 0), 0.8)
    w = max(ss / (n - 2), 2.5**2) * (1 + r) / (1 - r)
    # Two means of k and n − k values are independent: the variance of their difference is the sum of theirs.
    wald = (after - before) ** 2 / (w / k + w / (n - k))
    # Every place whose two means fit about as well.
    bound = ss - 2 * math.log(1 - math.sqrt(0.95)) * (1 + 20 / n) * w
    likely = [j for j in range(1, n) if squares(parts(y, j)[2]) <= bound]
    return dict(at=k, low=min(likely), high=max(likely), before=before, after=after, wald=wald, variance=w, found=wald > 12.16)


with open("changepoint.json") as f:
    rows = [case["y"] for case in json.load(f)["cases"]]
print(json.dumps({"cases": [dict(y=y, **fit(y)) for y in rows]}, indent=1))
