#!/usr/bin/env python3
"""The whole-history rule (method.md §4) on whole diaries, sharing nothing with the Go code.

Written from the specification alone, the plain way: the whole covariance matrix of the nights, numpy's
solver, scipy's distributions, every pseudo-start fitted by itself, every night's role looked up by
itself. It writes history-reference.json, which history_reference_test.go holds the Go code against.

    python3 history_reference.py > history-reference.json      (numpy 1.24.2, scipy 1.10.1)
"""
import datetime
import json
import sys

import numpy as np
from scipy import optimize, special, stats

SEED = 20261127
PHI = np.array([0, .2, .4, .55, .7, .82, .92])
R = np.array([0, .01, .025, .05, .075, .11, .16])
PHI_MASS = np.exp(-.5 * ((PHI - .42) / .3) ** 2)
PHI_MASS /= PHI_MASS.sum()
R_MASS = np.exp(-.5 * (R / .05) ** 2) * np.gradient(np.arange(7)) * np.gradient(R)
R_MASS /= R_MASS.sum()
STRUCTURES = [(0, 0), (1, 0), (0, 1), (1, 1)]  # slope, year


def covariance(t, jumps, phi, r):
    """Cov of nightly part and level: the level is a random walk with a jump at every other step."""
    t = np.asarray(t, float)
    v = phi ** np.abs(t[:, None] - t[None, :]) if phi > 0 else np.eye(len(t))
    level = r * r * (t - t[0])
    for j in jumps:
        if t[0] < j <= t[-1]:
            level = level + 2.25 * (t >= j)
    return v + np.minimum(level[:, None], level[None, :])


def columns(t, weekend, structure, target):
    t = np.asarray(t, float)
    cols, lam = [np.ones(len(t)), np.where(weekend, 5 / 7, -2 / 7)], [0, 1 / .3 ** 2]
    if structure[0]:
        cols.append(t)
        lam.append(1 / .008 ** 2)
    if structure[1]:
        cols += [np.sin(2 * np.pi * t / 365.25), np.cos(2 * np.pi * t / 365.25)]
        lam += [1 / .4 ** 2] * 2
    return np.column_stack(cols + [target]), np.array(lam + [0.])


def one(t, y, weekend, target, jumps, phi, r, structure, grain):
    v = covariance(t, jumps, phi, r)
    x, lam = columns(t, weekend, structure, target)
    y = np.asarray(y, float) - y[0]
    vx, vy = np.linalg.solve(v, x), np.linalg.solve(v, y)
    a = x.T @ vx + np.diag(lam)
    b = np.linalg.solve(a, x.T @ vy)
    n = len(y)
    nu = n - 1
    rest = max(y @ vy - b @ (a @ b), 0)
    q = rest + (grain / 2) ** 2
    scale = np.sqrt(np.linalg.inv(a)[-1, -1] * max(q / nu, (grain / 2) ** 2))
    weight = (-.5 * np.linalg.slogdet(v)[1] - .5 * np.linalg.slogdet(a)[1]
              + .5 * np.log(lam[lam > 0]).sum() - nu / 2 * np.log(q))
    return b[-1], scale, nu, weight, max(q / nu, (grain / 2) ** 2)


def whole_history(t, y, weekend, on, jumps, grain):
    t, y, weekend, on = (np.asarray(a) for a in (t, y, weekend, on))
    u = min(max((t[-1] - t[0] + 1 - 112) / 100, 0), 1)
    w = .15 + .45 * u
    share = [1 - w, .4 * w, .2 * w, .4 * w]
    m, s, weight, at = [], [], [], []
    for i, phi in enumerate(PHI):
        for j, r in enumerate(R):
            for k, structure in enumerate(STRUCTURES):
                mean, scale, nu, lw, var = one(t, y, weekend, on.astype(float), jumps, phi, r, structure, grain)
                m.append(mean)
                s.append(scale)
                weight.append(lw + np.log(PHI_MASS[i] * R_MASS[j] * share[k]))
                at.append((phi, r, structure, var))
    m, s, weight = np.array(m), np.array(s), np.array(weight)
    weight = np.exp(weight - weight.max())
    weight /= weight.sum()
    phi, r, structure, _ = at[int(weight.argmax())]

    z = []
    for p in range(int(t[0]) + 56, -28 + 1, 14):
        if any(abs(p - j) <= 14 for j in jumps):
            continue
        use = (t < p + 56) & (t < 0)
        if (t < p).sum() < 14 or (use & (t >= p)).sum() < 14:
            continue
        mean, scale, *_ = one(t[use], y[use], weekend[use], (t[use] >= p).astype(float), jumps, phi, r, structure, grain)
        z.append(mean / scale)
    kappa = max(1, np.sqrt((4 + np.square(z).sum()) / (4 + len(z)))) if z else 1.

    def cdf(x):
        return (weight * stats.t.cdf((x - m) / (kappa * s), nu)).sum()

    low, high = (m - 12 * kappa * s).min(), (m + 12 * kappa * s).max()
    return {
        "effect": float(weight @ m), "ci_low": optimize.brentq(lambda x: cdf(x) - .025, low, high, xtol=1e-13),
        "ci_high": optimize.brentq(lambda x: cdf(x) - .975, low, high, xtol=1e-13),
        "p_below_0": float(cdf(0)), "kappa": float(kappa), "df": float(nu), "placebos": float(len(z)),
        "phi": float(sum(w_ * a[0] for w_, a in zip(weight, at))),
        "wander": float(sum(w_ * a[1] * np.sqrt(a[3]) for w_, a in zip(weight, at))),
        "looked_back": float(-t[0]),
    }


def date(day):
    return (datetime.date(2026, 1, 1) + datetime.timedelta(days=int(day))).isoformat()


def make(rng, k):
    """A diary: nights from −before to after, this remedy's phases, other remedies', unusual nights."""
    before, after = int(rng.choice([30, 60, 90, 115, 150, 220, 330, 430])), int(rng.integers(25, 90))
    phases = [{"start": 0, "end": None, "run_in": int(rng.choice([0, 0, 5]))}]
    carry = int(rng.choice([0, 4]))
    if before > 100 and rng.random() < .5:  # a dose before it, followed at once or after a pause
        start = -int(rng.integers(40, before - 10))
        end = 0 if rng.random() < .5 else start + int(rng.integers(15, 30))
        phases.insert(0, {"start": start, "end": end, "run_in": int(rng.choice([0, 7]))})
    others = []
    for _ in range(int(rng.integers(0, 4))):
        start = int(rng.integers(-min(before, 300), after))
        if abs(start) <= 10:
            continue
        end = None if rng.random() < .5 else start + int(rng.integers(20, 40))
        if end is not None and abs(end) <= 10:
            end = None
        others.append({"start": start, "end": end, "run_in": int(rng.choice([0, 3])), "carry": int(rng.choice([0, 2]))})
    hours = k % 5 == 4
    level, a, nights = 6.0, 0.0, []
    phi, wander, slope = rng.choice([0, .3, .6]), rng.choice([0, .05, .1]), rng.choice([0, -.01])
    for day in range(-before, after):
        level += wander * rng.standard_normal()
        a = phi * a + np.sqrt(1 - phi * phi) * rng.standard_normal()
        value = level + 2 * a + slope * day - (2 if day >= 0 else 0)
        if rng.random() < .2:
            continue
        value = round(min(max(value, 0), 10) * (4 if hours else 1)) / (4 if hours else 1)
        nights.append({"date": day, "value": value, "unusual": bool(rng.random() < .03)})
    return {"nights": nights, "phases": phases, "carry": carry, "others": others, "outcome": "sleep_hours" if hours else "severity"}


def steps_of(phases, carry):
    """(first night, kind, days left out after it), a phase that follows at once being a dose change."""
    out = []
    for i, p in enumerate(phases):
        out.append((p["start"], "start", p["run_in"]))
        if p["end"] is not None and not (i + 1 < len(phases) and phases[i + 1]["start"] - p["end"] <= 1):
            out.append((p["end"], "stop", carry))
    return out


def judge(d):
    own = steps_of(d["phases"], d["carry"])
    at = [s for s, _, _ in own].index(0)
    other = [s for o in d["others"] for s in steps_of([o], o["carry"])]
    run_in = d["phases"][-1]["run_in"]
    days = [n["date"] for n in d["nights"]]
    last_day = min(days[-1], run_in + 55)
    t, y = [], []
    for n in d["nights"]:
        day = n["date"]
        if day < -400 or day > last_day or n["unusual"]:
            continue
        if any(s <= day < s + skip for s, _, skip in own + other):
            continue
        t.append(day)
        y.append(n["value"])
    # Windows: 56 dates before, not past the step before; 56 after the run-in.
    edge = max([-56] + [own[at - 1][0]] * (at > 0))
    inside = [x for x in t if x >= edge]
    if sum(x < 0 for x in inside) < 7 or sum(x >= 0 for x in inside) < 7:
        return None
    near = [s for s, _, _ in other if max(edge, days[0]) <= s <= last_day and inside[0] < s <= inside[-1]]
    if t[0] > -112 and not near:
        return {"rule": "windows"}
    jumps = [s for i, (s, _, _) in enumerate(own) if i < at and s > days[0]] + [s for s, _, _ in other if s <= last_day]
    weekend = [(datetime.date(2026, 1, 1) + datetime.timedelta(days=x)).weekday() in (4, 5) for x in t]
    want = whole_history(t, y, weekend, [x >= 0 for x in t], jumps, 1 if d["outcome"] == "severity" else .25)
    want["rule"] = "whole_history"
    return want


def main():
    rng = np.random.default_rng(SEED)
    cases = []
    while len(cases) < 40:
        d = make(rng, len(cases))
        want = judge(d)
        if want is None:
            continue
        for n in d["nights"]:
            n["date"] = date(n["date"])
        for p in d["phases"] + d["others"]:
            p["start"], p["end"] = date(p["start"]), None if p["end"] is None else date(p["end"])
        cases.append({**d, "want": want})
    json.dump({"seed": SEED, "start": date(0), "cases": cases}, sys.stdout, separators=(",", ":"))


main()
