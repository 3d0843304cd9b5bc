"""Each check of an argument returns float64 or raises one error that names the argument."""

import math
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from mlcalc import arguments

NOT_NUMBERS = ["3", None, True, np.True_, 1j, [1.0], np.ones(2), Ellipsis, Decimal(1), {}, len]
NOT_FINITE = [math.nan, math.inf, -math.inf, np.nan, np.float32("inf")]
CHECKS_OF_ONE_NUMBER = [
    arguments.number,
    arguments.positive,
    arguments.not_negative,
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
    for check in (arguments.number, arguments.positive, arguments.not_negative):
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


@pytest.mark.parametrize("value", [0, -0.0, 5e-324, 0.5, 1e308])
def test_what_is_not_negative(value):
    assert arguments.not_negative("penalty", value) == value


@pytest.mark.parametrize("value", [-1, -0.5, -5e-324])
def test_what_is_negative(value):
    with pytest.raises(ValueError, match=f"^penalty must not be below zero, but {value:g} came$"):
        arguments.not_negative("penalty", value)


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


def test_a_count_may_be_the_least_one():
    assert arguments.count("steps", 0) == 0
    assert arguments.count("steps", 3, minimum=3) == 3


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


@pytest.mark.skipif(np.finfo(np.longdouble).max == np.finfo(float).max, reason="no longer floats")
def test_a_number_too_large_for_float64_is_not_finite():
    with pytest.raises(ValueError, match=r"^inputs must hold finite numbers, but"):
        arguments.array("inputs", [np.finfo(np.longdouble).max])


# Rows and matrices.

finite_arrays = arrays(
    st.sampled_from([np.float64, np.int64, np.float32, np.uint8]),
    array_shapes(min_dims=0, min_side=0),
)


@given(finite_arrays)
def test_only_rows_pass_as_rows_and_only_matrices_as_matrices(value):
    for check, dimensions in [(arguments.row, 1), (arguments.matrix, 2)]:
        if not np.isfinite(value).all():
            with pytest.raises(ValueError, match=r"^inputs must hold finite numbers, but"):
                check("inputs", value)
        elif value.ndim == dimensions and value.size > 0:
            result = check("inputs", value)
            assert result.dtype == np.float64
            assert result is not value
            np.testing.assert_array_equal(result, value)
        else:
            with pytest.raises(ValueError, match=r"^inputs must be a .*, but shape .* came$"):
                check("inputs", value)


@pytest.mark.parametrize("value", [[4], [4.0], np.array([4], dtype=np.int8)])
def test_one_number_may_be_a_row(value):
    assert arguments.row("targets", value).tolist() == [4.0]
    assert arguments.matrix("inputs", [value]).tolist() == [[4.0]]


@pytest.mark.parametrize(
    ("value", "length", "words"),
    [
        (3.0, None, "targets must be a row of at least one number, but shape () came"),
        ([], None, "targets must be a row of at least one number, but shape (0,) came"),
        ([[1, 2]], 2, "targets must be a row of at least one number, but shape (1, 2) came"),
        ([1, 2, 3], 2, "targets must hold 2 numbers, but 3 came"),
        ([1], 2, "targets must hold 2 numbers, but 1 came"),
        ([1, math.inf], 2, "targets must hold finite numbers, but [1, inf] came"),
    ],
)
def test_bad_rows(value, length, words):
    with pytest.raises(ValueError, match="targets") as caught:
        arguments.row("targets", value, length)
    assert str(caught.value) == words


AT_LEAST_ONE = "inputs must be a matrix of at least one row and one column, but shape"


@pytest.mark.parametrize(
    ("value", "columns", "words"),
    [
        (3.0, None, f"{AT_LEAST_ONE} () came"),
        ([1, 2], 2, f"{AT_LEAST_ONE} (2,) came"),
        ([[]], None, f"{AT_LEAST_ONE} (1, 0) came"),
        (np.zeros((0, 2)), 2, f"{AT_LEAST_ONE} (0, 2) came"),
        ([[[1, 2]]], None, f"{AT_LEAST_ONE} (1, 1, 2) came"),
        ([[1, 2, 3], [4, 5, 6]], 2, "inputs must have 2 columns, but 3 came"),
        ([[1], [2]], 2, "inputs must have 2 columns, but 1 came"),
    ],
)
def test_bad_matrices(value, columns, words):
    with pytest.raises(ValueError, match="inputs") as caught:
        arguments.matrix("inputs", value, columns)
    assert str(caught.value) == words


def test_rows_and_matrices_of_the_size_asked_for():
    assert arguments.row("targets", [1, 2, 3], 3).tolist() == [1, 2, 3]
    assert arguments.matrix("inputs", [[1, 2, 3]], 3).tolist() == [[1, 2, 3]]


def test_examples_are_a_matrix_and_a_target_for_each_row():
    inputs, targets = arguments.examples([[1, 2], [3, 4], [5, 6]], [7, 8, 9])
    assert inputs.tolist() == [[1, 2], [3, 4], [5, 6]]
    assert targets.tolist() == [7, 8, 9]
    assert inputs.dtype == targets.dtype == np.float64


@pytest.mark.parametrize(
    ("inputs", "targets", "words"),
    [
        ([1, 2], [1, 2], r"^inputs must be a matrix"),
        ([[1, 2], [3, 4], [5, 6]], [7, 8], r"^targets must hold 3 numbers, but 2 came$"),
        ([[1, 2]], [7, 8], r"^targets must hold 1 numbers, but 2 came$"),
        ([[1, 2]], [[7]], r"^targets must be a row"),
    ],
)
def test_bad_examples(inputs, targets, words):
    with pytest.raises(ValueError, match=words):
        arguments.examples(inputs, targets)


# Labels and probabilities.


@given(st.lists(st.sampled_from([-1, 1]), min_size=1))
def test_labels_are_returned_as_numbers(value):
    result = arguments.labels("labels", value, (-1, 1), len(value))
    assert result.dtype == np.float64
    assert result.tolist() == value


@pytest.mark.parametrize(
    ("value", "allowed", "length", "words"),
    [
        ([0, 1, 2], (0, 1), None, "labels must be 0 and 1, but 2 came"),
        ([0, 3, 2], (0, 1), 3, "labels must be 0 and 1, but 3 came"),
        ([0.5, 1], (0, 1), None, "labels must be 0 and 1, but 0.5 came"),
        ([1, 0], (-1, 1), None, "labels must be -1 and 1, but 0 came"),
        ([3], (0, 1, 2), None, "labels must be 0 and 1 and 2, but 3 came"),
        ([1, 0], (0, 1), 3, "labels must hold 3 numbers, but 2 came"),
        ([], (0, 1), None, "labels must be a row of at least one number, but shape (0,) came"),
        ([math.nan], (0, 1), None, "labels must hold finite numbers, but [nan] came"),
    ],
)
def test_bad_labels(value, allowed, length, words):
    with pytest.raises(ValueError, match="labels") as caught:
        arguments.labels("labels", value, allowed, length)
    assert str(caught.value) == words


@given(arrays(float, array_shapes(max_dims=3), elements=st.floats(0, 1000)))
def test_whatever_is_divided_by_its_sum_holds_probabilities(value):
    value[..., 0] += 1
    value /= value.sum(axis=-1, keepdims=True)
    result = arguments.probabilities("weights", value)
    np.testing.assert_array_equal(result, value)
    assert result is not value


@pytest.mark.parametrize("value", [[1], [1, 0], [0, 1, 0], [[1], [1]], [[[0.25, 0.75]], [[1, 0]]]])
def test_certain_and_single_outcomes_are_probabilities(value):
    assert arguments.probabilities("weights", value).tolist() == value


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (1.0, "weights must be a row of probabilities, but shape () came"),
        ([], "weights must be a row of probabilities, but shape (0,) came"),
        (np.ones((2, 0)), "weights must be a row of probabilities, but shape (2, 0) came"),
        ([1.5, -0.5], "weights must not be below zero, but -0.5 came"),
        ([[0.5, 0.5], [1.25, -0.25]], "weights must not be below zero, but -0.25 came"),
        ([0.5, 0.25], "weights must sum to 1, but the sum 0.75 came"),
        ([2, 0], "weights must sum to 1, but the sum 2 came"),
        ([0, 0], "weights must sum to 1, but the sum 0 came"),
        ([1e308, 1e308], "weights must sum to 1, but the sum inf came"),
        ([[0.5, 0.5], [0.5, 0.6], [0.1, 0.1]], "weights must sum to 1, but the sum 0.2 came"),
        ([[0.5, 0.5], [0.5, 1.6], [0.1, 0.1]], "weights must sum to 1, but the sum 2.1 came"),
        # Its columns sum to 1, and so does the whole: the rows count.
        ([[0.25, 0.75], [0.75, 0.0]], "weights must sum to 1, but the sum 0.75 came"),
        ([[0.5, 0.4], [0.5, 0.6]], "weights must sum to 1, but the sum 1.1 came"),
    ],
)
def test_what_is_not_a_distribution(value, words):
    with pytest.raises(ValueError, match="weights") as caught:
        arguments.probabilities("weights", value)
    assert str(caught.value) == words


@pytest.mark.parametrize("sign", [1, -1])
def test_only_rounding_is_forgiven_in_a_sum(sign):
    almost = [0.5, 0.5 + sign * 0.9e-9]
    assert arguments.probabilities("weights", almost).tolist() == almost
    with pytest.raises(ValueError, match=r"weights must sum to 1, but the sum \S{12} came"):
        arguments.probabilities("weights", [0.5, 0.5 + sign * 1.1e-9])


def test_finite_says_yes_or_no():
    assert arguments.finite(1.0) is True
    assert arguments.finite(math.inf) is False
    assert arguments.finite(10**400) is False


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("abc", "'abc'"),
        ("x" * 58, repr("x" * 58)),
        ("x" * 59, "a value of type str"),
        (np.arange(6), "[0, 1, 2, 3, 4, 5]"),
        (np.arange(7), "an array of shape (7,)"),
        (np.float64(0.5), "0.5"),
        (np.array([1.0, 2.0]), "[1.0, 2.0]"),
        (np.zeros((3, 4)), "an array of shape (3, 4)"),
        ("x" * 100, "a value of type str"),
        (list(range(100)), "a value of type list"),
    ],
)
def test_descriptions_are_short(value, words):
    assert arguments.describe(value) == words


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


def test_a_choice_is_the_allowed_word_that_it_equals():
    assert arguments.choice("colour", "blue", ["red", "blue"]) == "blue"
    assert arguments.choice("colour", "blue", Colour) is Colour.BLUE
    assert arguments.choice("colour", Colour.RED, Colour) is Colour.RED


@pytest.mark.parametrize("value", ["green", "", "BLUE", "red, blue", None, 1, ["red"], np.ones(3)])
def test_a_choice_must_be_one_of_the_allowed_words(value):
    with pytest.raises(ValueError, match=r"^colour must be one of red, blue, but .* came$"):
        arguments.choice("colour", value, Colour)
