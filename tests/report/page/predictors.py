"""Models that predict, fitted by other means than rfmseg's: exact active sets, Newton's steps, plain searches.

Samples are lists of columns; `rows` are indices of customers.
"""

import math
import statistics
from fractions import Fraction

LEAST_LEAF = 20


def solve(matrix, values):
    """By elimination with pivots."""
    rows = [[*row, value] for row, value in zip(matrix, values)]
    size = len(rows)
    for i in range(size):
        pivot = max(range(i, size), key=lambda k: abs(rows[k][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for k in range(i + 1, size):
            factor = rows[k][i] / rows[i][i]
            if factor:
                rows[k] = [one - factor * other for one, other in zip(rows[k], rows[i])]
    found = [0.0] * size
    for i in reversed(range(size)):
        found[i] = (rows[i][size] - sum(rows[i][k] * found[k] for k in range(i + 1, size))) / rows[i][i]
    return found


def dot(a, b):
    return sum(map(float.__mul__, a, b))


class Scores:
    """z-scores of columns, by the mean and the deviation of some rows."""

    def __init__(self, columns, rows, logged):
        self.logged, self.moments = logged, []
        for values in self.raw(columns):
            sample = [values[row] for row in rows]
            mean, deviation = math.fsum(sample) / len(sample), statistics.pstdev(sample)
            self.moments.append((mean, 1 / deviation if deviation > 1e-12 * abs(mean) else 0.0))

    def raw(self, columns):
        return [[math.log1p(max(value, 0.0)) for value in column] if logged else column
                for column, logged in zip(columns, self.logged)]

    def __call__(self, columns, rows=None):
        found = [[(value - mean) * scale for value in column]
                 for column, (mean, scale) in zip(self.raw(columns), self.moments)]
        return found if rows is None else [[column[row] for row in rows] for column in found]

    def weighted(self, columns, weights, intercept):
        sums = [intercept] * len(columns[0])
        for column, weight in zip(self(columns), weights):
            sums = [one + weight * value for one, value in zip(sums, column)]
        return sums


def logistic(m):
    return 1 / (1 + math.exp(-m)) if m > -700 else 0.0


def fit_logistic(columns, classes, cost):
    """Weights and intercept that minimise w.w / 2 + cost x log loss."""
    columns = [*columns, [1.0] * len(classes)]
    size = len(columns)
    at = [0.0] * size

    def value(at):
        margins = [sum(w * column[i] for w, column in zip(at, columns)) for i in range(len(classes))]
        loss = sum(math.log1p(math.exp(-abs(m))) + max(0.0, -m if back else m) for m, back in zip(margins, classes))
        return sum(w * w for w in at[:-1]) / 2 + cost * loss, margins

    here, margins = value(at)
    for _ in range(100):
        chances = [logistic(m) for m in margins]
        slopes = [cost * (p - back) for p, back in zip(chances, classes)]
        curves = [cost * p * (1 - p) for p in chances]
        gradient = [dot(column, slopes) + (at[i] if i < size - 1 else 0) for i, column in enumerate(columns)]
        hessian = [[0.0] * size for _ in range(size)]
        for i, column in enumerate(columns):
            curved = list(map(float.__mul__, column, curves))
            for j in range(i + 1):
                hessian[i][j] = hessian[j][i] = dot(curved, columns[j]) + (1.0 if i == j < size - 1 else 0.0)
        step = solve(hessian, gradient)
        gain, length = dot(gradient, step), 1.0
        there = [one - move for one, move in zip(at, step)]
        found, margins = value(there)
        # Close to the minimum values are too coarse to tell whether a step is good, and it is.
        while gain > 1e-9 * here and found > here - 1e-4 * length * gain:
            length /= 2
            there = [one - length * move for one, move in zip(at, step)]
            found, margins = value(there)
        at, here = there, found
        if gain < 1e-13 * here:  # the step just made squares it
            return at[:-1], at[-1]
    raise ArithmeticError("Newton's steps do not end")


class Moments:
    """Of centred z-scores and values, over n."""

    def __init__(self, columns, values):
        n = len(values)
        self.means = [math.fsum(column) / n for column in columns]
        self.mean = math.fsum(values) / n
        columns = [[value - mean for value in column] for column, mean in zip(columns, self.means)]
        values = [value - self.mean for value in values]
        self.n = n
        self.xx = [[dot(one, other) / n for other in columns] for one in columns]
        self.xy = [dot(column, values) / n for column in columns]

    def with_intercept(self, weights):
        return weights, self.mean - dot(weights, self.means)

    def ridge(self, alpha):
        matrix = [[value + (alpha / self.n if i == j else 0) for j, value in enumerate(row)]
                  for i, row in enumerate(self.xx)]
        return solve(matrix, self.xy)

    def largest(self):
        return max(map(abs, self.xy))

    def lasso(self, alpha, start=None):
        """Coordinate descent until the weights that are not 0 are known, which then solve equations."""
        size = len(self.xy)
        weights = list(start or [0.0] * size)
        for _ in range(400):
            for _ in range(25):
                for i in range(size):
                    if self.xx[i][i] == 0:
                        continue
                    rest = self.xy[i] - dot(self.xx[i], weights) + self.xx[i][i] * weights[i]
                    weights[i] = math.copysign(max(abs(rest) - alpha, 0.0), rest) / self.xx[i][i]
            active = [i for i in range(size) if weights[i]]
            exact = [0.0] * size
            solved = solve([[self.xx[i][j] for j in active] for i in active],
                           [self.xy[i] - math.copysign(alpha, weights[i]) for i in active])
            for i, weight in zip(active, solved):
                exact[i] = weight
            slopes = [self.xy[i] - dot(self.xx[i], exact) for i in range(size)]
            if (all(exact[i] * weights[i] > 0 for i in active)
                    and all(abs(slope) <= alpha * (1 + 1e-9) for slope in slopes)):
                return exact
        raise ArithmeticError("the weights do not settle")


# --- the tree ------------------------------------------------------------------------------------------


def shortest_between(low, high):
    """The number with the fewest digits from low to below high."""
    low, high = Fraction(low), Fraction(high)
    largest = max(abs(low), abs(high), Fraction(1, 10**300))
    power = math.ceil(math.log10(largest))
    while True:
        unit = Fraction(10)**power
        number = math.ceil(low / unit) * unit
        if number < high:
            return float(number)
        power -= 1


class Tree:
    """Of least impurity; `rows` are those it is grown from, `back` how many of them came back."""

    def __init__(self, columns, classes, rows, depth):
        self.rows, self.back = len(rows), sum(classes[row] for row in rows)
        self.column = None
        best = (self.back**2 + (self.rows - self.back)**2) / self.rows * (1 + 1e-12)
        for number, column in enumerate(columns if depth else ()):
            order = sorted(rows, key=column.__getitem__)
            left = 0
            for size, (row, following) in enumerate(zip(order, order[1:]), start=1):
                left += classes[row]
                rest, others = self.back - left, self.rows - size
                if size < LEAST_LEAF or others < LEAST_LEAF or column[row] == column[following]:
                    continue
                score = (left**2 + (size - left)**2) / size + (rest**2 + (others - rest)**2) / others
                if score > best:
                    best, self.column, ends = score, number, (column[row], column[following])
        if self.column is not None:
            self.cut = shortest_between(*ends)
            column = columns[self.column]
            self.left = Tree(columns, classes, [row for row in rows if column[row] <= self.cut], depth - 1)
            self.right = Tree(columns, classes, [row for row in rows if column[row] > self.cut], depth - 1)

    def chance(self, columns, row, depth):
        """That the customer comes back, by the tree of that depth."""
        node = self
        while depth and node.column is not None:
            node, depth = node.left if columns[node.column][row] <= node.cut else node.right, depth - 1
        return (node.back + 1) / (node.rows + 2)
