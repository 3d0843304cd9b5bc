"""Statements of chapter 2, proved against other computations."""

import itertools
import math
import re

import numpy as np
import pytest
import sympy

from mlcalc import activations, differentiation, functions
from mlcalc.exercises import chain_rule as exercises
from mlcalc.exercises.engine import Status
from mlcalc.explorers import chain_rule as explorers
from mlcalc.figures import chain_rule as figures

t = sympy.Symbol("t")
w = sympy.Symbol("w")
SIGMOID = 1 / (1 + sympy.exp(-t))


def slope(expression, at, variable=t):
    return float(sympy.diff(expression, variable).subs(variable, at))


# The answers, from sympy.


@pytest.mark.parametrize(
    ("exercise", "expression", "at"),
    [
        (exercises.sine_of_a_cube, sympy.sin(t**3), sympy.Rational(13, 10)),
        (exercises.three_links, sympy.log(1 + sympy.exp(-3 * t)), sympy.Rational(1, 2)),
        (exercises.weight_slope, (sympy.exp(2 * t) - 4) ** 2, sympy.Rational(3, 10)),
        (exercises.from_the_height, SIGMOID, sympy.log(4)),
        (exercises.review_log_squared, sympy.log(t) ** 2, 3),
    ],
    ids=lambda thing: getattr(thing, "title", str(thing)),
)
def test_a_slope_is_that_of_sympy(exercise, expression, at):
    assert exercise.answer == pytest.approx(slope(expression, at))


def test_the_wrong_answers_of_the_research_are_known():
    """The documented mistakes, by sympy: each is a mistake of the exercise under its name."""
    at, cube = sympy.Rational(13, 10), t**3
    power, v = sympy.exp(-3 * t), 1 + sympy.exp(-3 * t)
    documented = {
        (exercises.sine_of_a_cube, at): {
            "inner slope forgotten": sympy.cos(cube),
            "slope of the slope's place": sympy.cos(sympy.diff(cube, t)),
            "outer slope at x, no factor": sympy.diff(sympy.sin(t), t),
            "inner slope only": sympy.diff(cube, t),
            "outer slope at x": sympy.cos(t) * sympy.diff(cube, t),
            "product rule": sympy.diff(cube * sympy.sin(t), t),
            "cube of the sine": sympy.diff(sympy.sin(t) ** 3, t),
            "sign": -sympy.diff(sympy.sin(cube), t),
            "value": sympy.sin(cube),
        },
        (exercises.three_links, sympy.Rational(1, 2)): {
            "last link forgotten": power / v,
            "sign": -sympy.diff(sympy.log(v), t),
            "the 3 lost": -power / v,
            "only the outer link": 1 / v,
            "only the inner two": sympy.diff(v, t),
            "the power lost": -3 / v,
            "power rule": -3 * t * sympy.exp(-3 * t - 1) / v,
            "outer slope turned over": 1 / sympy.diff(v, t),
            "denominator squared": sympy.diff(v, t) / v**2,
            "outer slope at zero": sympy.diff(v, t) / v.subs(t, 0),
            "the section's numbers": sympy.diff(sympy.log(1 + sympy.exp(-2 * t)), t),
        },
        (exercises.weight_slope, sympy.Rational(3, 10)): {
            "value for the innermost slope": 2 * (sympy.exp(2 * t) - 4) * sympy.exp(2 * t) * 2 * t,
            "the section's numbers": sympy.diff((sympy.exp(2 * t) - 3) ** 2, t),
        },
    }
    for (exercise, x), mistakes in documented.items():
        for name, expression in mistakes.items():
            assert exercise.check(float(expression.subs(t, x))).mistake == name


def test_what_the_pictures_can_show_is_no_answer():
    """No slider, preset or field of the explorers leads to the answers of sections 4 and 6."""
    assert "the sigmoid" not in explorers.PassThroughTheChain.CHAINS
    inner = {"sin(t²)": t**2, "e²ᵗ": 2 * t, "log(t² + 1)": t**2 + 1}
    assert explorers.TravellingChange.CHAINS.keys() == inner.keys()
    for exercise, at in ((exercises.three_links, 0.5), (exercises.weight_slope, 0.3)):
        explorer = explorers.PassThroughTheChain()
        for chain in explorer.CHAINS:
            explorer.values = {"chain": chain, "x": at, "stage": 6}
            for shown in explorer.reading.values():
                if not isinstance(shown, str):
                    assert exercise.check(shown).status is not Status.RIGHT
    for rate in (slope(sympy.sin(t**2), 1.3), slope(sympy.sin(1.3 * t), 1.3)):
        assert exercises.sine_of_a_cube.check(rate).status is not Status.RIGHT


def test_the_table_can_belong_to_real_functions():
    """Cubic Hermite pieces through the table: the slope of the composition is the answer."""
    h, g = sympy.Symbol("h"), sympy.Symbol("g")

    def through(values, slopes, variable):
        coefficients = sympy.symbols("c0:6")
        poly = sum(c * variable**k for k, c in enumerate(coefficients))
        equations = [poly.subs(variable, k) - sympy.nsimplify(v) for k, v in values.items()]
        equations += [
            sympy.diff(poly, variable).subs(variable, k) - sympy.nsimplify(v)
            for k, v in slopes.items()
        ]
        return poly.subs(sympy.solve(equations, coefficients))

    inner = through(exercises.H, exercises.H_SLOPE, h)
    outer = through(exercises.G, exercises.G_SLOPE, g)
    whole = outer.subs(g, inner)
    assert slope(whole, 2, h) == pytest.approx(exercises.from_a_table.answer)


def test_the_slope_read_off_two_pictures():
    inner, outer = (
        lambda x, corners=corners: np.interp(x, *np.transpose(corners))
        for corners in (exercises.INNER_LINE, exercises.OUTER_LINE)
    )
    gap = 1e-6
    quotient = (outer(inner(2 + gap)) - outer(inner(2 - gap))) / (2 * gap)
    assert quotient == pytest.approx(exercises.from_two_pictures.answer)
    picture = figures.two_broken_lines(exercises.INNER_LINE, exercises.OUTER_LINE)
    assert "h(t) through (0, 1), (1, 5.5), (3, 2.5), (6, 4)" in picture.text


def test_a_chain_in_code_is_that_of_the_library_and_of_differences():
    for f, _, g, _, x in exercises.write_chain.tests:
        value, rate = exercises.write_chain.answer(*_links(f, g), x)
        assert value == pytest.approx(f(g(x)))
        assert rate == pytest.approx(differentiation.derivative(lambda v, f=f, g=g: f(g(v)), x))
    for f, df, g, dg, h, dh, x in exercises.write_three_links.tests:
        value, rate = exercises.three(f, df, g, dg, h, dh, x)
        inside = exercises.chain(g, dg, h, dh, x)
        assert (value, rate) == pytest.approx((f(inside[0]), df(inside[0]) * inside[1]))
        whole = differentiation.derivative(lambda v, f=f, g=g, h=h: f(g(h(v))), x)
        assert rate == pytest.approx(whole)


SLOPES = {
    np.sin: np.cos, exercises.squared: exercises.doubled, np.exp: np.exp,
}  # fmt: skip


def _links(f, g):
    return f, SLOPES[f], g, SLOPES[g]


def test_the_pages_with_a_wrong_line():
    h = math.exp(0.7)
    g = 1 + 1 / h
    shown = [h, g, -(h**-2), -(g**-2), g**-2 * h * h]
    for line, number in zip(exercises.sigmoid_wrong_line.lines, shown, strict=True):
        assert f"{number:.4g}" in line
    line, value = exercises.sigmoid_wrong_line.answer
    assert (line, value) == (5, pytest.approx(slope(SIGMOID, sympy.Rational(7, 10))))

    line, value = exercises.cancelled_too_much.answer
    p = math.exp(-0.5)
    assert (line, value) == (3, pytest.approx(p**-2 * p))
    assert "0.1425" in exercises.cancelled_too_much.lines[3]
    assert (1 + math.exp(0.5)) ** -2 == pytest.approx(0.1425, abs=5e-5)

    line, value = exercises.review_page.answer
    assert (line, value) == (2, pytest.approx(slope(t * sympy.exp(t), 2)))
    wrong = 2 * 2 * math.exp(2)
    assert (f"{wrong:.4g}", f"{3 * wrong:.4g}") == ("29.56", "88.67")


@pytest.mark.parametrize(
    "page", [exercises.sigmoid_wrong_line, exercises.cancelled_too_much, exercises.review_page]
)
def test_the_wrong_value_of_the_page_does_not_mend_it(page):
    line, _ = page.answer
    shown = float(re.search(r"(-?[\d.]+)\$$", page.lines[line - 1])[1])
    verdict = page.check((line, shown))
    assert (verdict.status, verdict.mistake) == (Status.HALF, "as it stands there")


def test_the_choices_with_numbers():
    assert math.exp(0.7) == pytest.approx(2.014, abs=5e-4)
    numbers = {"a": 0.6682, "b": 0.4966, "c": 2.014, "d": 1.497}
    g = 1 + math.exp(-0.7)
    assert [1 / g, g - 1, 1 / (g - 1), g] == pytest.approx(list(numbers.values()), abs=5e-4)
    # g(3x) for a g with the slopes of the question: a parabola of the slope 13 - 1.5 x.
    curve = 13 * t - sympy.Rational(3, 4) * t**2
    assert (slope(curve, 2), slope(curve, 6)) == (10, 4)
    chosen = exercises.review_squeezed
    assert chosen.choices[chosen.answer] == f"{slope(curve.subs(t, 3 * t), 2):.0f}"
    # Read strictly, h is 2x - x², and then f' = g' + h' is 2.
    assert sympy.diff(2 * t - t**2, t) + sympy.diff(t**2, t) == 2
    assert sympy.diff(6 * t**2, t) == 12 * t


def test_inside_and_outside():
    first = {"a": np.exp, "b": np.sin, "c": np.sin, "d": np.square}
    second = {"a": np.sin, "b": np.square, "c": np.exp, "d": np.sin}
    written = (
        lambda x: math.sin(x**2),
        lambda x: math.sin(x) ** 2,
        lambda x: math.exp(math.sin(x)),
        lambda x: math.sin(math.exp(x)),
    )
    for letter, formula in zip(exercises.which_first.answer, written, strict=True):
        assert second[letter](first[letter](1.7)) == pytest.approx(formula(1.7))


def test_inside_and_outside_exchanged():
    """What each letter says, the first function first: all four exchanged, and all as read."""
    which = exercises.which_first
    exchanged = {"a": "c", "b": "d", "c": "a", "d": "b"}
    for letter, other in exchanged.items():
        first, then = which.choices[letter].split(", then ")
        assert which.choices[other] == f"{then}, then {first}"
    known = {
        "".join(exchanged[letter] for letter in which.answer): "all changed",
        # The names in the order in which they are written, from left to right.
        "bbac": "as it is read",
        "bdca": "the squares",
        "dbac": "the exponentials",
    }
    for letters, name in known.items():
        assert which.check(letters).mistake == name
    for right in ("dbca", ["d", "b", "c", "a"], {"1": "d", "2": "b", "3": "c", "4": "a"}):
        assert which.check(right).status is Status.RIGHT
    assert which.check("dbaa").mistake is None


# Section 1 and 6: the loss.


def test_the_numbers_of_the_loss():
    loss = (sympy.exp(2 * w) - 3) ** 2
    at = [float(loss.subs(w, x)) for x in (0.5, 0.51)]
    assert at == pytest.approx([0.07937, 0.05144], abs=5e-6)
    assert at[0] - at[1] == pytest.approx(0.0279, abs=5e-5)
    assert (at[0] - at[1]) / 0.01 == pytest.approx(2.79, abs=5e-3)
    assert slope(loss, 0.5, w) == pytest.approx(-3.063, abs=5e-4)
    assert 0.01 * slope(loss, 0.5, w) == pytest.approx(-0.0306, abs=5e-5)
    assert slope(loss, 0.6, w) > 0
    text = figures.row_of_machines(
        (functions.line(2, 0), functions.exponential, functions.squared_distances([3])),
        ("2w", "e^z", "L"), ("w", "z", "y", "L"), (0.5, 0.51),
    ).text  # fmt: skip
    assert "0.5 to 1 to 2.718 to 0.07937; 0.51 to 1.02 to 2.773 to 0.05144." in text


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (explorers.PassThroughTheChain, "the loss"),
        (explorers.PassThroughTheChain, "log(1 + e⁻²ˣ)"),
        (explorers.PassThroughTheSigmoid, "the sigmoid"),
    ],
)
def test_the_way_back_is_the_slope_of_the_whole(kind, name):
    formulas = {
        "the loss": (sympy.exp(2 * t) - 3) ** 2,
        "log(1 + e⁻²ˣ)": sympy.log(1 + sympy.exp(-2 * t)),
        "the sigmoid": SIGMOID,
    }
    assert name in kind.CHAINS
    explorer = kind()
    if explorer.menus():
        explorer.values = {"chain": name}
    for x in (-1, -0.35, 0, 0.5, 1):
        explorer.values = {"x": x, "stage": 6}
        *_, last = (v for k, v in explorer.reading.items() if k in explorer.names)
        first = f"d{explorer.names[-1]}/d{explorer.names[0]}"
        assert last == pytest.approx(float(formulas[name].subs(t, x)))
        assert explorer.reading[first] == pytest.approx(slope(formulas[name], x), abs=1e-12)


def test_a_stage_shows_no_more_than_is_known():
    explorer = explorers.PassThroughTheChain()
    counts = []
    for stage in range(7):
        explorer.values = {"stage": stage}
        counts.append(len(explorer.reading) - 1)
    assert counts == [1, 2, 3, 4, 5, 6, 7]


def test_one_over_v_lies_between_zero_and_one_and_the_power_does_not():
    chain = explorers.SOFT
    x = np.linspace(-1, 1, 41)
    outer, middle, inner = chain.factors(x)
    assert ((outer > 0) & (outer < 1)).all()
    assert middle.max() > 1
    assert (inner == -2).all()


# Section 2: wheels.


def test_the_middle_wheel_does_not_matter():
    explorer = explorers.ToothedWheels()
    explorer.values = {"wheels": "three"}
    for a, c in itertools.product((8, 17, 32), repeat=2):
        rates = set()
        for b in (8, 12, 24, 31):
            explorer.values = {"a": a, "b": b, "c": c}
            reading = explorer.reading
            assert reading["dC/dA"] == pytest.approx(reading["dC/dB"] * reading["dB/dA"])
            rates.add(round(reading["dC/dA"], 12))
        assert rates == {round(a / c, 12)}


def test_the_presets_of_the_wheels():
    explorer = explorers.ToothedWheels()
    explorer.apply("two wheels")
    assert explorer.reading["dB/dA"] == -2
    assert "the other way round" in explorer.reading["sentence"]
    explorer.values = {"turn": 0.2}
    # The mark of B stood upright, and has made 0.4 turns clockwise.
    end = explorer.wheels.marks[1].get_xydata()[1] - (explorer.wheels.centres[1], 0)
    assert math.atan2(*end) == pytest.approx(2 * math.pi * 0.4)
    explorer.apply("three wheels")
    assert explorer.reading["dC/dA"] == pytest.approx(0.75)
    explorer.apply("another B")
    assert explorer.reading["dC/dA"] == pytest.approx(0.75)
    # The wheel of the prediction, with twice as many teeth as the one before.
    before, after = (explorer.presets[name] for name in ("three wheels", "another B"))
    assert after == before | {"b": 2 * before["b"]}
    explorer.apply("another C")
    assert explorer.reading["dC/dA"] == pytest.approx(3)
    assert explorer.reading["sentence"].startswith("For one turn of A, C makes 3, the same way")


def test_the_task_about_the_wheels_has_several_ways_and_no_button():
    explorer = explorers.ToothedWheels()
    fast = set()
    for a, b, c in itertools.product((16, 24, 32), (8, 31), (8, 12, 16)):
        explorer.values = {"wheels": "three", "a": a, "b": b, "c": c}
        if explorer.reading["dC/dA"] == pytest.approx(2):
            fast.add((a, c))
    # Only A and C matter for it.
    assert fast == {(16, 8), (24, 12), (32, 16)}
    for preset in explorer.presets:
        explorer.reset()
        explorer.apply(preset)
        assert explorer.reading.get("dC/dA") != pytest.approx(2)


def test_teeth_meet_gaps():
    """At the point of contact, a tooth of one wheel is where the other one has a gap."""
    explorer = explorers.ToothedWheels()
    for turn, (a, b, c) in itertools.product((0, 0.3, 1.37), ((24, 12, 32), (9, 31, 8))):
        explorer.values = {"wheels": "three", "turn": turn, "a": a, "b": b, "c": c}
        radii = []
        for k, n in enumerate((a, b, c)):
            x, y = explorer.wheels.rims[k].get_data()
            dx, dy = x - explorer.wheels.centres[k], y
            angle = np.arctan2(dy, dx)
            order = np.argsort(angle)
            for place in (0.0, math.pi) if k == 1 else (0.0,) if k == 0 else (math.pi,):
                at = (angle[order] - place + math.pi) % (2 * math.pi) - math.pi
                near = np.interp(0.0, *_sorted(at, np.hypot(dx, dy)[order] - n))
                radii.append(near)
        a_right, b_right, b_left, c_left = radii
        assert a_right + b_left == pytest.approx(0, abs=0.3)
        assert b_right + c_left == pytest.approx(0, abs=0.3)


def _sorted(x, y):
    order = np.argsort(x)
    return x[order], y[order]


def test_the_mark_is_dragged_to_where_the_pointer_is():
    explorer = explorers.ToothedWheels()
    centre = explorer.wheels.centres[0]
    for turn in (0.02, 0.3, 0.8):
        angle = 2 * math.pi * (turn + 0.25)
        found = explorer.dragged(centre + 5 * math.cos(angle), 5 * math.sin(angle))
        assert found["turn"] % 1 == pytest.approx(turn)


# Section 3: the change on its way.


def test_the_error_becomes_a_hundred_times_smaller():
    explorer = explorers.TravellingChange()
    explorer.values = {"t": 0.5}
    wide, narrow = explorer._off(0.5, np.array([0.1, 0.01]))
    assert 80 < wide / narrow < 120
    # And divided by the change it still goes to zero.
    assert narrow / 0.01 < wide / 0.1 / 8
    off = []
    for preset in ("Δt = 0.1", "Δt = 0.01"):
        explorer.apply(preset)
        off.append(float(explorer.reading["off by"]))
    assert off == pytest.approx([wide, narrow], rel=1e-2)


@pytest.mark.parametrize("name", explorers.TravellingChange.CHAINS)
def test_the_slopes_of_the_links_multiply_to_that_of_the_whole(name):
    formulas = {
        "sin(t²)": sympy.sin(t**2),
        "e²ᵗ": sympy.exp(2 * t),
        "log(t² + 1)": sympy.log(t**2 + 1),
    }
    explorer = explorers.TravellingChange()
    for at in (0, 0.5, 1.25, 1.5):
        explorer.values = {"chain": name, "t": at, "gap": 0.001}
        g = float(formulas[name].subs(t, at + 0.001)) - float(formulas[name].subs(t, at))
        assert explorer.reading["Δg"] == pytest.approx(g, abs=1e-12)
        expected = slope(formulas[name], at) * 0.001
        assert float(explorer.reading["off by"]) == pytest.approx(abs(g - expected), rel=0.02)


def test_the_circle_is_on_the_line_and_off_the_exponential():
    explorer = explorers.TravellingChange()
    explorer.apply("e²ᵗ")
    (inner, outer), (left, right) = explorer.change.predicted, explorer.change.points
    np.testing.assert_allclose(inner.get_ydata()[-1], left.get_ydata()[0])
    assert right.get_ydata()[0] - outer.get_ydata()[-1] > 1


def pixels(axes, points):
    """Return how many points of type it is from the first to the second of two places."""
    return math.dist(*axes.transData.transform(points)) * 72 / axes.figure.dpi


@pytest.mark.usefixtures("painted")
def test_a_small_change_is_covered_by_its_points():
    explorer = explorers.TravellingChange()
    for gap, covered in ((0.5, False), (0.01, True), (0.001, True)):
        explorer.values = {"gap": gap}
        for k, leg in enumerate(explorer.change.legs[:3]):
            point = explorer.change.points[k // 2]
            assert (pixels(leg.axes, leg.get_xydata()) < 7) == covered, (gap, k)
            assert point.axes is leg.axes


def test_the_change_opens_as_large_as_it_can_be():
    explorer = explorers.TravellingChange()
    (gap,) = [slider for slider in explorer.sliders() if slider.name == "gap"]
    assert explorer.values["gap"] == gap.maximum


def test_a_factor_below_zero_stands_in_brackets_behind_another_one():
    explorer = explorers.TravellingChange(np.cos, lambda t: np.exp(-t))
    inner, outer = -math.exp(-0.5), -math.sin(math.exp(-0.5))
    said = f"the slopes say {outer:.4g} · ({inner:.4g}) · 0.5 = {outer * inner / 2:.4g}."
    assert said in explorer.reading["sentence"]

    # A number that is typed may lie beyond the slider.
    place = explorers.PlaceOfTheOuterSlope()
    place.values = {"t": -1.6}
    assert (
        f"slope {math.cos(2.56):.4g} · (-3.2) = {-3.2 * math.cos(2.56):.4g}."
        in place.reading["sentence"]
    )


def test_a_chain_of_the_students_own():
    explorer = explorers.TravellingChange(np.cos, lambda v: v**3 / 4)
    whole = sympy.cos(t**3 / 4)
    for at, gap in ((0, 0.1), (0.5, 0.4), (1.5, 0.5)):
        explorer.values = {"t": at, "gap": gap}
        change = float(whole.subs(t, at + gap) - whole.subs(t, at))
        assert explorer.reading["Δg"] == pytest.approx(change, abs=1e-12)
        off = abs(change - slope(whole, at) * gap)
        assert float(explorer.reading["off by"]) == pytest.approx(off, rel=0.01, abs=1e-9)
    explorer.reveal()
    assert explorer.trouble == ""
    assert list(explorer.values) == ["t", "gap"]


def raising(v):
    raise RuntimeError("no")


@pytest.mark.parametrize(
    ("outer", "inner", "words"),
    [
        (math.cos, raising, "Your inner function raised RuntimeError at t = "),
        (raising, math.cos, "Your outer function raised RuntimeError at h = "),
        (math.cos, lambda v: None, "Your inner function must return one number, but at t = "),
        (lambda v: float("nan"), math.cos, "Your outer function is not a number at h = "),
        (lambda v: 1e200 * v, math.cos, "is too large to draw"),
        (math.log, lambda v: v - 1, "Your outer function raised ValueError at h = -0.5"),
        (np.log, lambda v: v - 1, "Your outer function is not a number at h = -0.5."),
        (lambda h: "high", math.cos, "Your outer function must return one number"),
    ],
)
def test_a_bad_function_becomes_a_sentence(outer, inner, words, recwarn):
    explorer = explorers.TravellingChange(outer, inner)
    explorer.values = {"t": 0.5, "gap": 0.1}
    assert words in explorer.trouble
    assert explorer.reading["sentence"] == explorer.trouble
    explorer.reveal()
    assert not recwarn.list


@pytest.mark.parametrize(
    ("outer", "inner"),
    [
        (math.cos, lambda v: 2.0),
        (lambda h: 3, lambda v: v),
        (lambda h: abs(h), lambda v: v - 0.5),
        (lambda h: 1 / h, lambda v: v + 1e-3),
        (math.sqrt, lambda v: v),
    ],
)
def test_a_strange_function_is_drawn(outer, inner, recwarn):
    explorer = explorers.TravellingChange(outer, inner)
    for at, gap in itertools.product((0.0, 0.5, 1.5), (0.001, 0.5)):
        explorer.values = {"t": at, "gap": gap}
        explorer.reveal()
        assert explorer.reading["sentence"].endswith(".")
        explorer.reveal(False)
    assert not recwarn.list


def test_one_function_alone_makes_no_chain():
    with pytest.raises(TypeError, match="inner must be given together with outer"):
        explorers.TravellingChange(math.cos)


def test_a_flat_outer_curve_lets_little_through():
    explorer = explorers.TravellingChange()
    explorer.apply("a flat outer curve")
    reading = explorer.reading
    # The change begins at the top of the sine, where the slopes say next to nothing.
    assert explorer.inner(1.25) == pytest.approx(math.pi / 2, abs=0.01)
    assert math.cos(1.25**2) * 2.5 * 0.2 < 0.005
    # What is left comes from the bend of the sine: half of its second derivative times Δh².
    bend = -math.sin(1.25**2) / 2 * reading["Δh"] ** 2
    assert reading["Δg"] == pytest.approx(bend, rel=0.08)
    # The smaller the change, the less of it is left.
    explorer.values = {"gap": 0.01}
    assert abs(explorer.reading["Δg"] / explorer.reading["Δh"]) < 0.01
    assert abs(reading["Δg"] / reading["Δh"]) > 0.2


def test_the_open_circle_of_the_middle_shows_what_both_slopes_say():
    explorer = explorers.TravellingChange()
    for at, gap in ((0.5, 0.4), (1.0, 0.1)):
        explorer.values = {"chain": "sin(t²)", "t": at, "gap": gap}
        x, y = explorer.change.predicted[1].get_xydata()[0]
        assert x == pytest.approx(at**2 + 2 * at * gap)
        assert y == pytest.approx(math.sin(at**2) + slope(sympy.sin(t**2), at) * gap)


def test_the_quotients_of_the_cell():
    h, g = 0.25, math.sin(0.25)
    dh, dg = 0.501**2 - h, math.sin(0.501**2) - g
    assert dg / dh * (dh / 0.001) == pytest.approx(dg / 0.001)
    assert slope(sympy.sin(t**2), 0.5) == pytest.approx(0.9689, abs=5e-5)


# Section 4: the place.


def test_the_right_place_touches_and_the_wrong_one_cuts():
    explorer = explorers.PlaceOfTheOuterSlope()
    explorer.values = {"place": "t"}
    for at in np.arange(0.02, 2.0, 0.02).round(2):
        explorer.values = {"t": at}
        black, red = (tangent.line.get_data() for tangent in explorer.lines)
        touching = slope(sympy.sin(t**2), at)
        assert np.diff(red[1])[0] / np.diff(red[0])[0] == pytest.approx(touching, abs=1e-9)
        wrong = math.cos(at) * 2 * at
        assert np.diff(black[1])[0] / np.diff(black[0])[0] == pytest.approx(wrong, abs=1e-9)
        same = "Both lines touch" in explorer.reading["sentence"]
        assert same == (abs(at - 1) < 1e-9)


def test_the_red_line_is_level_at_two_places():
    # Between two positions of the slider: the outer slope is nearly zero at the nearest of them.
    assert min(abs(math.cos(x**2)) for x in np.arange(0, 2.01, 0.02)) < 0.02
    rates = np.array([slope(sympy.sin(t**2), x) for x in np.arange(0.02, 2.0, 0.02)])
    assert (np.diff(np.sign(rates)) != 0).sum() == 1
    assert slope(sympy.sin(t**2), 0) == 0
    assert slope(sympy.sin(t**2), math.sqrt(math.pi / 2)) == pytest.approx(0, abs=1e-12)


def test_the_worked_example_and_the_table_of_slopes():
    assert slope((t**2 + 1) ** 3, 2) == 300
    u = sympy.Function("u")(t)
    du = sympy.diff(u, t)
    n = sympy.Symbol("n")
    table = {
        u**n: n * u ** (n - 1) * du,
        1 / u: -du / u**2,
        sympy.exp(u): sympy.exp(u) * du,
        sympy.log(u): du / u,
        sympy.sin(u): sympy.cos(u) * du,
        sympy.cos(u): -sympy.sin(u) * du,
    }
    for function, claimed in table.items():
        assert sympy.simplify(sympy.diff(function, t) - claimed) == 0
    assert sympy.diff(sympy.sin(t) ** 2, t) == 2 * sympy.sin(t) * sympy.cos(t)


# Section 5: a factor inside.


def test_the_squeezed_wave_has_its_slope():
    explorer = explorers.SqueezedWave()
    for k, x in itertools.product((-3, -1, 0, 0.5, 2), (0, 1.2, 6.28)):
        explorer.values = {"k": k, "x": x}
        assert explorer.reading["slope"] == pytest.approx(slope(sympy.sin(k * t), x), abs=1e-9)
    explorer.values = {"k": 2}
    explorer.reveal()
    x, y = explorer.trail.line.get_data()
    np.testing.assert_allclose(y, exercises.slope_of_a_squeezed_wave.true.at(x), atol=1e-12)
    assert (np.diff(np.sign(y)) != 0).sum() == 4


def test_a_power_can_be_taken_apart_into_products():
    rule = 2 * sympy.exp(w) * sympy.diff(sympy.exp(w), w)
    assert sympy.simplify(rule - sympy.diff(sympy.exp(2 * w), w)) == 0


def test_without_a_factor_a_level_line_is_left():
    explorer = explorers.SqueezedWave()
    explorer.apply("k = 0")
    assert (explorer.wave.get_ydata() == 0).all()
    assert explorer.reading["slope"] == 0


def test_any_base():
    for base in (0.5, 2, 10):
        expected = math.log(base) * base**1.3
        assert differentiation.derivative(lambda x, b=base: b**x, 1.3) == pytest.approx(expected)
    assert functions.exp_of_double.gradient(0.5) == pytest.approx(5.436564, abs=5e-7)
    # The first quarter of the wave sin 2x: a rise of 1 on a run of less than 0.8.
    assert math.pi / 4 < 0.8


# Section 7: many links.


def test_the_products_of_many_links():
    explorer = explorers.ManyLinks()
    for n, rate in itertools.product((1, 7, 20, 40), (0.25, 0.8, 1, 1.35)):
        explorer.values = {"n": n, "slope": rate}
        assert explorer.reading["product"] == pytest.approx(math.prod([rate] * n))
    assert [math.prod([0.8] * n) for n in (4, 20)] == pytest.approx([0.41, 0.0115], rel=5e-3)
    assert 0.25**10 < 1e-6 < 0.25**9
    # On the right, with powers of ten as heights, each step down is as large as the one before.
    explorer.values = {"slope": 0.8}
    explorer.reveal()
    height, axes = explorer.trails[1].line.get_ydata(), explorer.trails[1].line.axes
    assert axes.get_yscale() == "log"
    assert np.diff(np.log10(height)) == pytest.approx(np.log10(0.8))


def test_slopes_between_zero_and_one_need_not_make_the_product_vanish():
    """Each link has another slope below 1, and the product stays above one half."""
    assert math.prod(1 - 1 / (n + 1) ** 2 for n in range(1, 2000)) > 0.5


def test_products_vanish_below_one_and_explode_above():
    assert 0.25**40 < 1e-20
    assert 1.35**40 > 1e5
    assert all(1.25**n > 2.05 for n in range(4, 41))


# Section 8: the sigmoid.


def test_both_ways_lead_to_the_same():
    h = sympy.exp(t)
    g = 1 + 1 / h
    first = (-(g**-2)) * (-(h**-2)) * h
    lines = [
        first,
        (1 + sympy.exp(-t)) ** -2 * h**-2 * h,
        (1 + sympy.exp(-t)) ** -2 * h**-1,
        sympy.exp(-t) / (1 + sympy.exp(-t)) ** 2,
        ((h + 1) * h - h * h) / (h + 1) ** 2,
        h / (h + 1) ** 2,
        h / (h + 1) * 1 / (h + 1),
        SIGMOID * (1 - SIGMOID),
    ]
    for line in lines:
        assert sympy.simplify(line - sympy.diff(SIGMOID, t)) == 0
    assert sympy.simplify(1 - h / (h + 1) - 1 / (h + 1)) == 0
    u = sympy.Symbol("u")
    assert sympy.expand(u * (1 - u) - (sympy.Rational(1, 4) - (u - sympy.Rational(1, 2)) ** 2)) == 0


@pytest.mark.parametrize(
    ("page", "printed"),
    [
        ("0.2", lambda g, h: g**-2 * h * h),
        ("0.3", lambda g, h: g**-2 * h**-1 * h),
        ("0.1", lambda g, h: (1 / g) ** -2 * h**-2 * h),
    ],
)
def test_the_slips_of_the_notes_are_no_slopes(page, printed):
    for x in (-0.5, 0.7):
        h = math.exp(x)
        right = float(activations.sigmoid.gradient(x))
        assert abs(printed(1 + 1 / h, h) - right) > 0.05, page


def test_the_slope_of_the_sigmoid_is_the_same_on_both_sides_though_its_factors_are_not():
    explorer = explorers.PassThroughTheSigmoid()
    rates, factors = [], []
    for preset in ("x = -1", "x = 1"):
        explorer.apply(preset)
        rates.append(explorer.reading["dσ/dx"])
        factors.append(explorer.chain.factors(explorer.values["x"]))
    assert rates[0] == pytest.approx(rates[1])
    assert (np.abs(np.subtract(*factors)) > 0.3).all()
    assert (np.sign(factors) == [-1, -1, 1]).all()


def test_the_axis_does_not_answer_how_steep_a_sigmoid_is():
    explorer = explorers.SigmoidAndItsSlope()
    low, high = explorer.slope.axes.get_ylim()
    assert low < 0
    assert high > 1


def test_the_slope_is_the_area():
    explorer = explorers.SigmoidAndItsSlope()
    slopes = []
    for x in np.arange(-6, 6.05, 0.5):
        explorer.values = {"x": float(x)}
        reading = explorer.reading
        assert reading["slope"] == pytest.approx(reading["area"], rel=1e-9)
        assert reading["slope"] == pytest.approx(slope(SIGMOID, float(x)), rel=1e-9)
        assert explorer.area.patch.get_width() + explorer.area.patch.get_height() == (
            pytest.approx(1)
        )
        slopes.append(reading["slope"])
    assert max(slopes) == slopes[12] == 0.25


def test_two_sides_are_mirrored():
    explorer = explorers.SigmoidAndItsSlope()
    explorer.apply("x = 2")
    one = explorer.reading
    explorer.values = {"x": -2}
    other = explorer.reading
    assert other["height"] == pytest.approx(one["missing to 1"])
    assert other["slope"] == pytest.approx(one["slope"])


def test_the_second_form_fails_where_the_power_is_beyond_all_numbers():
    with np.errstate(all="ignore"):
        assert np.isinf(np.exp(710.0))
        assert np.isfinite(np.exp(709.0))
        assert np.isnan(np.exp(710.0) / (np.exp(710.0) + 1))
        assert 1 / (1 + np.exp(-710.0)) == 1


def test_the_numbers_around_the_prediction_of_the_sigmoid():
    sigmoid = activations.sigmoid
    assert sigmoid(-4) < 0.02
    assert sigmoid(4) > 0.98
    assert sigmoid.gradient(0) == 0.25


# The limits of the rule.


def test_a_central_difference_gives_a_number_at_a_corner():
    assert differentiation.derivative(abs, 0.0) == 0


def test_the_whole_may_have_a_slope_where_a_part_has_none():
    for gap in (1e-3, -1e-3):
        assert abs(abs(gap) ** 2 / gap) <= 1e-3
    assert slope(sympy.exp(t**2), 0) == 0


def test_the_line_with_the_outer_slope_at_the_wrong_place():
    explorer = explorers.PlaceOfTheOuterSlope()
    explorer.apply("at t")
    assert explorer.values["t"] == 1.6
    assert abs(math.cos(1.6) * 3.2) < 0.1
    # That the sine is nearly at its top there, the reader is to find.
    assert abs(1.6 - math.pi / 2) < 0.03
    assert "top" not in exercises.wrong_place.question
    assert slope(sympy.sin(t**2), 1.6) < -2.5


# What is said to those who cannot see the pictures.


def shape_of(explorer):
    return explorer._reading.shape


def test_the_wheels_are_said_as_large_as_they_are():
    explorer = explorers.ToothedWheels()
    explorer.values = {"a": 24, "b": 12}
    assert "Two wheels touch, A on the left larger than B." in shape_of(explorer)
    assert "dashed line of B falls." in shape_of(explorer)
    explorer.values = {"wheels": "three", "a": 12, "b": 30, "c": 30}
    assert "A smaller than B, and C as large as B." in shape_of(explorer)
    assert "dashed line of B falls and the full line of C rises." in shape_of(explorer)


def test_the_lines_rise_and_fall_as_is_said():
    explorer = explorers.PlaceOfTheOuterSlope()
    ways = {1: "rises", -1: "falls"}
    for at in (0.6, 1.3, 1.5, 1.7, 1.94):
        explorer.values = {"place": "t", "t": at}
        red, black = slope(sympy.sin(t**2), at), math.cos(at) * 2 * at
        if min(abs(red), abs(black)) > 0.15:
            red, black = (ways[int(np.sign(rate))] for rate in (red, black))
            assert f"the red line {red} and the dashed one {black}." in shape_of(explorer)


def test_the_stages_are_counted():
    explorer = explorers.PassThroughTheChain()
    seen = []
    for stage in range(7):
        explorer.values = {"stage": stage}
        seen.append(shape_of(explorer))
    assert "the first box holds its value. No arrow leads back yet." in seen[0]
    assert "the first 3 of its 4 boxes hold their values. No arrow leads back yet." in seen[2]
    assert "all boxes hold their values. No arrow leads back yet." in seen[3]
    assert "1 red arrow at the foot, from the right, leads back" in seen[4]
    assert "3 red arrows at the foot, from the right, lead back" in seen[6]


def test_the_ends_of_a_change_are_said_beside_their_circles():
    explorer = explorers.TravellingChange()
    explorer.values = {"t": 0.5, "gap": 0.4}
    assert "ends above the open circle of its tangent" in shape_of(explorer)
    explorer.values = {"gap": 0.001}
    assert shape_of(explorer).count("on the open circle of its tangent") == 2
    explorer.values = {"t": 1, "gap": 0.5}
    assert explorer.change.predicted[1].parked().size == 0 or "An arrow at the edge stands" in (
        shape_of(explorer)
    )


def test_the_sides_of_the_rectangle_are_compared():
    explorer = explorers.SigmoidAndItsSlope()
    for x, words in ((-3, "shorter than"), (0, "as long as"), (3, "longer than")):
        explorer.values = {"x": x}
        assert f"the full line is {words} the dashed one" in shape_of(explorer)
