#!/usr/bin/env python3
"""How often a planned comparison shows a change, by a program that shares nothing with the Go code: diaries drawn by
numpy, judged by compare() of reference.py (numpy's solver, scipy's Student t). Beside it the normal approximation, with the
covariance of method.md §3 inverted whole. It writes power-reference.json, which power_test.go holds the Go code against.

    python3 power_reference.py > power-reference.json      (numpy 1.24.2, scipy 1.10.1; seed 20261127; about a minute)
"""
import json
import math
import sys

import numpy as np
import scipy
from scipy import stats

import reference

SEED, DIARIES = 20261127, 4000
reference.nap_figures = lambda before, after, higher: {}  # of no use here, and slow

# mean, SD, dependence, missing share; nights without, run-in, with; change
CASES = [
    (5.5, 1.5, 0.30, 0.00, 28, 0, 28, -1.0), (5.5, 1.5, 0.30, 0.00, 56, 0, 56, -1.0), (6.0, 2.0, 0.50, 0.10, 28, 0, 28, -2.0),
    (6.0, 1.2, 0.35, 0.00, 21, 7, 28, -1.0), (5.5, 2.0, 0.42, 0.00, 28, 0, 28, -2.0), (7.0, 2.2, 0.60, 0.05, 42, 14, 42, -2.0),
    (5.0, 1.8, 0.40, 0.15, 28, 7, 21, -2.0), (6.0, 1.0, 0.20, 0.00, 14, 0, 14, -2.0),
]


def draw(rng, mean, sd, phi, missing, without, run_in, length, change):
    nights, e = {}, rng.normal()
    for day in range(without + run_in + length):
        if day:
            e = phi * e + math.sqrt(1 - phi * phi) * rng.normal()
        rating = min(max(round(mean + sd * e + (change if day >= without else 0)), 0), 10)
        if rng.random() >= missing:
            nights[day] = rating
    return nights


def approximation(mean, sd, phi, missing, without, run_in, length, change):
    """By the normal distribution, as if spread and dependence were known. Whole numbers add 1/12 to the variance."""
    t = np.array(list(range(-without, 0)) + list(range(run_in, run_in + length)))
    if missing:
        return None
    after = t >= 0
    variance = sd * sd + 1 / 12
    distance = np.abs(t + 0.5)
    v = variance * phi ** np.abs(t[:, None] - t[None, :])
    v += 0.0025 * variance * np.where(after[:, None] == after[None, :], np.minimum(distance[:, None], distance[None, :]), 0)
    x = np.column_stack([np.ones(len(t)), after])
    se = math.sqrt(np.linalg.inv(x.T @ np.linalg.solve(v, x))[1, 1])
    return float(stats.norm.cdf(abs(change) / se - stats.norm.ppf(0.975)))


rng = np.random.default_rng(SEED)
cases = []
for case in CASES:
    better = 0
    for _ in range(DIARIES):
        nights = draw(rng, *case)
        if reference.compare(nights, case[4], case[5], None, [], "severity")["verdict"] == "better":
            better += 1
    cases.append({"mean": case[0], "sd": case[1], "dependence": case[2], "missing": case[3], "without": case[4], "run_in": case[5],
                  "with": case[6], "change": case[7], "better": better / DIARIES, "normal": approximation(*case)})
json.dump({"provenance": f"written by power_reference.py with numpy {np.__version__}, scipy {scipy.__version__}, seed {SEED}, {DIARIES} diaries a case",
           "cases": cases}, sys.stdout, indent=1)
print()
