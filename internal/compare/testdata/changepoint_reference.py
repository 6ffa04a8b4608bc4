"""Golden values of the change of level in onsetclock.go, written from method.md with numpy alone and by another road:
every place is tried by fitting two means with lstsq, and the statistic comes from the fitted covariance.

    python3 changepoint_reference.py > changepoint.json
"""
import json
import numpy as np

rng = np.random.default_rng(20261127)


def series(n, rho, jump, at, sd):
    e = rng.standard_normal(n + 60)
    x = np.zeros(n + 60)
    for t in range(1, n + 60):
        x[t] = rho * x[t - 1] + np.sqrt(1 - rho**2) * e[t]
    y = 600 + sd * x[60:]
    y[at:] += jump
    return np.round(y * 2) / 2


def fit(y):
    n = len(y)
    h = max(4, int(np.ceil(0.15 * n)))
    best = None
    for k in range(h, n - h + 1):
        X = np.column_stack([np.ones(n), (np.arange(n) >= k).astype(float)])
        b, *_ = np.linalg.lstsq(X, y, rcond=None)
        e = y - X @ b
        if best is None or e @ e < best[0] - 1e-9:
            best = (e @ e, k, b, e, X)
    ss, k, b, e, X = best
    r = float(e[1:] @ e[:-1] / (e @ e))
    r = min(max(r + 2 * (1 + 3 * r) / n, 0), 0.8)
    w = max(ss / (n - 2), 2.5**2) * (1 + r) / (1 - r)
    cov = w * np.linalg.inv(X.T @ X)
    wald = float(b[1] ** 2 / cov[1, 1])
    half = int(np.floor(11 * w / b[1] ** 2)) + 1
    return dict(at=int(k), low=int(max(k - half, 0)), high=int(min(k + half, n - 1)), before=float(b[0]),
                after=float(b[0] + b[1]), wald=wald, variance=float(w), found=bool(wald > 12.16))


cases = []
for n, rho, jump, at, sd in [(12, 0, -200, 6, 20), (20, 0.2, -90, 12, 30), (30, 0.4, 120, 10, 40), (52, 0.3, 0, 20, 30), (104, 0.5, -60, 60, 35), (200, 0.2, -150, 170, 60), (26, 0, -30, 13, 2)]:
    y = series(n, rho, jump, at, sd)
    cases.append(dict(y=[float(v) for v in y], **fit(y)))
print(json.dumps({"cases": cases}, indent=1))
