"""Answers to the exercises of chapter 9."""

from fractions import Fraction
from functools import reduce

import numpy as np

from wrong_answers import letters, tried

letters("jacobians.rescue", a="B symmetric", b="both symmetric", c="X square")
letters("jacobians.workbench_limits", a="proved", c="nothing", d="only there")
letters("jacobians.review_rate", a="one side", b="closer", d="one step")
letters("jacobians.review_diagonal", b="three numbers", c="full", d="product")

tried(
    "jacobians.jacobian_entries",
    {
        "transposed": [[12, 3], [4, 24]],
        "transposed, typed as numpy | transposed": np.array([[12.0, 3.0], [4.0, 24.0]]),
        "rows exchanged": [[3, 24], [12, 4]],
        "columns exchanged": [[4, 12], [24, 3]],
        "point exchanged": [[2 * 3 * 2, 3**2], [3, 8 * 2]],
        "held factor dropped": [[2 * 2, 1], [3, 24]],
        "product rule": [[12 + 4, 12 + 4], [3, 24]],
        "power not brought down": [[12, 4], [3, 4 * 3]],
        "power not lowered": [[12, 4], [3, 8 * 3**2]],
        "terms for slopes": [[12, 4], [3 * 2, 4 * 3**2]],
        "held term kept": [[12, 4], [39, 30]],
        "first power not brought down": [[2 * 3, 4], [3, 24]],
        "point not put in": [[12, 4], [3, 8]],
        "first row only": [[12, 4], [0, 0]],
        "cross slopes lost": [[12, 0], [0, 24]],
        "one row |": [12, 4],
        "gradient of the sum |": [15, 28],
        "the determinant |": 12 * 24 - 4 * 3,
    },
    [[12, 4], [3, 24]],
    ((12, 4), (3, 24)),
    np.array([[12.0, 4.0], [3.0, 24.0]]),
)


def with_loop(f, x, gap):
    table = np.zeros((len(f(x)), len(x)))
    for j in range(len(x)):
        right, left = x.copy(), x.copy()
        right[j] += gap
        left[j] -= gap
        table[:, j] = (f(right) - f(left)) / (2 * gap)
    return table


def by_rows(f, x, gap):
    steps = gap * np.eye(len(x))
    return np.array([(f(x + s) - f(x - s)) / gap / 2 for s in steps]).T


def one_side(f, x, gap):
    table = np.zeros((len(f(x)), len(x)))
    for j in range(len(x)):
        step = np.zeros(len(x))
        step[j] = gap
        table[:, j] = (f(x + step) - f(x)) / gap
    return table


def one_step_for_all(f, x, gap):
    step, columns = np.zeros(len(x)), []
    for j in range(len(x)):
        step[j] = gap
        columns.append((f(x + step) - f(x - step)) / (2 * gap))
    return np.stack(columns, axis=1)


def backward(f, x, gap):
    steps = gap * np.eye(len(x))
    return np.array([(f(x) - f(x - s)) / gap for s in steps]).T


tried(
    "jacobians.write_jacobian",
    {
        "one side only": one_side,
        "backward": backward,
        "step not set back": one_step_for_all,
        "transposed": lambda f, x, gap: with_loop(f, x, gap).T,
        "gap not doubled": lambda f, x, gap: (
            np.array([(f(x + s) - f(x - s)) / gap for s in gap * np.eye(len(x))]).T
        ),
        "not divided": lambda f, x, gap: (
            np.array([f(x + s) - f(x - s) for s in gap * np.eye(len(x))]).T
        ),
        "sign": lambda f, x, gap: (
            np.array([(f(x - s) - f(x + s)) / (2 * gap) for s in gap * np.eye(len(x))]).T
        ),
        "all inputs at once": lambda f, x, gap: (f(x + gap) - f(x - gap)) / (2 * gap),
        "added along the inputs": lambda f, x, gap: sum(with_loop(f, x, gap).T),
        "first input only": lambda f, x, gap: with_loop(f, x, gap)[:, [0]],
        "values": lambda f, x, gap: f(x),
        "rows without a turn | transposed": lambda f, x, gap: np.array(
            [(f(x + s) - f(x - s)) / (2 * gap) for s in gap * np.eye(len(x))]
        ),
        "forward, step by step | one side only": lambda f, x, gap: np.stack(
            [(f(x + s) - f(x)) / gap for s in gap * np.eye(len(x))], axis=1
        ),
    },
    with_loop,
    by_rows,
    lambda f, x, gap: np.column_stack(
        [(f(x + s) - f(x - s)) / (2 * gap) for s in gap * np.eye(len(x))]
    ),
)

tried(
    "jacobians.read_determinant",
    {
        "sign": 1.5 * 1 - 2 * 2,
        "added": 2 * 2 + 1.5 * 1,
        "added, read badly | added": 5.4,
        "half of it": 2.5 / 2,
        "first product only": 2 * 2,
        "second product only": 1.5 * 1,
        "entries added": 2 + 1 + 1.5 + 2,
        "frame": (2 + 1.5) * (1 + 2),
        "dot product": 2 * 1.5 + 1 * 2,
        "one over it": 1 / 2.5,
        "along the rows": 2 * 1.5 - 1 * 2,
        "sign, read badly | sign": -2.6,
    },
    2.5,
    2 * 2 - 1.5 * 1,
    np.linalg.det([[2, 1.5], [1, 2]]),
    2.4,
)

outer, inner = np.array([[6, 4], [1, 12]]), np.array([4, 3])

tried(
    "jacobians.chain_along_curve",
    {
        "table transposed": outer.T @ inner,
        "outer one at t": (2 * 4 + 2 * 3, 1 * 4 + 4 * 3),
        "inner one forgotten": (6 + 4, 1 + 12),
        "g for its derivative": (6 * 4 + 4 * 6, 1 * 4 + 12 * 6),
        "one way only": (6 * 4, 12 * 3),
        "values": (4 * 6, 4 + 6**2),
        "exchanged": (40, 36),
        "inner entries exchanged": (6 * 3 + 4 * 4, 1 * 3 + 12 * 4),
        "first way only": (6 * 4, 1 * 4),
        "second way only": (4 * 3, 12 * 3),
        "power not brought down": (36, 4 + 6 * 3),
        "values as a list | values": [24, 40],
    },
    (36, 40),
    outer @ inner,
    [[36], [40]],
    outer @ inner[:, None],
    [Fraction(36), 40.0],
)


def by_hand(row, jacobians):
    for k in range(len(jacobians)):
        row = np.dot(row, jacobians[k])
    return row


tried(
    "jacobians.pull_back",
    {
        "from the other end": lambda row, jacobians: by_hand(row, jacobians[::-1]),
        "reversed | from the other end": lambda row, jacobians: by_hand(
            row, list(reversed(jacobians))
        ),
        "as a column": lambda row, jacobians: by_hand(row, [np.transpose(j) for j in jacobians]),
        "entry by entry": lambda row, jacobians: row * np.prod(np.array(jacobians), axis=0),
        "the first only": lambda row, jacobians: np.dot(row, jacobians[0]),
        "the last only": lambda row, jacobians: np.dot(row, jacobians[-1]),
        "added up": lambda row, jacobians: row @ sum(jacobians),
        "the matrices only": lambda row, jacobians: np.linalg.multi_dot(jacobians),
        "nothing done": lambda row, jacobians: row,
        "the first left out": lambda row, jacobians: by_hand(row, jacobians[1:]),
        "the last left out": lambda row, jacobians: by_hand(row, jacobians[:-1]),
        "row forgotten in the loop | the last only": lambda row, jacobians: [
            row @ J for J in jacobians
        ][-1],
    },
    by_hand,
    lambda row, jacobians: row @ jacobians[0] if len(jacobians) == 1 else by_hand(row, jacobians),
    lambda row, jacobians: np.linalg.multi_dot([row, *jacobians]),
    lambda row, jacobians: by_hand(row[None, :], jacobians)[0],
    lambda row, jacobians: reduce(lambda column, table: table.T @ column, jacobians, row),
    lambda row, jacobians: reduce(np.matmul, jacobians, row),
)

A, x, b = np.array([[1, 2], [3, 4]]), np.array([1, 2]), np.array([1, 1])

tried(
    "jacobians.quadratic_gradient",
    {
        "as if symmetric": 2 * A @ x,
        "the transpose twice": 2 * A.T @ x,
        "rows only": (5, 11),
        "columns only": (7, 10),
        "halved": (6, 10.5),
        "exchanged": (21, 12),
        "squares only": (2 * 1 * 1, 2 * 4 * 2),
        "mixed terms only": (5 * 2, 5 * 1),
        "subtracted": (5 - 7, 11 - 10),
        "the diagonal once": (1 * 1 + 5 * 2, 5 * 1 + 4 * 2),
        "column sums": (4 * 1, 6 * 2),
        "as a column | halved": [[6], [10.5]],
        "as a matrix of one row |": [[12, 21]],
        "value |": 27,
    },
    (12, 21),
    (A + A.T) @ x,
    (A + A.T) @ x[:, None],
    [12.0, 21.0],
)

r = A @ x - b

tried(
    "jacobians.residual_gradient",
    {
        "factor 2 lost": (34, 48),
        "A for its transpose": (48, 104),
        "inner derivative forgotten": (8, 20),
        "b forgotten": (76, 108),
        "b untouched by the transpose": (74, 106),
        "sign": (-68, -96),
        "norm not squared": A.T @ r / np.sqrt(r @ r),
        "mean of halves": (17, 24),
        "no residual": (14, 20),
        "exchanged": (96, 68),
        "b added": 2 * A.T @ (A @ x + b),
        "half the square | factor 2 lost": A.T @ r,
    },
    (68, 96),
    2 * A.T @ r,
    [[68], [96.0]],
    2 * r @ A,
)

tried(
    "jacobians.weights_gradient",
    {
        "transposed": [[2, -1], [6, -3]],
        "inputs only": [[1, 3], [1, 3]],
        "sign": [[-2, -6], [1, 3]],
        "one slope for both": [[2, 6], [2, 6]],
        "slopes in rows": [[2, -1], [2, -1]],
        "slopes in columns": [[2, 2], [-1, -1]],
        "diagonal only": [[2, 0], [0, -3]],
        "added": [[3, 5], [0, 2]],
        "mean": [[1, 3], [-0.5, -1.5]],
        "rows exchanged": [[-1, -3], [2, 6]],
        "the slopes |": [2, -1],
        "numpy transposed | transposed": np.outer([1, 3], [2, -1]),
    },
    [[2, 6], [-1, -3]],
    np.outer([2, -1], [1, 3]),
    np.array([[2.0], [-1.0]]) @ np.array([[1.0, 3.0]]),
)

tried(
    "jacobians.review_chain",
    {
        "inner slope forgotten": 4 * 3**3,
        "value": 3**4,
        "power not lowered": 8 * 3**4,
        "power not brought down": 2 * 3**3,
        "inner slope alone": 2,
        "outer slope at x": 8 * 2**3,
        "outer slope at x, inner forgotten": 4 * 2**3,
        "added": 4 * 27 + 2,
        "the 1 lost": 8 * 4**3,
        "inner slope squared": 16 * 27,
        "slope of x to the fourth | outer slope at x, inner forgotten": 32,
        "value as a float | value": 81.0,
    },
    216,
    8 * 27.0,
    Fraction(216),
)

tried(
    "jacobians.review_direction",
    {
        "length of the gradient": np.hypot(3, -4),
        "sign": 1.4,
        "first product only": 3 * 0.6,
        "second product only": -4 * 0.8,
        "entries added": 3 - 4,
        "divided by the length": (3 * 0.6 - 4 * 0.8) / 5,
        "multiplied": (3 * 0.6) * (-4 * 0.8),
        "exchanged": 0,
        "the arrows subtracted": np.hypot(3 - 0.6, -4 - 0.8),
        "both upwards | length of the gradient": 3 * 0.6 + 4 * 0.8,
        "sign, by hand | sign": 3.2 - 1.8,
        "one product, rounded | first product only": 1.80,
    },
    -1.4,
    3 * 0.6 - 4 * 0.8,
    np.dot([3, -4], [0.6, 0.8]),
)
