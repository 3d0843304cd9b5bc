"""Statements of chapter 4, proved against other computations."""

import json
import re
from itertools import product
from pathlib import Path

import numpy as np
import pytest
import scipy.optimize
import sympy
from matplotlib.colors import to_hex
from matplotlib.path import Path as Outline

from mlcalc import datasets, differentiation, functions
from mlcalc.exercises import gradients as exercises
from mlcalc.exercises.engine import Exercise
from mlcalc.explorers import gradients as maps
from mlcalc.figures import gradients as pictures
from mlcalc.figures.style import BLACK

X, Y, M, B, S, T = sympy.symbols("x y m b s t", real=True)
ROOM = 85 - X**2 * (X - 6) * Y**2 * (Y - 6) / 90
HILL = 40 - X**2 - 4 * Y**2
VALLEYS = X**2 + Y**2 - 3 * X * Y

NOTEBOOK = Path(__file__).parents[2] / "notebooks" / "04_gradients.ipynb"
CELLS = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
PROSE = "\n".join("".join(c["source"]) for c in CELLS if c["cell_type"] == "markdown")


def at(expression, x, y):
    return float(expression.subs({X: x, Y: y}))


def slopes(expression, x, y):
    return np.array([at(sympy.diff(expression, v), x, y) for v in (X, Y)])


def shown(explorer, values):
    """Return the sentence and the numbers of an explorer at some values."""
    explorer.reset()
    explorer.values = values
    return explorer.reading


# Section 1.


def test_the_contour_lines_of_the_bowl_are_circles_that_come_closer_together():
    levels = np.arange(5, 50, 5)
    radii = np.sqrt(levels)
    assert (np.diff(np.diff(radii)) < 0).all()
    angles = np.linspace(0, 6, 7)
    ring = np.sqrt(20) * np.stack([np.cos(angles), np.sin(angles)], axis=-1)
    np.testing.assert_allclose(functions.paraboloid(ring), 20)


def test_the_ground_is_steepest_at_the_place_that_the_exercise_says():
    def height(point):
        return float(pictures.hills(np.asarray(point)))

    steep = {
        name: np.hypot(*differentiation.gradient(height, list(place)))
        for name, place in pictures.PLACES.items()
    }
    steepest = max(steep, key=steep.get)
    assert exercises.steepest_place.choices[exercises.steepest_place.answer] == f"at {steepest}"
    assert sorted(steep.values())[-1] > 3 * sorted(steep.values())[-2]


def test_the_maps_are_those_of_the_formulas():
    formulas = {"a": X**2 + Y**2, "b": X**2 + 0 * Y, "c": X**2 - Y**2, "d": X + 2 * Y}
    for letter, function in zip(exercises.match_maps.answer, exercises.MAPS_TO_MATCH, strict=True):
        for x, y in ((0.3, -1.2), (-1, 0.5), (2, 2)):
            assert function(x, y) == pytest.approx(at(formulas[letter], x, y))


# Section 2.


def test_the_slices_of_the_bowl():
    bowl = X**2 + Y**2
    assert sympy.diff(bowl.subs(Y, 4), X) == 2 * X
    assert sympy.diff(bowl.subs(X, 2), Y) == 2 * Y
    explorer = maps.SlicesOfASurface()
    for preset, slope in (("y held at 4", 4), ("y held at 0", 4)):
        explorer.apply(preset)
        assert explorer.reading["slope along x"] == slope
    assert shown(explorer, {"x": 2, "y": 4})["height"] == 20
    # Dragged straight upwards only the slope along y changes.
    rows = [shown(explorer, {"x": 2, "y": y}) for y in (-3, 0, 4.5)]
    assert {row["slope along x"] for row in rows} == {4}
    assert [row["slope along y"] for row in rows] == [-6, 0, 9]


def test_the_slope_read_off_the_map():
    east, north = sympy.symbols("east north")
    height = 60 + 18 * east + 2 * east**2 - 20 * north
    assert float(sympy.diff(height, north)) == exercises.read_partial.answer
    place = dict(zip((east, north), exercises.READ_AT, strict=True))
    assert float(height.subs(place)) == exercises.valley_side(*exercises.READ_AT) == 92
    assert float(sympy.diff(height, east).subs(place)) == 30
    assert exercises.read_length.answer == pytest.approx(np.hypot(30, -20))


def test_there_is_one_point_with_two_level_tangents():
    assert sympy.solve([2 * X, 2 * Y], [X, Y]) == {X: 0, Y: 0}


# Section 3.


def test_the_partial_derivatives_of_the_product():
    f = 3 * X**2 * Y**3
    assert sympy.diff(f, X) == 6 * X * Y**3
    assert sympy.diff(f, Y) == 9 * X**2 * Y**2
    np.testing.assert_allclose(exercises.cubic_gradient.answer, slopes(2 * X**3 * Y**2, 1.5, 0.8))
    explorer = maps.SlicesOfASurface("3x²y³")
    one, two, none = (shown(explorer, {"x": 1, "y": y})["slope along x"] for y in (1, 2, 0))
    assert (one, two, none) == (6, 48, 0)
    # Below the axis the slice along x opens downwards.
    explorer.values = {"x": 1, "y": -1}
    heights = explorer.slice_x.curve.get_ydata()
    assert heights.max() == pytest.approx(0, abs=1e-3)
    assert heights[0] < -10


def test_the_page_with_one_wrong_line():
    along = sympy.diff(ROOM.subs(Y, 3), X)
    assert sympy.simplify(ROOM.subs(Y, 3) - (85 + sympy.Rational(3, 10) * X**2 * (X - 6))) == 0
    line, value = exercises.wrong_partial.answer
    assert (line, value) == (3, pytest.approx(float(along.subs(X, 5))))


def test_central_differences_come_close_to_the_partial_derivatives():
    for f in (exercises.wavy, exercises.twisted, exercises.crossed):
        measured = exercises.write_gradient.answer(f, 0.7, 1.1, 1e-5)
        numeric = differentiation.gradient(lambda p, f=f: float(f(*p)), [0.7, 1.1])
        np.testing.assert_allclose(measured, numeric, rtol=1e-6)


# Section 4.


def test_the_gap_between_bowl_and_plane_is_the_square_of_the_distance():
    a, b = sympy.symbols("a b")
    plane = a**2 + b**2 + 2 * a * (X - a) + 2 * b * (Y - b)
    assert sympy.expand(X**2 + Y**2 - plane - (X - a) ** 2 - (Y - b) ** 2) == 0
    explorer = maps.TangentPlane()
    gaps = [
        shown(explorer, {"direction": d, "distance": s})["gap"]
        for d in (0, 35, 140, 270) for s in (0.7, 1.4)
    ]  # fmt: skip
    np.testing.assert_allclose(gaps, [0.7**2, 1.4**2] * 4)


def test_on_the_saddle_the_gap_has_both_signs():
    explorer = maps.TangentPlane()
    explorer.apply("through the saddle")
    assert explorer.reading["gap"] == pytest.approx(-2.25)
    assert "below the plane" in explorer.reading["sentence"]
    explorer.values = {"direction": 0}
    assert explorer.reading["gap"] == pytest.approx(2.25)
    explorer.values = {"direction": 45}
    assert explorer.reading["gap"] == 0
    assert explorer.reading["sentence"] == "At the distance 1.5 the surface lies in the plane."


def test_the_plane_at_the_lowest_point_is_level():
    explorer = maps.TangentPlane()
    explorer.apply("at the lowest point")
    assert (explorer.reading["slope along x"], explorer.reading["slope along y"]) == (0, 0)
    assert "A level square touches it" in explorer._reading.shape
    explorer.values = {"x": 0.1}
    assert "A tilted square touches it" in explorer._reading.shape


def test_the_plane_is_not_seen_from_its_edge_when_the_page_opens():
    def breadth(explorer):
        """Return how broad the plane is on the page, for each unit of its length."""
        x, y = np.array(explorer.plane.plane.get_xy()[:4]).T
        area = abs(x @ np.roll(y, 1) - y @ np.roll(x, 1)) / 2
        longest = np.hypot(x[:, None] - x, y[:, None] - y).max()
        return area / longest**2

    explorer = maps.TangentPlane()
    shown(explorer, {})
    assert breadth(explorer) > 0.2
    shown(explorer, {"x": 1.1, "y": -0.6})
    assert breadth(explorer) < 0.1


def test_the_height_on_the_plane():
    fx, fy = slopes(X**2 + Y**2, 2, 3)
    assert exercises.plane_height.answer == pytest.approx(13 + fx * 0.5 - fy * 0.3)


def test_a_surface_whose_slopes_make_no_plane():
    f = sympy.sqrt(sympy.Abs(X * Y))
    assert f.subs(Y, 0) == 0
    assert f.subs(X, 0) == 0
    assert sympy.simplify(f.subs(Y, X) - sympy.Abs(X)) == 0


# Section 5.


def test_the_gradient_of_the_bowl():
    np.testing.assert_array_equal(slopes(X**2 + Y**2, 2, 3), [4, 6])
    explorer = maps.GradientOnAMap("x² + y²")
    explorer.apply("at (2, 3)")
    sentence = explorer.reading["sentence"]
    assert sentence == "The gradient is (4, 6). It is 7.211 long and points to 56°."
    explorer.apply("half as far")
    assert np.hypot(*explorer.on_map.point.get_data()) == pytest.approx(np.hypot(2, 3) / 2)
    assert explorer.reading["length"] == pytest.approx(np.hypot(4, 6) / 2)


def test_on_the_long_hill_the_gradient_points_at_the_top_only_from_its_axes():
    explorer = maps.GradientOnAMap()
    for x, y in ((-3, 0), (3.6, 0), (0, 2), (0, -1)):
        explorer.values = {"x": x, "y": y}
        assert "goes through the cross" in explorer._reading.shape
    for x, y in ((2.4, 1.2), (-2, 1), (1, -2)):
        explorer.values = {"x": x, "y": y}
        assert "misses the cross" in explorer._reading.shape
        gradient = slopes(HILL, x, y)
        assert abs(gradient[0] * y - gradient[1] * x) > 1
    explorer.apply("the top")
    assert "no arrow" in explorer.reading["sentence"]


def test_the_hill_is_the_one_of_the_caption():
    for x, y in ((0, 0), (1.5, -2), (-3, 0.5)):
        assert float(maps.HILL([x, y])) == at(HILL, x, y)
        np.testing.assert_allclose(maps.HILL.gradient([x, y]), slopes(HILL, x, y))


def test_the_arrows_to_choose_from():
    gradient = slopes(HILL, 2, -1)
    np.testing.assert_allclose(gradient, exercises._hill_slopes)
    ways = {name: np.array(way) / np.hypot(*way) for name, way in exercises.ARROWS.items()}
    cosines = {name: way @ gradient / np.hypot(*gradient) for name, way in ways.items()}
    assert max(cosines, key=cosines.get) == exercises.which_arrow.answer
    assert cosines["d"] == pytest.approx(1)
    assert cosines["c"] == pytest.approx(-1)
    assert cosines["b"] == pytest.approx(0, abs=1e-12)
    # The first one points at the top.
    assert ways["a"] @ (np.array([-2, 1]) / 5**0.5) == pytest.approx(1)


# Section 6.


def test_the_slope_in_a_direction_is_a_cosine_as_high_as_the_gradient_is_long():
    explorer = maps.TurnTheArrow()
    point, gradient = np.array([-1.5, -0.65]), slopes(HILL, -1.5, -0.65)
    np.testing.assert_allclose(gradient, exercises._SLOPES)
    np.testing.assert_allclose(point, exercises._PLACE)
    angle = np.degrees(np.arctan2(gradient[1], gradient[0]))
    assert angle == pytest.approx(60, abs=0.05)
    for degrees in range(0, 361, 30):
        u = np.array([np.cos(np.radians(degrees)), np.sin(np.radians(degrees))])

        def height(s, u=u):
            return at(HILL, *(point + s * u))

        measured = differentiation.derivative(height, 0.0)
        slope = shown(explorer, {"direction": degrees})["slope"]
        assert slope == pytest.approx(measured, abs=1e-6)
        cosine = np.hypot(*gradient) * np.cos(np.radians(degrees - angle))
        assert slope == pytest.approx(cosine, abs=1e-9)
        assert exercises._turned(degrees) == pytest.approx(cosine, abs=1e-9)


def test_opposite_directions_have_opposite_slopes_and_two_are_level():
    slope = np.array([exercises._turned(d) for d in range(360)])
    np.testing.assert_allclose(slope[:180], -slope[180:])
    assert np.sum(np.diff(np.sign(slope)) != 0) == 2


def test_at_the_top_there_is_no_wave():
    explorer = maps.TurnTheArrow()
    explorer.apply("the top")
    explorer.reveal()
    assert np.abs(explorer.turning.trail.line.get_ydata()).max() == 0
    assert explorer.reading["sentence"].startswith("It is level here, in every direction")


def test_the_numbers_of_the_directions():
    gradient, u = slopes(X**2 + Y**2, 2, 3), np.array([1, 1]) / np.sqrt(2)
    assert exercises.slope_that_way.answer == pytest.approx(gradient @ u)
    gradient, way = slopes(3 * X**2 * Y, 1, 2), np.array([3, 4])
    assert exercises.wrong_direction.answer == (3, np.hypot(*way))
    assert gradient @ way / 5 == pytest.approx(9.6)
    assert np.hypot(3, -4) == 5


def test_the_gradient_is_black_on_every_map():
    with_slopes = maps.GradientOnAMap()
    turning, walk = maps.TurnTheArrow(), maps.WalkAcrossAMap()
    for explorer in (with_slopes, turning, walk):
        shown(explorer, {})
    arrows = (
        with_slopes.on_map.arrow, with_slopes.components.arrow, turning.turning.gradient,
        walk.walk.gradient,
    )  # fmt: skip
    assert [to_hex(arrow.get_edgecolor()) for arrow in arrows] == [to_hex(BLACK)] * 4


def arrows_on_the_map(explorer):
    """Return the arrows that an explorer shows on its map."""
    if isinstance(explorer, maps.GradientOnAMap):
        arrows = [explorer.on_map.arrow]
    elif isinstance(explorer, maps.TurnTheArrow):
        arrows = [explorer.turning.arrow, explorer.turning.gradient]
    else:
        arrows = [explorer.walk.velocity, explorer.walk.gradient]
    return [arrow for arrow in arrows if arrow.get_visible()]


def ends_of_the_sliders(explorer):
    """Return all combinations of the ends of an explorer's sliders, on each of its routes."""
    ends = {slider.name: (slider.minimum, slider.maximum) for slider in explorer.sliders()}
    if "direction" in ends:
        ends["direction"] = range(0, 361, 45)
    for menu in explorer.menus():
        ends[menu.name] = menu.options
    return [dict(zip(ends, values, strict=True)) for values in product(*ends.values())]


@pytest.mark.parametrize(
    "make",
    [
        maps.GradientOnAMap,
        lambda: maps.GradientOnAMap("x² + y²"),
        maps.TurnTheArrow,
        maps.WalkAcrossAMap,
    ],
    ids=["hill", "bowl", "turning", "walk"],
)
def test_every_arrow_ends_on_its_map(make):
    explorer = make()
    if explorer.traces:
        explorer.reveal()
    for values in ends_of_the_sliders(explorer):
        explorer.values = values
        for arrow in arrows_on_the_map(explorer):
            path = arrow.get_path()
            outline = path.vertices[path.codes != Outline.CLOSEPOLY]
            low, high = np.transpose([arrow.axes.get_xlim(), arrow.axes.get_ylim()])
            assert np.all((low - 1e-9 <= outline) & (outline <= high + 1e-9)), values


# Section 7.


def test_the_nearest_place_is_the_highest_one_only_on_ways_along_an_axis():
    a, b, u, v = sympy.symbols("a b u v", real=True)
    x, y = a + S * u, b + S * v
    (highest,) = sympy.solve(sympy.diff(HILL.subs({X: x, Y: y}), S), S)
    (nearest,) = sympy.solve(sympy.diff(x**2 + y**2, S), S)
    # They differ unless the way goes along an axis, or through the top, where a v = b u.
    gap = sympy.factor(sympy.together(highest - nearest))
    assert sympy.simplify(sympy.numer(gap) ** 2 - (3 * u * v * (a * v - b * u)) ** 2) == 0


def test_the_walker_is_highest_where_his_way_touches_a_contour_line():
    z = HILL.subs({X: -3 + T, Y: sympy.Rational(1, 2) + T / 4})
    (highest,) = sympy.solve(sympy.diff(z, T), T)
    assert highest == 2
    assert z.subs(T, 2) == 35
    velocity = np.array([1, 0.25])
    assert slopes(HILL, -1, 1) @ velocity == 0
    distance = (-3 + T) ** 2 + (sympy.Rational(1, 2) + T / 4) ** 2
    (nearest,) = sympy.solve(sympy.diff(distance, T), T)
    assert nearest > 2.5
    # Where the slope along x is zero, x is zero.
    assert sympy.solve(-3 + T, T) == [3]
    explorer = maps.WalkAcrossAMap()
    explorer.values = {"t": 2}
    assert explorer.reading["height"] == 35
    assert explorer.reading["sentence"].endswith("the two parts cancel.")


@pytest.mark.parametrize(
    ("route", "x", "y"),
    [
        ("straight", -3 + T, sympy.Rational(1, 2) + T / 4),
        ("ellipse", 2 * sympy.cos(T), sympy.sin(T)),
        ("circle", 2 * sympy.cos(T), 2 * sympy.sin(T)),
    ],
)
def test_the_rates_of_the_routes_add_up_to_that_of_the_height(route, x, y):
    rate = sympy.diff(HILL.subs({X: x, Y: y}), T)
    explorer = maps.WalkAcrossAMap()
    explorer.values = {"route": route}
    for t in (0, 0.8, 2.4, 4.04, 6.28):
        explorer.values = {"t": t}
        reading = explorer.reading
        assert reading["together"] == pytest.approx(float(rate.subs(T, t)), abs=1e-9)
        over_x = float((sympy.diff(HILL, X).subs(X, x) * sympy.diff(x, T)).subs(T, t))
        assert reading["over x"] == pytest.approx(over_x, abs=1e-9)
        limit = explorer.parts.limit
        assert max(abs(reading[name]) for name in ("over x", "over y", "together")) <= limit


def test_the_ellipse_is_a_contour_line_and_its_bars_cancel():
    height = HILL.subs({X: 2 * sympy.cos(T), Y: sympy.sin(T)})
    assert sympy.simplify(height) == 36


def test_on_the_circle_both_bars_vanish_four_times():
    x, y = 2 * sympy.cos(T), 2 * sympy.sin(T)
    parts = [sympy.diff(HILL, X).subs(X, x) * sympy.diff(x, T),
             sympy.diff(HILL, Y).subs(Y, y) * sympy.diff(y, T)]  # fmt: skip
    for part in parts:
        quarter = [sympy.simplify(part.subs(T, k * sympy.pi / 2)) for k in range(4)]
        assert quarter == [0, 0, 0, 0]
    explorer = maps.WalkAcrossAMap()
    explorer.values = {"route": "circle", "t": 0}
    assert explorer.reading["sentence"].endswith("both parts are zero.")


def test_the_rates_over_two_ways():
    z = (X**2 * Y).subs({X: 1 + 2 * T, Y: 5 - T})
    assert float(sympy.diff(z, T).subs(T, 1)) == exercises.two_way_rate.answer
    a, b, w = sympy.Function("a"), sympy.Function("b"), sympy.Symbol("w")
    loss = 2 * a(w) + 4 * b(w)
    rate = sympy.diff(loss, w).subs({sympy.diff(a(w), w): 3, sympy.diff(b(w), w): -1})
    values = {"a": 3 * -1 * 2 * 4, "b": 3 * 2 - 4, "c": (3 - 1) * (2 + 4), "d": 3 * 4 - 2}
    assert values[exercises.two_routes.answer] == rate
    assert len(set(values.values())) == 4


# Section 8.


def signs_around(expression, x, y, radius=1e-3):
    """Return the signs that the change of a function has on a small circle."""
    f = sympy.lambdify((X, Y), expression, "numpy")
    angles = np.radians(np.arange(0, 360, 5))
    changes = f(x + radius * np.cos(angles), y + radius * np.sin(angles)) - f(x, y)
    return {int(s) for s in np.sign(np.where(np.abs(changes) < 1e-13, 0, changes))}


@pytest.mark.parametrize(
    ("name", "expression", "signs", "words"),
    [
        ("x² + y²", X**2 + Y**2, {1}, "On the whole ring it is higher"),
        ("9 − x² − y²", 9 - X**2 - Y**2, {-1}, "On the whole ring it is lower"),
        ("x² − y²", X**2 - Y**2, {1, -1, 0}, "higher in some directions and lower in others"),
        ("x² + y² − 3xy", X**2 + Y**2 - 3 * X * Y, {1, -1}, "higher in some directions and lower"),
    ],
)
def test_what_the_ring_says_where_the_plane_is_level(name, expression, signs, words):
    assert not slopes(expression, 0, 0).any()
    assert signs_around(expression, 0, 0) == signs
    explorer = maps.LookAround()
    explorer.values = {"surface": name, "x": 0, "y": 0}
    sentence = explorer.reading["sentence"]
    assert words in sentence
    assert sentence.endswith("the tangent plane is level.")
    for radius in (0.2, 0.3, 1):
        explorer.values = {"radius": radius}
        assert words in explorer.reading["sentence"]


def test_valleys_along_both_axes_and_still_a_saddle():
    f = VALLEYS
    assert f.subs(Y, 0) == X**2
    assert f.subs(X, 0) == Y**2
    assert sympy.expand(f.subs(Y, X)) == -(X**2)
    assert sympy.hessian(f, (X, Y)) == sympy.Matrix([[2, -3], [-3, 2]])


def test_on_no_ring_about_the_crossing_of_the_valleys_is_it_higher_all_around():
    assert exercises.crossing_valleys.happened == "b"
    for radius in (1e-4, 1e-2, 1):
        diagonal, axis = radius / np.sqrt(2), radius
        assert at(VALLEYS, diagonal, diagonal) < 0
        assert at(VALLEYS, axis, 0) > 0
        assert at(VALLEYS, 0, axis) > 0
    # The explorer below the question opens on another surface, and away from its middle.
    opening = maps.LookAround()
    assert opening.values["surface"] == "x² + y²"
    assert "tilted" in opening.reading["sentence"]


def test_the_matching_and_the_proof_with_a_wrong_line():
    expressions = (X**2 + 4 * Y**2, 7 - X**2 - Y**2, X * Y, X**2 + Y**2 - 5 * X * Y)
    kinds = {"a": {1}, "b": {-1}, "c": {1, -1}}
    for expression in expressions[2:]:
        along, across = expression.subs(Y, X), expression.subs(Y, -X)
        assert (along * across).subs(X, 1) < 0
    for letter, expression in zip(exercises.what_is_it.answer, expressions, strict=True):
        assert not slopes(expression, 0, 0).any()
        assert signs_around(expression, 0, 0) - {0} == kinds[letter]
    line, value = exercises.wrong_lowest.answer
    assert (line, value) == (5, at(X**2 + Y**2 - 4 * X * Y, 0.5, 0.5))


def test_all_places_of_the_room_with_a_level_plane():
    along_x = -X * (3 * X - 12) * Y**2 * (Y - 6) / 90
    along_y = -(X**2) * (X - 6) * Y * (3 * Y - 12) / 90
    assert sympy.expand(sympy.diff(ROOM, X) - along_x) == 0
    assert sympy.expand(sympy.diff(ROOM, Y) - along_y) == 0
    inside = [
        (float(x), float(y))
        for x, y in sympy.solve([along_x, along_y], [X, Y], dict=False)
        if not (x.free_symbols or y.free_symbols) and x != 0 and y != 0
    ]
    assert sorted(inside) == [(4, 4), (6, 6)]
    for y in (0.5, 2, 6):
        np.testing.assert_array_equal(slopes(ROOM, 0, y), [0, 0])
        np.testing.assert_array_equal(slopes(ROOM, y, 0), [0, 0])
    assert slopes(ROOM, 6, 3)[0] != 0
    assert slopes(ROOM, 3, 6)[1] != 0


def test_what_kind_of_places_they_are():
    assert signs_around(ROOM, 4, 4) == {1}
    assert round(at(ROOM, 4, 4), 2) == 73.62
    assert signs_around(ROOM, 6, 6) - {0} == {1, -1}
    for place in ((0, 3), (3, 0), (0, 0), (0, 5.5)):
        assert signs_around(ROOM, *place, 0.02) == {0, -1}
    for place in ((0, 6), (6, 0)):
        assert signs_around(ROOM, *place) - {0} == {1, -1}
    # At the end of a ridge: cooler on the side of the room, warmer beyond it.
    h, k = sympy.symbols("h k")
    near = sympy.expand((ROOM - 85).subs({X: h, Y: 6 + k}))
    assert sympy.Poly(near, h, k).coeff_monomial(h**2 * k) == sympy.Rational(12, 5)
    assert {sum(m) for m in sympy.Poly(near, h, k).monoms()} == {3, 4, 5, 6}
    grid = np.linspace(0, 6, 121)
    inside = functions.temperature(np.stack(np.meshgrid(grid, grid), axis=-1))
    assert inside.max() == pytest.approx(85)
    found = scipy.optimize.minimize(functions.temperature, [3, 3], bounds=[(0, 6), (0, 6)])
    np.testing.assert_allclose(found.x, [4, 4], atol=1e-3)
    assert inside.min() == pytest.approx(found.fun)


def test_at_the_corner_it_is_warmer_beyond_the_walls_only():
    corner = at(ROOM, 6, 6)
    assert at(ROOM, 5.9, 5.9) < corner
    assert at(ROOM, 6.1, 6.1) < corner
    assert at(ROOM, 6.1, 5.9) > corner
    assert at(ROOM, 5.9, 6.1) > corner


def test_the_names_on_the_map_of_the_room_lie_on_white():
    source = next(
        "".join(c["source"]) for c in CELLS if "figures.level_places" in "".join(c["source"])
    )
    picture = eval(source, {"figures": pictures, "functions": functions})
    (contours,) = (c for c in picture.figure.axes[1].collections if hasattr(c, "levels"))
    np.testing.assert_array_equal(contours.levels, [*range(74, 85), 84.8])
    for axes in picture.figure.axes:
        assert {name.get_text() for name in axes.texts} >= {"minimum", "saddle"}
        for name in axes.texts:
            if name.get_text() in ("minimum", "saddle"):
                assert to_hex(name.get_bbox_patch().get_facecolor()) == "#ffffff"


def test_what_the_ring_says_in_the_room():
    explorer = maps.RoundTheRoom()
    assert "warmer than in the middle" in shown(explorer, {"x": 4, "y": 4})["sentence"]
    explorer.apply("in a corner")
    assert "warmer in some directions and cooler in others" in explorer.reading["sentence"]
    explorer.apply("at a wall")
    assert "cooler or as warm as in the middle, and nowhere warmer" in explorer.reading["sentence"]
    for y in (0.6, 1, 4, 5.4):
        sentence = shown(explorer, {"x": 0, "y": y, "radius": 0.5})["sentence"]
        assert "nowhere warmer" in sentence
    # Where the ring reaches beyond y = 6 it is warmer there.
    sentence = shown(explorer, {"x": 0, "y": 5.6, "radius": 0.5})["sentence"]
    assert "warmer in some directions and cooler in others" in sentence
    # Where the slopes are small they are not called zero.
    assert shown(explorer, {"x": 0.05, "y": 0.05})["sentence"].endswith("is tilted.")


# Section 9.


def test_the_error_of_the_line_by_algebra():
    x, y = datasets.three_points()
    assert list(zip(x, y, strict=True)) == [(1, 2), (2, 5), (3, 3)]
    error = sum((M * int(a) + B - int(b)) ** 2 for a, b in zip(x, y, strict=True))
    expanded = 14 * M**2 + 3 * B**2 + 38 + 12 * M * B - 42 * M - 20 * B
    assert sympy.expand(error - expanded) == 0
    along_m, along_b = sympy.diff(error, M), sympy.diff(error, B)
    assert sympy.expand(along_m - (28 * M + 12 * B - 42)) == 0
    assert sympy.expand(along_b - (6 * B + 12 * M - 20)) == 0
    assert sympy.expand(along_m - 2 * along_b) == 4 * M - 2
    best = sympy.solve([along_m, along_b], [M, B])
    assert best == {M: sympy.Rational(1, 2), B: sympy.Rational(7, 3)}
    assert error.subs(best) == sympy.Rational(25, 6)
    u, v = sympy.symbols("u v", real=True)
    way = error.subs({M: best[M] + S * u, B: best[B] + S * v})
    assert sympy.expand(sympy.diff(way, S).subs(S, 0)) == 0
    bend = sympy.diff(way, S, 2)
    assert sympy.expand(bend - 2 * ((u + v) ** 2 + (2 * u + v) ** 2 + (3 * u + v) ** 2)) == 0


def test_the_best_line_of_the_exercise():
    x, y = np.array([0, 1, 2]), np.array([1, 4, 5])
    error = sympy.expand(sum((M * int(a) + B - int(b)) ** 2 for a, b in zip(x, y, strict=True)))
    assert error == 5 * M**2 + 3 * B**2 + 42 + 6 * M * B - 28 * M - 20 * B
    np.testing.assert_allclose(exercises.best_line.answer, np.polyfit(x, y, 1))
    misses = np.polyval(exercises.best_line.answer, x) - y
    assert np.abs(misses).min() > 0.3
    assert misses[0] == pytest.approx(misses[2])


def test_the_lines_on_which_a_slope_is_zero():
    x, y = datasets.three_points()
    picture = pictures.zero_lines(functions.regression_error, x, y)
    axes, data = picture.figure.axes
    line = np.polyfit(x, y, 1)
    np.testing.assert_allclose(np.polyfit(*data.lines[0].get_data(), 1), line)
    gaps = [np.ptp(gap.vertices[:, 1]) for gap in data.collections[0].get_paths()]
    np.testing.assert_allclose(gaps, np.abs(np.polyval(line, x) - y))
    assert "with the upright gaps between them: 0.8333, 1.667, 0.8333." in picture.text
    full, dashed = axes.lines[:2]
    for line, entry in ((full, 0), (dashed, 1)):
        points = np.column_stack(line.get_data())
        np.testing.assert_allclose(functions.regression_error.gradient(points)[:, entry], 0,
                                   atol=1e-9)  # fmt: skip
    (crossing,) = (mark for mark in axes.lines if mark.get_marker() == "o")
    point = np.concatenate(crossing.get_data())
    np.testing.assert_allclose(functions.regression_error.gradient(point), 0, atol=1e-9)
    assert to_hex(crossing.get_color()) == to_hex(BLACK)
    falls = [np.diff(line.get_ydata())[0] / np.diff(line.get_xdata())[0] for line in (full, dashed)]
    assert falls[0] < falls[1] < 0


# The review.


def test_the_answers_of_the_review():
    assert float(sympy.diff((X**3 + 1) ** 2, X).subs(X, 2)) == exercises.review_chain.answer
    assert pytest.approx(exercises.review_quotient.answer[1]) == ((3 + 0.1) ** 2 - 9) / 0.1
    assert pytest.approx(exercises.review_plane.answer) == 7 + 3 * 0.1 - 2 * -0.2
    for power in (3, 4):
        f = (X - 1) ** power
        assert sympy.diff(f, X).subs(X, 1) == sympy.diff(f, X, 2).subs(X, 1) == 0


def test_the_review_has_six_questions_four_of_them_from_earlier():
    names = [name for name in vars(exercises) if name.startswith("review_")]
    assert len(names) == 6
    earlier = {"review_slope_falls", "review_quotient", "review_chain", "review_nothing"}
    assert earlier < set(names)


# The page.


def test_the_chapter_has_what_a_chapter_needs():
    count = sum(isinstance(value, Exercise) for value in vars(exercises).values())
    assert count >= 12
    table = [int(n) for n in re.findall(r"^\| .* \| (\d+) \|$", PROSE, re.MULTILINE)]
    sections = [int(n) for n in re.findall(r"^\*(\d+) minutes\*$", PROSE, re.MULTILINE)]
    assert sections == table
    assert 90 <= sum(table) <= 120


def test_the_figures_are_counted_without_a_gap():
    numbers = [int(n) for n in re.findall(r"\*\*Figure 4\.(\d+)\.\*\*", PROSE)]
    assert numbers == list(range(1, len(numbers) + 1))


def test_every_preset_that_the_text_names_is_there():
    presets = {
        name
        for kind in ("x² + y²", "3x²y³")
        for name in maps.SlicesOfASurface(kind).presets
    }  # fmt: skip
    presets |= set(maps.GradientOnAMap("x² + y²").presets)
    for kind in (maps.TangentPlane, maps.GradientOnAMap, maps.TurnTheArrow, maps.RoundTheRoom):
        presets |= set(kind().presets)
    named = re.findall(r"[Pp]ress \*([^*]+)\*", PROSE) + re.findall(r", then \*([^*]+)\*", PROSE)
    assert named
    assert set(named) - {"Play", "Run All Above Selected Cell"} <= presets


def test_chapters_with_the_same_room_have_the_same_room():
    for x, y in ((0.5, 0.6), (3, 5)):
        assert float(maps.ROOM([x, y])) == pytest.approx(at(ROOM, x, y))


def test_the_point_of_the_arrows_lies_on_a_line_that_is_drawn():
    picture = pictures.arrows_to_choose(maps.HILL, (2, -1), exercises.ARROWS)
    assert at(HILL, 2, -1) == 32
    assert "on the line 32:" in picture.text
    (axes,) = picture.figure.axes
    (contours,) = (c for c in axes.collections if hasattr(c, "levels"))
    assert 32 in contours.levels


def test_no_contour_line_of_the_two_hills_is_a_speck():
    picture = pictures.map_to_read()
    (axes,) = picture.figure.axes
    (contours,) = (c for c in axes.collections if hasattr(c, "levels"))
    for path in contours.get_paths():
        for part in path.to_polygons(closed_only=False):
            assert np.ptp(part, axis=0).max() > 0.1


def test_four_slopes_joined_by_lines_are_less_steep_between_the_axes():
    straight = next(m for m in exercises.turned_direction.mistakes if m.name == "straight between")
    for degrees in range(0, 361, 90):
        assert straight.answer(degrees) == pytest.approx(exercises._turned(degrees))
    for degrees in (45, 135, 225, 315):
        assert abs(straight.answer(degrees)) < abs(exercises._turned(degrees))
    quarter = np.arange(0, 91)
    assert straight.answer(quarter).max() == pytest.approx(5.2)
    assert exercises._turned(quarter).max() == pytest.approx(np.hypot(3, 5.2), abs=0.01)
