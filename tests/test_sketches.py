"""What is said about drawn curves: the wrong ideas of students, drawn by an unsteady hand."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlcalc.exercises.sketches import MOST, Pair, _turns, alike, crossings, differences
from mlcalc.functions import exp_minus_log
from mlcalc.optimization import gradient_descent

WAVE = np.linspace(0, 2 * np.pi, 61)
STEPS = np.linspace(0, 20, 61)
DECAY = 4 * np.exp(-STEPS / 5)
LINE = 4 - STEPS / 5


def hand(seed, size=0.04):
    """Return how a hand trembles: slowly, and by a hundredth of the axes."""
    noise = np.random.default_rng(seed).normal(size=61)
    return size * np.convolve(noise, np.ones(5) / 5**0.5, "same")


def of_wave(drawn, seed=0):
    """Compare with the slope of the sine on axes from -2 to 2."""
    return differences(WAVE, drawn + hand(seed), np.cos(WAVE), 4)


def of_decay(drawn, seed=0):
    """Compare with a loss that decays, on axes from 0 to 5."""
    return differences(STEPS, drawn + hand(seed), DECAY, 5, "k")


@pytest.mark.parametrize("seed", range(20))
def test_nothing_is_said_about_a_trembling_hand(seed):
    assert of_wave(np.cos(WAVE), seed) == []
    assert of_wave(np.cos(WAVE - 0.2), seed) == []
    assert of_wave(1.1 * np.cos(WAVE), seed) == []
    assert of_decay(DECAY, seed) == []
    assert of_decay(4 * np.exp(-STEPS / 5.7), seed) == []


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize(
    ("drawn", "words"),
    [
        # The curve itself drawn as its slope, which is also the sine for the cosine.
        (np.sin(WAVE), "The shape is right, but your curve lies 1.[5-7] too far to the right."),
        (-np.sin(WAVE), "The shape is right, but your curve lies 1.[5-7] too far to the left."),
        (-np.cos(WAVE), "Your curve is the true one turned over: each sign is the opposite."),
        (-0.6 * np.cos(WAVE), "Your curve is the true one turned over"),
        (0.5 * np.cos(WAVE), "The shape is right, the size is not: your curve is about 0.[45]"),
        (1.8 * np.cos(WAVE), r"The shape is right, the size is not: .* 1.8 times as high as the"),
        (np.cos(WAVE) + 0.7, "The shape is right, but your curve lies 0.(6|7).* too high every"),
        (np.cos(WAVE) - 0.7, "The shape is right, but your curve lies 0.(6|7).* too low every"),
    ],
)
def test_a_shape_that_is_right_elsewhere_is_one_sentence(drawn, words, seed):
    (sentence,) = of_wave(drawn, seed)
    assert re.match(words, sentence)


def test_signs_zeros_and_turns_of_a_wave():
    assert of_wave(np.abs(np.cos(WAVE)))[:2] == [
        "Between x = 1.8 and 4.5 your curve is above zero, the true one below.",
        "Your curve never crosses zero, the true one does so twice, at 1.6 and 4.7.",
    ]
    assert of_wave(np.cos(2 * WAVE))[1:] == [
        "Your curve crosses zero 4 times, the true one twice, at 1.6 and 4.7.",
        "Your curve turns 3 times, the true one turns once, at 3.1.",
    ]
    assert of_wave(0 * WAVE)[:1] == ["Your curve stays level, the true one turns once, at 3.1."]


@pytest.mark.parametrize(
    ("drawn", "sentences"),
    [
        (
            LINE,
            [
                "Your curve falls at a constant rate, the true one ever more slowly.",
                "From about k = 13 on the true curve is nearly level, yours is not.",
            ],
        ),
        # The loss is said to be zero too early.
        (
            np.maximum(0, 4 - 0.8 * STEPS),
            [
                "At first the true curve falls more slowly than yours.",
                "Your curve is level from k = 5 on, the true one goes on falling until about 13.",
            ],
        ),
        (
            4 - STEPS**2 / 100,
            [
                "Your curve falls ever faster, the true one ever more slowly.",
                "From about k = 13 on the true curve is nearly level, yours is not.",
            ],
        ),
        (
            DECAY * (1 + np.cos(2 * STEPS)) / 2,
            ["Your curve turns 6 times, the true one only falls."],
        ),
        (
            4 + 0 * STEPS,
            [
                "Your curve stays level, the true one only falls.",
                "Your curve ends at 4, the true one at 0.073.",
            ],
        ),
        (
            STEPS / 5,
            [
                "Your curve only rises, the true one only falls.",
                "Your curve ends at 4, the true one at 0.073.",
                "Your curve begins at 0, the true one at 4.",
            ],
        ),
        (
            1.2 + 2.8 * np.exp(-STEPS / 5),
            ["Your curve ends at 1.3, the true one at 0.073."],
        ),
    ],
)  # fmt: skip
def test_wrong_ideas_of_a_loss(drawn, sentences):
    assert differences(STEPS, drawn, DECAY, 5, "k")[: len(sentences)] == sentences


def test_too_high_everywhere_is_said_only_of_everywhere():
    said = differences(STEPS, 4 * np.exp(-STEPS / 8), DECAY, 5, "k")
    assert said
    assert not any("everywhere" in sentence for sentence in said)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("power", [0.5, 2])
def test_a_curve_that_swings_about_its_chord_has_no_constant_rate(power, seed):
    x = np.linspace(-6, 6, 61)
    drawn = ((x + 6) / 12) ** power + hand(seed, 0.01)
    swing = 1 / (1 + np.exp(-x))
    chord = swing[0] + (swing[-1] - swing[0]) * (x + 6) / 12
    # On average it lies on its chord, and far from it in places.
    assert abs(np.mean(swing - chord)) < 1e-9
    assert np.abs(swing - chord).max() > 0.2
    for pair in ((drawn, swing), (swing, drawn)):
        said = differences(x, *pair, 2, "z")
        assert said
        assert "constant rate" not in " ".join(said)


def test_a_step_at_another_place_is_said():
    step = 1 / (1 + np.exp(-2 * (STEPS - 8)))
    late = 1 / (1 + np.exp(-2 * (STEPS - 12)))
    assert differences(STEPS, late, step, 1.2) == [
        "The shape is right, but your curve lies 4 too far to the right."
    ]


def test_a_zero_at_the_wrong_place_is_said():
    x = np.linspace(-2, 2, 61)
    assert differences(x, x - 0.6 + 0.1 * x**2, x + 0.1 * x**2, 8)[-1].startswith("The shape is")
    said = differences(x, np.where(x < 0.8, x - 0.8, 2 * (x - 0.8)) * 1.5, 1.5 * x, 6)
    assert "Your curve crosses zero at x = 0.8, the true one at 0: too far to the right." in said
    said = differences(x, np.where(x > -0.8, x + 0.8, 2 * (x + 0.8)) * 1.5, 1.5 * x, 6)
    assert "Your curve crosses zero at x = -0.8, the true one at 0: too far to the left." in said


def test_a_peak_at_the_wrong_place_or_height_is_said():
    x = np.linspace(0, 10, 61)
    true = 3 * np.exp(-((x - 3) ** 2))
    said = differences(x, 3 * np.exp(-((x - 6) ** 2) / 6), true, 4)
    assert "Your curve is highest at x = 6, the true one at 3." in said
    # Twice as wide as well, so it is not the same shape of another size.
    said = differences(x, 1.5 * np.exp(-((x - 3) ** 2) / 5), true, 4)
    assert "Your curve rises to 1.5, the true one rises to 3." in said
    said = differences(x, -1.5 * np.exp(-((x - 3) ** 2) / 5), -true, 4)
    assert "Your curve goes down to -1.5, the true one goes down to -3." in said


def test_where_one_rises_and_the_other_falls_is_said():
    x = np.linspace(0, 10, 61)
    drawn, true = np.interp(x, [0, 4, 10], [3, 0, 3]), np.interp(x, [0, 7, 10], [3, 0, 3])
    said = differences(x, drawn, true, 4)
    assert said[0] == "Between x = 3.8 and 7 your curve rises, the true one falls."


def test_if_nothing_else_fits_the_largest_difference_is_said():
    true = np.interp(STEPS, [0, 10, 20], [0, 0, 4])
    drawn = np.interp(STEPS, [0, 12, 14, 20], [0, 0, 3, 4])
    said = differences(STEPS, drawn, true, 5, "k")
    assert said == ["At k = 14 your curve is at 3, the true one at 1.6."]


def test_a_steep_curve_may_be_a_little_to_the_side():
    values = gradient_descent(exp_minus_log, 0.05, 0.005, 20).values
    true = np.interp(STEPS, range(21), values)
    aside = np.interp(STEPS - 0.5, range(21), values)
    assert np.abs(aside - true).max() > 0.4
    assert differences(STEPS, aside, true, 2.5) == []
    assert not alike(Pair(STEPS, aside + 0.4, true, 2.5))


def test_crossings_do_not_count_what_trembles_or_touches():
    x = np.linspace(-3, 3, 61)
    assert crossings(x, x**2, 9) == []
    assert crossings(x, 0 * x, 9) == []
    assert crossings(x, np.abs(x) - 1, 4) == pytest.approx([-1, 1])
    trembling = np.where(np.abs(x) < 1, 0.01 * np.sign(np.sin(20 * x)), x)
    assert len(crossings(x, trembling, 6)) == 1


def test_turns_need_more_than_the_tolerance():
    assert _turns(np.array([0, 1, 0.95, 2, 1, 1.05, 0]), 0.2) == [3]
    assert _turns(np.arange(9.0), 0.2) == []
    assert _turns(np.array([3.0, 0, 3]), 0.2) == [1]
    assert _turns(np.zeros(5), 0.2) == []


CURVES = st.lists(st.floats(-2, 2), min_size=4, max_size=9).map(
    lambda knots: np.interp(WAVE, np.linspace(0, WAVE[-1], len(knots)), knots)
)


@given(CURVES, CURVES)
def test_any_two_curves_get_plain_sentences(drawn, true):
    said = differences(WAVE, drawn, true, 4)
    assert len(said) <= MOST
    assert len(set(said)) == len(said)
    assert bool(said) != alike(Pair(WAVE, drawn, true, 4))
    for sentence in said:
        assert sentence[0].isupper()
        assert sentence.endswith(".")
        assert "nan" not in sentence


@given(CURVES)
def test_a_curve_does_not_differ_from_itself(curve):
    assert differences(WAVE, curve, curve, 4) == []
