"""The models of repeat buying and of spend, by the formulas of the papers and by numeric integrals.

Nothing is computed as rfmseg does: closed forms with hypergeometric series where it has integrals, and
integrals where it has closed forms. `p` are the parameters, a history is (x, t_x, T).
"""

import math
from math import exp, lgamma, log, log1p


def hypergeometric(a, b, c, z, enough=1e-16):
    """2F1 by its series; 0 <= z < 1."""
    term = total = 1.0
    for k in range(100000):
        term *= (a + k) * (b + k) / ((c + k) * (k + 1)) * z
        total += term
        if abs(term) < enough * abs(total):
            return total
    raise ArithmeticError("the series does not end")


def log_sum(one, other):
    most = max(one, other)
    return most + log(exp(one - most) + exp(other - most))


def simpson(function, low, high, pieces=200):
    step = (high - low) / pieces
    return step / 3 * sum((1 if i in (0, pieces) else 4 if i % 2 else 2) * function(low + i * step)
                          for i in range(pieces + 1))


class BetaGeometric:
    """BG/NBD; MBG/NBD has a chance to drop out more."""

    def __init__(self, p, modified=False):
        self.r, self.alpha, self.a, self.b = p
        self.more = 1 if modified else 0

    def parts(self, x, last, observed):
        """Logarithms of the likelihood with the customer alive, and with the customer gone."""
        r, alpha, a, b = self.r, self.alpha, self.a, self.b
        n = x + self.more
        buying = lgamma(r + x) - lgamma(r) + r * log(alpha)
        beta = lambda one, other: lgamma(one) + lgamma(other) - lgamma(one + other)
        alive = buying - (r + x) * log(alpha + observed) + beta(a, b + n) - beta(a, b)
        if n == 0:
            return alive, None
        return alive, buying - (r + x) * log(alpha + last) + beta(a + 1, b + n - 1) - beta(a, b)

    def log_likelihood(self, history):
        alive, gone = self.parts(*history)
        return alive if gone is None else log_sum(alive, gone)

    def alive(self, history):
        alive, gone = self.parts(*history)
        return 1.0 if gone is None else exp(alive - log_sum(alive, gone))

    def purchases(self, history, time):
        """Of a customer who is alive: equation 10 of the paper of BG/NBD."""
        x, _, observed = history
        r, a, scale = self.r + x, self.a, self.alpha + observed
        b = self.b + x + self.more
        z = time / (scale + time)
        closed = (a + b - 1) / (a - 1) * (1 - (scale / (scale + time))**r * hypergeometric(r, b, a + b - 1, z))
        return closed

    def rate(self, history, time):
        """Purchases per time at that time from now, of a customer who is alive now."""
        x, _, observed = history
        r, a, scale = self.r + x, self.a, self.alpha + observed
        b, z = self.b + x + self.more, time / (self.alpha + observed + time)
        return r / scale * (scale / (scale + time))**a * hypergeometric(a, a + b - r - 1, a + b, z, 1e-12)


class Pareto:
    def __init__(self, p):
        self.r, self.alpha, self.s, self.beta = p

    def parts(self, x, last, observed):
        r, alpha, s, beta = self.r, self.alpha, self.s, self.beta
        buying = lgamma(r + x) - lgamma(r) + r * log(alpha) + s * log(beta)
        alive = buying - (r + x) * log(alpha + observed) - s * log(beta + observed)
        if observed <= last:
            return alive, None
        density = lambda time: s * (alpha + time)**-(r + x) * (beta + time)**-(s + 1) * top
        top = (alpha + last)**(r + x) * (beta + last)**(s + 1)
        # The time at which the customer dropped out; most of it is soon after the last purchase.
        near = simpson(lambda root: 2 * root * density(last + root**2), 0, math.sqrt(observed - last), 600)
        return alive, buying + log(near) - (r + x) * log(alpha + last) - (s + 1) * log(beta + last)

    log_likelihood, alive = BetaGeometric.log_likelihood, BetaGeometric.alive

    def purchases(self, history, time):
        return simpson(lambda at: self.rate(history, at), 0, time)

    def rate(self, history, time):
        x, _, observed = history
        scale = self.beta + observed
        return (self.r + x) / (self.alpha + observed) * (scale / (scale + time))**self.s


class NegativeBinomial:
    def __init__(self, p):
        self.r, self.alpha = p

    def log_likelihood(self, history):
        x, _, observed = history
        r, alpha = self.r, self.alpha
        return lgamma(r + x) - lgamma(r) + r * log(alpha) - (r + x) * log(alpha + observed)

    def alive(self, history):
        return None

    def purchases(self, history, time):
        return self.rate(history, 0) * time

    def rate(self, history, time):
        return (self.r + history[0]) / (self.alpha + history[2])


class OneDropout(BetaGeometric):
    """BG/NBD or MBG/NBD with the same probability p for all."""

    def __init__(self, p, modified=False):
        self.r, self.alpha, self.p = p
        self.more = 1 if modified else 0

    def parts(self, x, last, observed):
        r, alpha = self.r, self.alpha
        n = x + self.more
        buying = lgamma(r + x) - lgamma(r) + r * log(alpha)
        alive = buying - (r + x) * log(alpha + observed) + n * log1p(-self.p)
        if n == 0:
            return alive, None
        return alive, buying - (r + x) * log(alpha + last) + log(self.p) + (n - 1) * log1p(-self.p)

    def purchases(self, history, time):
        return (1 - (1 + self.p * time / (self.alpha + history[2]))**-(self.r + history[0])) / self.p

    def rate(self, history, time):
        r, scale = self.r + history[0], self.alpha + history[2]
        return r / scale * (1 + self.p * time / scale)**-(r + 1)


def model_of(fit):
    """A function that makes the model of a fit of the JSON of its parameters."""
    if fit["one_dropout"] and not fit["one_rate"] and fit["model"] != "pareto-nbd":
        return lambda p: OneDropout(p, modified=fit["model"] == "mbg-nbd")
    if fit["one_dropout"] or fit["one_rate"]:
        raise NotImplementedError("such limits are not checked yet")
    return MODELS[fit["model"]]


MODELS = {"bg-nbd": BetaGeometric, "mbg-nbd": lambda p: BetaGeometric(p, modified=True), "pareto-nbd": Pareto,
          "nbd": NegativeBinomial}


def discounted(model, history, rate):
    """Purchases for ever, of a customer who is alive, each times exp(-rate time)."""
    # By the logarithm of time, of which the integrand falls quickly at both sides.
    return simpson(lambda w: exp(w - rate * exp(w)) * model.rate(history, exp(w)), log(1e-9 / rate), log(30 / rate), 300)


class GammaGamma:
    def __init__(self, p):
        self.p, self.q, self.v = p

    def log_likelihood(self, spend):
        x, mean = spend
        p, q, v = self.p, self.q, self.v
        return (lgamma(p * x + q) - lgamma(p * x) - lgamma(q) + q * log(v) + (p * x - 1) * log(mean)
                + p * x * log(x) - (p * x + q) * log(v + x * mean))

    def expected(self, x, mean):
        return self.p * (self.v + x * mean) / (self.p * x + self.q - 1)


def median_gap(p, history):
    """By bisection: half of the customers have not bought until then."""
    r, scale = p[0] + history[0], p[1] + history[1]
    low, high = 0.0, 1.0
    while r * log1p(high / scale) < log(2):
        high *= 2
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if r * log1p(middle / scale) < log(2) else (low, middle)
    return high


def information(make, p, likelihood):
    """The negative Hessian of the log-likelihood by the logarithms of the parameters."""
    step, size = 1e-3, len(p)

    def at(*moves):
        logs = [log(one) for one in p]
        for i, move in moves:
            logs[i] += move * step
        return likelihood(make([exp(one) for one in logs]))

    whole = at()
    result = [[0.0] * size for _ in range(size)]
    for i in range(size):
        result[i][i] = -(at((i, 1)) - 2 * whole + at((i, -1))) / step**2
        for j in range(i):
            mixed = at((i, 1), (j, 1)) - at((i, 1), (j, -1)) - at((i, -1), (j, 1)) + at((i, -1), (j, -1))
            result[i][j] = result[j][i] = -mixed / (4 * step**2)
    slopes = [(at((i, 1)) - at((i, -1))) / (2 * step) for i in range(size)]
    return result, slopes


def inverse(matrix):
    size = len(matrix)
    rows = [[*row, *(float(i == j) for j in range(size))] for i, row in enumerate(matrix)]
    for i in range(size):
        pivot = max(range(i, size), key=lambda k: abs(rows[k][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        rows[i] = [value / rows[i][i] for value in rows[i]]
        for k in range(size):
            if k != i:
                rows[k] = [one - rows[k][i] * other for one, other in zip(rows[k], rows[i])]
    return [row[size:] for row in rows]
