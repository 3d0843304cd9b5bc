"""How numbers are written: read back, they are what was written, to the digits that are shown."""

import math
import re
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlcalc.formatting import number, point

finite = st.floats(allow_nan=False, allow_infinity=False)


@given(finite, st.integers(1, 17))
def test_a_number_read_back_is_the_number_to_its_digits(value, digits):
    text = number(value, digits)
    exact = Decimal(value)
    unit = Decimal(10) ** (exact.adjusted() + 1 - digits)
    assert abs(Decimal(text) - exact) <= unit / 2
    significant = re.sub(r"e.*|\D", "", text).lstrip("0")
    assert len(significant) <= digits


@given(finite)
def test_four_digits_unless_told_otherwise(value):
    assert number(value) == number(value, 4)
    assert point([value, 1.5]) == point([value, 1.5], 4)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (2.0 / 3, "0.6667"),
        (-2.0 / 3, "-0.6667"),
        (3, "3"),
        (3.0, "3"),
        (0.1 + 0.2, "0.3"),
        (12345.678, "1.235e+04"),
        (1234.5, "1234"),
        (0.0, "0"),
        (-0.0, "0"),
        (-5e-324, "-4.941e-324"),
        (1e300, "1e+300"),
        (math.nan, "not a number"),
        (math.inf, "infinite"),
        (-math.inf, "minus infinite"),
        (np.float32(0.5), "0.5"),
        (np.int64(7), "7"),
        (np.array(0.25), "0.25"),
        ("0.5", "0.5"),
    ],
)
def test_numbers_as_text(value, text):
    assert number(value) == text
    assert point(value) == text


def test_fewer_and_more_digits():
    assert number(math.pi, 2) == "3.1"
    assert number(math.pi, 8) == "3.1415927"
    assert point([math.pi, -math.e], 3) == "(3.14, -2.72)"


@given(st.lists(finite, max_size=5))
def test_a_point_is_its_numbers_in_brackets(values):
    text = point(values)
    assert text == point(np.array(values)) == point(tuple(values))
    assert (text[0], text[-1]) == ("(", ")")
    inside = text[1:-1].split(", ") if values else []
    assert inside == [number(value) for value in values]


def test_points_hold_words_where_there_is_no_number():
    assert point([math.nan, -math.inf, 1]) == "(not a number, minus infinite, 1)"
