"""Each check of an argument returns float64 or raises one error that names the argument."""

import math
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlcalc import arguments

NOT_NUMBERS = ["3", None, True, np.True_, 1j, [1.0], np.ones(2), Ellipsis, Decimal(1), {}, len]
NOT_FINITE = [math.nan, math.inf, -math.inf, np.nan, np.float32("inf")]
CHECKS_OF_ONE_NUMBER = [
    arguments.number,
    arguments.positive,
    arguments.fraction,
    arguments.probability,
    arguments.count,
]


@pytest.mark.parametrize("check", CHECKS_OF_ONE_NUMBER)
@pytest.mark.parametrize("value", NOT_NUMBERS, ids=repr)
def test_what_is_not_a_number(check, value):
    with pytest.raises(TypeError, match=r"^rate must be a .*number, but .+ came$"):
        check("rate", value)


@pytest.mark.parametrize("check", CHECKS_OF_ONE_NUMBER)
@pytest.mark.parametrize("value", NOT_FINITE)
def test_what_is_not_finite(check, value):
    with pytest.raises(ValueError, match=r"^rate must be .* but .+ came$"):
        check("rate", value)


@pytest.mark.parametrize(
    "value",
    [2, 2.0, np.int8(2), np.float32(2), np.array(2), np.array(2.0), Fraction(4, 2)],
    ids=repr,
)
def test_every_kind_of_number_becomes_a_float(value):
    for check in (arguments.number, arguments.positive):
        assert check("rate", value) == 2.0
        assert type(check("rate", value)) is float


@given(st.integers() | st.floats())
def test_a_number_is_returned_or_refused(value):
    if math.isfinite(value):
        assert arguments.number("rate", value) == float(value)
    else:
        with pytest.raises(ValueError, match=r"^rate must be a finite number, but "):
            arguments.number("rate", value)


@pytest.mark.parametrize("value", [0, -0.0, -1, -5e-324])
def test_positive_is_above_zero(value):
    with pytest.raises(ValueError, match=r"rate must be above zero, but .* came"):
        arguments.positive("rate", value)


@pytest.mark.parametrize("value", [-0.1, 1, 1.0, 2, 1e300])
def test_fractions_lie_below_one(value):
    with pytest.raises(ValueError, match="momentum must be at least 0 and below 1"):
        arguments.fraction("momentum", value)


def test_good_fractions():
    assert [arguments.fraction("momentum", v) for v in (0, 0.5, np.nextafter(1, 0))] == [
        0.0,
        0.5,
        np.nextafter(1, 0),
    ]


@pytest.mark.parametrize("value", [-1e-9, -0.5, 1.0001, 2])
def test_probabilities_lie_between_zero_and_one(value):
    assert [arguments.probability("chance", p) for p in (0, 0.25, 1)] == [0.0, 0.25, 1.0]
    with pytest.raises(ValueError, match=f"^chance must lie between 0 and 1, but {value:g} came$"):
        arguments.probability("chance", value)


@pytest.mark.parametrize("value", [2, 2.0, np.int64(2), np.float64(2)])
def test_counts_are_ints(value):
    assert arguments.count("steps", value) == 2
    assert type(arguments.count("steps", value)) is int


@pytest.mark.parametrize(("value", "minimum"), [(2.5, 0), (-1, 0), (0, 1), (np.float64(1.5), 0)])
def test_bad_counts(value, minimum):
    with pytest.raises(ValueError, match=f"steps must be a whole number of at least {minimum}"):
        arguments.count("steps", value, minimum)


@pytest.mark.parametrize("check", CHECKS_OF_ONE_NUMBER)
@pytest.mark.parametrize("sign", [1, -1])
def test_an_int_beyond_every_float(check, sign):
    with pytest.raises(ValueError, match=r"^rate must be .*, but a value of type int came$"):
        check("rate", sign * 10**400)


def test_points():
    assert arguments.point("start", 3) == 3.0
    assert type(arguments.point("start", np.int8(3))) is float
    result = arguments.point("start", (1, 2), dimension=2)
    assert result.dtype == np.float64
    assert result.tolist() == [1, 2]


@pytest.mark.parametrize(
    ("value", "dimension", "words"),
    [
        ([1, 2, 3], 2, "start must be 2 numbers, but [1, 2, 3] came"),
        ([1.0], 1, "start must be one number, but [1.0] came"),
        (1.0, 2, "start must be 2 numbers, but 1.0 came"),
        ([[1, 2]], None, "start must be a number or a row of numbers, but shape (1, 2) came"),
        ([], None, "start must be a number or a row of numbers, but shape (0,) came"),
        ([1, math.nan], None, "start must hold finite numbers, but [1, nan] came"),
        ([[1], [2, 3]], None, "start must have rows of equal length, but [[1], [2, 3]] came"),
    ],
)
def test_bad_points(value, dimension, words):
    with pytest.raises(ValueError, match="start") as caught:
        arguments.point("start", value, dimension)
    assert str(caught.value) == words


@pytest.mark.parametrize("value", ["abc", [None], [True], [1j], ["1"], {}, Ellipsis], ids=repr)
def test_arrays_of_something_else(value):
    with pytest.raises(TypeError, match=r"^inputs must hold real numbers, but .+ came$"):
        arguments.array("inputs", value)


def test_an_array_is_a_new_one():
    given_one = np.array([1.0, 2.0])
    result = arguments.array("inputs", given_one)
    result[0] = 9
    assert given_one[0] == 1


def test_whole_numbers_in_arrays_are_converted_not_truncated():
    result = arguments.array("inputs", np.array([1, 200], dtype=np.uint8))
    assert (result - 300).tolist() == [-299, -100]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("abc", "'abc'"),
        (np.array([1.0, 2.0]), "[1.0, 2.0]"),
        (np.zeros((3, 4)), "an array of shape (3, 4)"),
        ("x" * 100, "a value of type str"),
        (list(range(100)), "a value of type list"),
    ],
)
def test_descriptions_are_short(value, words):
    assert arguments.describe(value) == words
