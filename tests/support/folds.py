"""The folds of rfmseg predict, by its random numbers: the peer judges its models by the same customers."""

MASK = 2**64 - 1
FOLD_STREAM = 7 << 60  # as src/random.hpp has it


def mixed(x):
    """SplitMix64's output function."""
    x = (x + 0x9E3779B97F4A7C15) & MASK
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9 & MASK
    x = (x ^ (x >> 27)) * 0x94D049BB133111EB & MASK
    return x ^ (x >> 31)


class Random:
    """std::mt19937_64 (Matsumoto and Nishimura 2004), and numbers below another."""

    SIZE, MIDDLE = 312, 156

    def __init__(self, seed, stream):
        self.words = [mixed(mixed(seed) ^ stream)]
        for i in range(1, self.SIZE):
            last = self.words[-1]
            self.words.append((6364136223846793005 * (last ^ (last >> 62)) + i) & MASK)
        self.at = self.SIZE

    def turn(self):
        words = self.words
        for i in range(self.SIZE):
            x = (words[i] & 0xFFFFFFFF80000000) | (words[(i + 1) % self.SIZE] & 0x7FFFFFFF)
            words[i] = words[(i + self.MIDDLE) % self.SIZE] ^ (x >> 1) ^ (0xB5026F5AA96619E9 if x & 1 else 0)
        self.at = 0

    def word(self):
        if self.at == self.SIZE:
            self.turn()
        x = self.words[self.at]
        self.at += 1
        x ^= (x >> 29) & 0x5555555555555555
        x ^= (x << 17) & 0x71D67FFFEDA60000
        x ^= (x << 37) & 0xFFF7EEE000000000
        return x ^ (x >> 43)

    def below(self, count):
        return int((self.word() >> 11) * 2.0**-53 * count)

    def shuffle(self, values):
        for i in range(len(values), 1, -1):
            j = self.below(i)
            values[i - 1], values[j] = values[j], values[i - 1]


def fold_of(actual, folds, seed, inner=False):
    """The fold of each customer, whose order is that of the ids."""
    random = Random(seed, FOLD_STREAM + inner)
    order = list(range(len(actual)))
    random.shuffle(order)
    order.sort(key=lambda i: actual[i])
    result = [0] * len(actual)
    for i, customer in enumerate(order):
        if i % folds == 0:
            following = list(range(folds))
            random.shuffle(following)
        result[customer] = following[i % folds]
    return result
