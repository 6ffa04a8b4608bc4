#!/usr/bin/env python3
"""An implementation of the rule for the windows (method.md §2, §3 and §6) that shares nothing with the Go code.

Written from the specification alone, the plain way: whole matrices, numpy's solver, scipy's
distributions, all pairs compared one by one. It writes reference.json, which reference_test.go holds
the Go code against.

    python3 reference.py > reference.json      (numpy 1.24.2, scipy 1.10.1; seed 20260301)
"""
import datetime
import json
import math
import sys

import numpy as np
import scipy
from scipy import optimize, stats

SEED = 20260301
WINDOW = 56
STEP = {"severity": 1, "tiredness": 1, "times_up": 1, "sleep_hours": 0.25,
        "minutes_to_sleep": 5, "minutes_awake": 5, "onset_minutes": 5}
HIGHER_IS_BETTER = {"sleep_hours", "onset_minutes"}


def date(day):
    """ISO date of a day number."""
    return (datetime.date(2026, 1, 1) + datetime.timedelta(days=int(day))).isoformat()


def gls(y, x, v):
    vi_x = np.linalg.solve(v, x)
    cov = np.linalg.inv(x.T @ vi_x)
    return cov @ (vi_x.T @ y), cov


def t_quantile(nu):
    """97.5 % point of Student's t. scipy 1.10's own ppf is off by some 2e-9 for about one nu in ten
    (seen against 40 digits of mpmath), so its cdf is inverted instead."""
    return optimize.brentq(lambda x: stats.t.cdf(x, nu) - 0.975, 1.9, 4.4, xtol=1e-15, rtol=1e-15)


def nap_figures(before, after, higher):
    """NAP, Tau, Tau-U with Sen's unbiased variance and Newcombe's method 5."""
    a, b = np.asarray(before, float), np.asarray(after, float)
    if not higher:
        a, b = -a, -b
    m, n = len(a), len(b)
    q = np.array([[1.0 if bj > ai else 0.5 if bj == ai else 0.0 for bj in b] for ai in a])
    nap = q.mean()
    trend = sum(np.sign(a[j] - a[i]) for i in range(m) for j in range(i + 1, m))
    cross = sum(np.sign(bj - ai) for ai in a for bj in b)
    out = {"nap": nap, "tau": 2 * nap - 1, "tau_u": (cross - trend) / (m * n)}
    if m >= 7 and n >= 7:
        q1 = ((q - nap).sum(axis=1) ** 2).sum() / (m * n ** 2)
        q2 = ((q - nap).sum(axis=0) ** 2).sum() / (m ** 2 * n)
        x = ((q - nap) ** 2).sum() / (m * n)
        cut = 0.5 / (m * n)
        kept = min(max(nap, cut), 1 - cut)
        var = (kept * (1 - kept) + n * q1 + m * q2 - 2 * x) / ((m - 1) * (n - 1))
        out["nap_se"] = math.sqrt(max(var, 0))
        z, h = stats.norm.ppf(0.975), (m + n) / 2 - 1

        def f(t):
            return (m * n * (nap - t) ** 2 * (2 - t) * (1 + t)
                    - z * z * t * (1 - t) * (2 + h + (1 + 2 * h) * t * (1 - t)))
        out["nap_low"] = optimize.brentq(f, 0, nap, xtol=1e-15) if 0 < nap < 1 else (0.0 if nap == 0 else optimize.brentq(f, 1e-12, 1 - 1e-12, xtol=1e-15))
        out["nap_high"] = optimize.brentq(f, nap, 1, xtol=1e-15) if 0 < nap < 1 else (1.0 if nap == 1 else optimize.brentq(f, 1e-12, 1 - 1e-12, xtol=1e-15))
    return out


def compare(nights, first, run_in, end, others, outcome):
    """One start. nights: {day: value or None}; others: [(day, run_in)] of other interventions."""
    higher = outcome in HIGHER_IS_BETTER
    recorded = sorted(nights)
    settled = first + run_in
    last_after = min(settled + WINDOW - 1, recorded[-1], (end - 1) if end is not None else 10 ** 9)
    lowest = max(first - WINDOW, recorded[0])
    inside = [o for o in others if lowest <= o[0] <= last_after or abs(o[0] - first) <= 7]

    def usable(day):
        return nights.get(day) is not None and not any(o <= day < o + r for o, r in inside)
    tb = [d - first for d in range(lowest, first) if usable(d)]
    ta = [d - first for d in range(settled, last_after + 1) if usable(d)]
    yb = np.array([nights[first + t] for t in tb], float)
    ya = np.array([nights[first + t] for t in ta], float)
    out = {"n_before": len(tb), "n_after": len(ta)}
    close = [o for o, _ in inside if abs(o - first) <= 7]
    if len(tb) and len(ta):
        out.update(mean_before=yb.mean(), mean_after=ya.mean(), median_before=float(np.median(yb)), median_after=float(np.median(ya)),
                   q1_before=float(np.percentile(yb, 25)), q3_before=float(np.percentile(yb, 75)))
        out.update(nap_figures(yb, ya, higher))
    verdict = "cannot_separate" if close else "too_early"
    if len(tb) >= 7 and len(ta) >= 7:
        t = np.array(tb + ta)
        y = np.concatenate([yb, ya])
        after = t >= 0
        e = np.where(after, y - ya.mean(), y - yb.mean())
        pairs = [(i, i + 1) for i in range(len(t) - 1) if t[i + 1] - t[i] == 1 and after[i] == after[i + 1]]
        n = len(pairs)
        phi = 0.35
        if n >= 3 and (e ** 2).sum() > 1e-18:
            r = (sum(e[i] * e[j] for i, j in pairs) / n) / ((e ** 2).sum() / len(t))
            r = r + 2 * (1 + 4 * r) / n
            phi = min(max((n * r + 15 * 0.35) / (n + 15), 0), 0.95)
        lag = np.abs(t[:, None] - t[None, :])
        power = np.power(phi, lag)
        vb, va = power[~after][:, ~after].mean(), power[after][:, after].mean()
        sigma2 = (e ** 2).sum() / (len(tb) * (1 - vb) + len(ta) * (1 - va))
        sigma2 = max(sigma2, (STEP[outcome] / 2) ** 2)
        q = 0.0025 * sigma2
        dist = np.abs(t + 0.5)
        same = after[:, None] == after[None, :]
        v = sigma2 * power + q * np.where(same, np.minimum(dist[:, None], dist[None, :]), 0)
        columns = [np.ones(len(t)), after.astype(float)]
        separate = True
        for o, _ in sorted(inside):
            c = (t >= o - first).astype(float)
            if c.min() == c.max() or any((c == k).all() for k in columns[2:]):
                continue
            if (c == columns[1]).all():
                separate = False
                continue
            columns.append(c)
        if separate:
            x = np.column_stack(columns)
            if x.shape[1] > 2:
                rest = np.delete(x, 1, axis=1)
                fit = rest @ np.linalg.lstsq(rest, x[:, 1], rcond=None)[0]
                vif = ((x[:, 1] - x[:, 1].mean()) ** 2).sum() / ((x[:, 1] - fit) ** 2).sum()
                separate = vif <= 10
            b, cov = gls(y, x, v)
            se = math.sqrt(cov[1, 1])
            nu = max(1 / vb + 1 / va - 2, 2)
            half = t_quantile(nu) * se
            out.update(phi=phi, df=nu, sigma2=sigma2, effect=b[1], se=se, ci_low=b[1] - half, ci_high=b[1] + half,
                       effective_before=1 / vb, effective_after=1 / va,
                       chance_better=stats.t.cdf((b[1] if higher else -b[1]) / se, nu))
            good, bad = ("better", "worse") if higher else ("worse", "better")
            if not close and len(tb) >= 14 and len(ta) >= 14:
                verdict = good if b[1] - half > 0 else bad if b[1] + half < 0 else "no_clear_change"
        if not separate:
            verdict = "cannot_separate"
    out["verdict"] = verdict
    return {k: (v if isinstance(v, str) else float(v)) for k, v in out.items()}


def simulate(rng, outcome, days, first, effect, phi, drift, missing):
    level = {"severity": 5.5, "tiredness": 5, "times_up": 3, "sleep_hours": 6, "minutes_to_sleep": 40, "minutes_awake": 60, "onset_minutes": 560}[outcome]
    sd = {"severity": 2, "tiredness": 2, "times_up": 1.5, "sleep_hours": 1.2, "minutes_to_sleep": 20, "minutes_awake": 30, "onset_minutes": 60}[outcome]
    low, high = {"severity": (0, 10), "tiredness": (0, 10), "times_up": (0, 30), "sleep_hours": (0, 16)}.get(outcome, (0, 600))
    if outcome == "onset_minutes":
        high = 1439
    grain = 0.25 if outcome == "sleep_hours" else 1
    nights, e = {}, rng.normal()
    for d in range(days):
        e = phi * e + math.sqrt(1 - phi ** 2) * rng.normal()
        y = level + sd * (e + effect * (d >= first) + drift * d)
        if rng.random() < missing:
            continue
        y = min(max(round(y / grain) * grain, low), high)
        nights[d] = None if rng.random() < 0.03 else y
    return nights


def main():
    rng = np.random.default_rng(SEED)
    cases = []
    outcomes = list(STEP)
    for k in range(160):
        outcome = outcomes[k % len(outcomes)] if k % 2 else "severity"
        before, after = int(rng.integers(1, 80)), int(rng.integers(1, 80))
        run_in = int(rng.choice([0, 0, 3, 7, 14]))
        days = before + run_in + after
        nights = simulate(rng, outcome, days, before, rng.choice([0, 0, -1, -1.5, 1]), rng.uniform(0, 0.8), rng.normal() * 0.01, rng.choice([0, 0.2, 0.5]))
        if k % 20 == 3:
            nights = {d: (None if v is None else 4 if outcome != "sleep_hours" else 4.0) for d, v in nights.items()}
        if not nights:
            continue
        end = int(before + run_in + rng.integers(5, after + 10)) if rng.random() < 0.3 else None
        others = []
        if rng.random() < 0.5:
            for _ in range(int(rng.integers(1, 4))):
                others.append((int(rng.integers(0, days)), int(rng.choice([0, 0, 3]))))
        name = {"minutes_to_sleep": int, "minutes_awake": int, "times_up": int, "severity": int, "tiredness": int, "onset_minutes": int}.get(outcome, float)
        cases.append({
            "id": f"case-{k:03d}", "outcome": outcome,
            "nights": [{"date": date(d), "value": None if v is None else name(v)} for d, v in sorted(nights.items())],
            "start": date(before), "run_in_days": run_in, "end": None if end is None else date(end),
            "others": [{"start": date(o), "run_in_days": r} for o, r in others],
            "want": compare(nights, before, run_in, end, others, outcome),
        })
    json.dump({"provenance": f"written by reference.py with numpy {np.__version__}, scipy {scipy.__version__}, seed {SEED}", "cases": cases}, sys.stdout, indent=None, separators=(",", ":"))
    print()


if __name__ == "__main__":
    main()
