"""What is said to readers who cannot see the picture: it is there, it is true, it is in order."""

import functools
import re
from dataclasses import dataclass

import numpy as np
import pytest
from explorers_of_the_course import CLASSES

from mlcalc import datasets, differentiation, formatting, functions
from mlcalc.explorers import activations_and_losses as losses
from mlcalc.explorers import derivatives as curves
from mlcalc.explorers import descent_beside_newton as beside
from mlcalc.explorers import descriptions
from mlcalc.explorers import gradient_descent as descents
from mlcalc.explorers import gradients as maps
from mlcalc.explorers import jacobians as tables
from mlcalc.explorers import newtons_method as newtons
from mlcalc.explorers import perceptrons as units
from mlcalc.explorers import two_layer_network as networks
from mlcalc.explorers.engine import Table
from mlcalc.figures.style import new_figure
from mlcalc.functions import exp_minus_log, line_error, temperature, three_minima
from mlcalc.networks import NINE
from mlcalc.optimization import Path, Stop, gradient_descent

pytestmark = pytest.mark.usefixtures("unpainted", "unarranged")


@pytest.fixture(scope="module", params=CLASSES, ids=lambda c: c.__name__)
def shared(request):
    explorer = request.param()
    yield explorer
    explorer.widget.close()


@pytest.fixture
def explorer(shared):
    shared.reset()
    return shared


def shape_of(explorer):
    return explorer._reading.shape


def positions(slider, count):
    places = np.linspace(0, slider.last_position, count).round().astype(int)
    return [slider.value_at(int(place)) for place in places]


def states(explorer):
    """Yield the beginning, all presets, all options, each slider's positions, and random states."""
    yield {}
    yield from explorer.presets.values()
    for menu in explorer.menus():
        yield from ({menu.name: option} for option in menu.options)
    for slider in explorer.sliders():
        yield from ({slider.name: value} for value in positions(slider, 5))
    random = np.random.default_rng(0)
    for _ in range(8):
        places = {s: int(random.integers(0, s.last_position + 1)) for s in explorer.sliders()}
        yield {slider.name: slider.value_at(place) for slider, place in places.items()}


def visit(explorer):
    for state in states(explorer):
        explorer.reset()
        explorer.values = state
        yield state


@dataclass
class Seen:
    state: dict
    shape: str
    text: str
    sentence: str
    pairs: list
    table: Table | None


@functools.cache
def seen_of(kind):
    """Return what an explorer says in all its states; every test of the words asks for it."""
    explorer = kind()
    return [
        Seen(state, shape_of(explorer), explorer.alternative_text, explorer.reading["sentence"],
             explorer._reading.pairs(), None if explorer.trouble else explorer.table())
        for state in visit(explorer)
    ]  # fmt: skip


# Every explorer.


def test_the_shape_is_said_in_every_state(shared):
    for seen in seen_of(type(shared)):
        sentences = re.split(r"(?<=\.) (?=[A-Z])", seen.shape)
        assert seen.shape.endswith("."), seen.state
        assert len(seen.shape.split()) >= 8, seen.state
        assert len(sentences) <= 5, seen.shape
        assert all(re.match(r"[A-Z]", words) for words in sentences), seen.shape
        assert not re.search(r"  |,\.|,,|\.\.| ,|None|nan|array|np\.", seen.shape), seen.shape
        assert seen.shape in seen.text


def test_the_shape_repeats_neither_sentence_nor_numbers(shared):
    for seen in seen_of(type(shared)):
        for sentence in re.split(r"(?<=[.:]) ", seen.sentence):
            assert sentence not in seen.shape, seen.state
        # A place such as "x = -1" may by chance be that of the reading.
        assert sum(f"{name} = {written}" in seen.text for name, written in seen.pairs) <= 1
        numbers = [written for _, written in seen.pairs]
        for three in zip(numbers, numbers[1:], numbers[2:], strict=False):
            assert ", ".join(three) not in seen.text


def test_digits_in_a_shape_are_few(shared):
    for seen in seen_of(type(shared)):
        for number in re.findall(r"\d[\d.e-]*", seen.shape):
            assert len(number.rstrip(".").replace(".", "").lstrip("0")) <= 5, seen.state


def test_the_shape_changes_with_a_slider(explorer):
    seen = []
    for slider in explorer.sliders():
        moved = [seen.shape for seen in seen_of(type(explorer)) if set(seen.state) == {slider.name}]
        seen.append(len(set(moved)))
    assert max(seen) >= 3


def test_the_same_values_have_the_same_shape_and_table(explorer):
    for state in list(states(explorer))[::9]:
        # What was shown before must leave no trace.
        explorer.values = {s.name: s.maximum for s in explorer.sliders()}
        explorer.reset()
        explorer.values = state
        fresh = type(explorer)()
        fresh.values = state
        assert shape_of(fresh) == shape_of(explorer)
        if not fresh.trouble:
            assert fresh.table() == explorer.table()


def test_a_narrow_screen_changes_no_word(explorer):
    before = shape_of(explorer)
    explorer._fit(1.0, True)
    explorer.values = {}
    stacked = shape_of(explorer)
    explorer._fit(1.0, False)
    assert stacked == before


def test_strange_numbers_never_break_the_words(explorer):
    for slider in explorer.sliders():
        for value in (0, -1, 0.5, -7, 1e-9, 1e9, -1e9, 1e300):
            explorer.reset()
            explorer.values = {slider.name: value}
            trouble, shape = explorer.trouble, shape_of(explorer)
            assert shape.endswith(".") or trouble, (slider.name, value)
            assert not re.search(r"shape|index|argument|attribute|unpack|scalar", trouble)


def test_an_error_has_no_shape(explorer):
    explorer.values = {explorer.sliders()[0].name: float("nan")}
    assert explorer.trouble
    assert shape_of(explorer) == ""


def test_values_are_said_with_their_units(explorer):
    for definition in explorer.sliders():
        part = next(p for p in explorer.widget.parts["controls"] if p["name"] == definition.name)
        assert part["unit"] == definition.unit
        written = formatting.number(explorer.values[definition.name])
        said = f"{definition.label} {written} {definition.unit}".strip()
        assert re.search(rf"{re.escape(said)}[,.]", explorer.alternative_text)
        assert len(definition.label) <= 14
        assert " in " not in definition.label


UNITS = {
    ("AverageSpeed", "t"): "s", ("AverageSpeed", "gap"): "s",
    ("DescentInAValley", "angle"): "°", ("SlopeInEveryDirection", "direction"): "°",
    ("Zoom", "zoom"): "times", ("CompoundGrowth", "n"): "a year",
    ("TangentPlane", "direction"): "°", ("TurnTheArrow", "direction"): "°",
    ("WalkAcrossAMap", "t"): "s", ("Ride", "t"): "s",
    ("ToothedWheels", "turn"): "turns", ("ToothedWheels", "a"): "teeth",
    ("ToothedWheels", "b"): "teeth", ("ToothedWheels", "c"): "teeth",
    ("BoundaryByHand", "angle"): "°",
    ("AreaOfAPatch", "angle"): "°", ("OneMapAfterAnother", "angle"): "°",
}  # fmt: skip


def test_the_units_that_there_are(shared):
    kind = type(shared).__name__
    units = {(kind, slider.name): slider.unit for slider in shared.sliders() if slider.unit}
    assert units == {place: unit for place, unit in UNITS.items() if place[0] == kind}
    assert {name for name, _ in UNITS} <= {c.__name__ for c in CLASSES}


# Paths on a curve.


def words_of(explorer, values):
    explorer.reset()
    if isinstance(values, str):
        explorer.apply(values)
    else:
        explorer.values = values
    return shape_of(explorer)


def path_of(explorer):
    v = explorer.values
    return gradient_descent(explorer.function, v["start"], v["learning_rate"], v["steps"])


def test_the_words_of_the_presets_are_those_of_the_paths():
    explorer = descents.DescentOnACurve()
    assert "its lowest point is at x = 0.57" in shape_of(explorer)
    words, path = words_of(explorer, "slow"), path_of(explorer)
    assert "goes from left to right in steps that shrink" in words
    assert (np.diff(path.points) > 0).all()
    assert (np.diff(np.diff(path.points)) < 0).all()
    words, path = words_of(explorer, "oscillates"), path_of(explorer)
    assert "to and fro across the lowest point in steps that shrink" in words
    assert (np.diff(np.sign(path.points - functions.OMEGA)) != 0).all()
    words, path = words_of(explorer, "diverges"), path_of(explorer)
    assert "to and fro across the lowest point in steps that grow" in words
    assert "would leave the curve to the left" in words
    assert (np.diff(np.abs(np.diff(path.points))) > 0).all()
    assert path.rejected < 0
    words, path = words_of(explorer, "leaves the domain"), path_of(explorer)
    assert "goes from left to right. It runs out of the picture to the right" in words
    assert path.last > explorer.function.window[0][1]
    words, path = words_of(explorer, "fast"), path_of(explorer)
    assert "from right to left" in words
    assert "It ends at the lowest point." in words


@pytest.mark.parametrize("start", [0.1, 0.3, 0.9, 1.4, 1.9])
def test_the_direction_on_both_sides_of_the_minimum(start):
    explorer = descents.DescentOnACurve()
    words = words_of(explorer, {"start": start, "learning_rate": 0.005, "steps": 10})
    left = start < functions.OMEGA
    assert f"starts {'left' if left else 'right'} of the lowest point" in words
    assert f"goes from {'left to right' if left else 'right to left'}" in words
    assert "In the second picture the values fall." in words


def sides(points):
    return np.sign(np.asarray(points) - functions.OMEGA)


def test_no_sentence_on_a_path_is_wrong_anywhere():
    explorer = descents.DescentOnACurve()
    low, high = explorer.function.window[0]
    checked = set()
    for _ in visit(explorer):
        words, path = shape_of(explorer), path_of(explorer)
        moves = np.diff(path.points)
        large = moves[np.abs(moves) > 0.01]
        if "from left to right in" in words or "goes from left to right." in words:
            checked.add("right")
            assert (large > 0).all()
        if "from right to left" in words:
            checked.add("left")
            assert (large < 0).all()
        if "to and fro across" in words:
            checked.add("across")
            assert (sides(path.points[1:]) != sides(path.points[:-1]))[np.abs(moves) > 0.01].all()
        if "steps that shrink" in words:
            checked.add("shrink")
            assert (np.diff(np.abs(large)) <= 1e-9).all()
        if "steps that grow" in words:
            assert (np.diff(np.abs(large)) >= -1e-9).all()
        assert ("runs out of the picture" in words) == (not low <= path.last <= high)
        ends = re.search(r"It (?:ends|comes to rest) (left|right) of the lowest", words)
        if ends:
            checked.add("ends")
            assert sides(path.last) == (1 if ends[1] == "right" else -1)
    assert checked == {"right", "left", "across", "shrink", "ends"}


def test_a_path_that_runs_away_leaves_on_the_sides_that_are_said():
    explorer = descents.DescentOnACurve(lambda x: 3 * x**2)
    words = words_of(explorer, {"start": 1.0, "learning_rate": 1, "steps": 12})
    assert "jumps to and fro across the lowest point in steps that grow" in words
    assert "It runs out of the picture on both sides." in words
    assert "the values rise and run out above" in words
    hill = descents.DescentOnACurve(lambda x: -3 * x**2)
    words = words_of(hill, {"start": -1.0, "learning_rate": 1, "steps": 12})
    assert "goes from right to left in steps that grow" in words
    assert "It runs out of the picture to the left and below." in words


def test_a_path_that_creeps_back_is_not_said_to_go_one_way():
    # The first step overshoots; the way back is made of steps too small to be seen alone.
    points = np.concatenate([[0.2], np.linspace(1.9, 1.5, 300)])
    values = exp_minus_log(points)
    path = Path(points, values, exp_minus_log.gradient(points), Stop.STEPS_USED_UP)
    axes = new_figure().subplots()
    axes.set(xlim=(0, 2), ylim=(2, 7))
    words = descriptions.way_on_a_curve(axes, path, descriptions.Outline(""))
    assert "goes first to the right, then to the left" in words


def test_jumps_beside_the_lowest_point_do_not_cross_it():
    points = np.array([1.0, 1.5, 1.1, 1.4, 1.2])
    path = Path(points, exp_minus_log(points), points, Stop.STEPS_USED_UP)
    axes = new_figure().subplots()
    axes.set(xlim=(0, 2), ylim=(2, 7))
    for mark, words in ((0.57, "to and fro in steps that shrink"), (1.25, "to and fro across X")):
        curve = descriptions.Outline("", ((mark, "X"),))
        assert words in descriptions.way_on_a_curve(axes, path, curve)


def test_a_path_among_three_valleys_is_told_by_their_names():
    explorer = descents.DescentWithSeveralMinima()
    for preset, end in (("to A, the lowest", "rest at A"), ("to B", "at B"),
                        ("only B can hold it", "rest at B")):  # fmt: skip
        assert f"{end}." in words_of(explorer, preset)
    assert "starts between A and B" in words_of(explorer, {"start": -1.2})
    assert "starts right of C" in words_of(explorer, {"start": 2.2})
    assert "starts left of A" in words_of(explorer, {"start": -2.2})
    explorer.reveal()
    assert "lead, from left to right, to A, B and C." in shape_of(explorer)
    explorer.apply("too fast for A")
    assert "to A" not in shape_of(explorer).split("strip")[1]
    explorer.apply("only B can hold it")
    assert "to none, B and none." in shape_of(explorer)
    assert three_minima(-2) < min(three_minima(0), three_minima(2))


@pytest.mark.parametrize(
    ("reached", "words"),
    [
        ([0] * 50 + [1] * 50, "to A and B."),
        ([0] * 50 + [-1] + [0] * 49, "to A."),
        ([-1] * 100, "is empty"),
        ([0, 1] * 50, "many short bars"),
        (([0] * 5 + [1] * 5) * 10, "many short bars"),
    ],
)
def test_the_strip_of_the_starts(reached, words):
    assert words in descriptions.strip(np.array(reached), "AB")


@pytest.mark.parametrize(
    ("function", "window", "words"),
    [
        (lambda x: (x - 1) ** 2, (-3, 3), "falls, then rises; its lowest point is at x = 1."),
        (lambda x: 2 * x + 1, (-3, 3), "rises in a straight line."),
        (lambda x: -x, (-3, 3), "falls in a straight line."),
        (lambda x: 3, (-3, 3), "the curve is level."),
        (lambda x: -(x**2), (-3, 3), "rises, then falls; it is lowest at both edges."),
        (np.exp, (-3, 3), "rises ever more steeply."),
        (np.sqrt, (0, 4), "rises ever more slowly."),
        (abs, (-2, 3), "falls, then rises; its lowest point is at x = 0."),
        (lambda x: np.sin(5 * x), (-3, 3), "it is lowest at 5 places."),
        (lambda x: np.log(x) if x > 0 else 1 / 0, (-1, 3), "There is no curve left of 0.0"),
        (lambda x: 1 / x, (-2, 2), "There is a gap at 0."),
        (lambda x: x**4, (-3, 3), "its lowest point is at x = 0."),
    ],
)
def test_the_outline_of_a_students_function(function, window, words):
    for kind in (descents.DescentOnACurve, curves.SecantBecomesTangent):
        shape = shape_of(kind(function, window))
        assert words in shape or shape == ""
    assert words in shape_of(descents.DescentOnACurve(function, window))


@pytest.mark.parametrize(
    "function", [f for f in functions.FUNCTIONS.values() if f.dimension == 1], ids=lambda f: f.name
)
def test_the_outline_of_a_named_function_knows_its_minimum(function):
    explorer = descents.DescentOnACurve(function)
    lowest = re.search(r"lowest point is at x = (\S+)[.;]", shape_of(explorer))
    left, right = function.window[0]
    best = [m.point for m in function.minima if m.is_global and left < m.point < right]
    if lowest and best:
        near = min(abs(float(lowest[1]) - point) for point in best)
        assert near < 0.012 * (right - left)
    if lowest:
        x = np.linspace(left, right, 2001)
        y = function.sample(x)
        assert abs(x[np.nanargmin(y)] - float(lowest[1])) < 0.012 * (right - left)


def test_one_valley_lower_than_the_others_is_found():
    x = np.linspace(-3, 3, 401)
    y = np.cos(3 * x) + 0.05 * (x - 1) ** 2
    shape = descriptions.outline(x, y)
    ((at, name),) = shape.marks
    assert f"; its lowest point is at x = {at:g}." in shape.words
    assert at == pytest.approx(x[np.argmin(y)], abs=0.02)
    assert name == "the lowest point"


def test_noise_changes_no_word():
    x = np.linspace(-3, 3, 401)
    noise = np.random.default_rng(1).normal(size=(20, x.size))
    # A hundred times the rounding of these numbers.
    for y in (x**2, np.sin(x), np.full_like(x, 2.0), 0.5 * x, np.abs(x), x**4, np.cos(x)):
        plain = descriptions.outline(x, y)
        assert {descriptions.outline(x, y + 1e-13 * some) for some in noise} == {plain}
    for axes in [new_figure().subplots()]:
        axes.set(xlim=(-3, 3), ylim=(0, 9))
        points = 2.5 * (-0.8) ** np.arange(60)
        words = set()
        for some in noise:
            near = points + 1e-14 * some[:60]
            path = Path(near, near**2, 2 * near, Stop.STEPS_USED_UP)
            words.add(descriptions.way_on_a_curve(axes, path, descriptions.outline(x, x**2)))
        assert len(words) == 1


# Contours.


@pytest.mark.parametrize(
    ("function", "words"),
    [
        (lambda p: p @ p, "lowest in the middle and highest in all four corners"),
        (lambda p: -p @ p, "lowest in all four corners and highest in the middle"),
        (lambda p: p[0], "lowest at the left edge and highest at the right edge"),
        (lambda p: p[0] + p[1], "lowest at the lower left and highest at the upper right"),
        (lambda p: p[0] ** 2 - p[1] ** 2, "lowest at the lower and upper edge"),
        (
            lambda p: p[1] ** 2,
            "along a line through the picture and highest at the lower and upper",
        ),
        (lambda p: 1.0, "equally high everywhere"),
    ],
)
def test_the_relief_of_a_students_surface(function, words):
    assert words in shape_of(descents.DescentOnASurface(function))


def test_the_room_is_coolest_where_its_minimum_is():
    explorer = descents.DescentOnASurface()
    assert "lowest at the upper right and highest at all four edges" in shape_of(explorer)
    (minimum,) = temperature.minima
    assert min(minimum.point) > 3


def test_no_sentence_on_contours_is_wrong_anywhere():
    explorer = descents.DescentOnASurface()
    checked = set()
    for _ in visit(explorer):
        words, v = shape_of(explorer), explorer.values
        path = gradient_descent(temperature, (v["x"], v["y"]), v["learning_rate"], v["steps"])
        inside = ((path.last > 0) & (path.last < 6)).all()
        assert ("runs out of the picture" in words) == (not inside) or np.any(path.last % 6 == 0)
        if "at the cross" in words:
            checked.add("at")
            assert np.linalg.norm(path.last - 4) < 0.05
        if found := re.search(r"goes to the (upper|lower) (left|right)", words):
            checked.add("goes")
            across, up = path.last - path.points[0]
            assert (across > 0) == (found[2] == "right")
            assert (up > 0) == (found[1] == "upper")
        if "in a straight line" in words:
            total = path.last - path.points[0]
            off = (path.points - path.points[0]) @ [-total[1], total[0]] / (total @ total)
            assert np.abs(off).max() < 0.03
        if "values fall" in words:
            checked.add("fall")
            assert path.values[-1] < path.values[0]
            assert (np.diff(path.values) < 0.05).all()
    assert checked == {"at", "goes", "fall"}


def test_the_valley_lies_along_and_grows_narrow():
    explorer = descents.DescentInAValley()
    seen = []
    for narrowness in (1, 4, 30, 100):
        explorer.values = {"narrowness": narrowness, "learning_rate": 0.01}
        seen.append(shape_of(explorer).split(".")[0])
    assert "round" in seen[0]
    assert all("lying from left to right" in words for words in seen[1:])
    assert ["long" in seen[2], "very narrow" in seen[3]] == [True, True]
    assert "parallel lines" in words_of(explorer, {"narrowness": 1e-9})
    words = words_of(explorer, "diverges")
    assert "to and fro" in words
    assert "steps that grow" in words
    assert "the values rise" in words


def test_a_narrow_valley_is_gone_to_and_fro_at_first():
    explorer = descents.DescentInAValley()
    assert "to and fro at first, then on to the lower left" in words_of(explorer, "narrow")
    v = explorer.values
    across = 1 - v["learning_rate"] * v["narrowness"]
    assert -1 < across < 0


@pytest.mark.parametrize(("m", "b"), [(0, 3), (2, 0), (-2, 0), (0.5, 7 / 3), (1, -2)])
def test_the_line_lies_as_it_is_said(m, b):
    explorer = descents.LineByHand()
    explorer.values = {"m": m, "b": b}
    words, off = shape_of(explorer), explorer.targets - (m * explorer.inputs + b)
    way = "rises" if m > 0 else "falls" if m < 0 else "is level"
    assert f"the line {way}" in words
    for count, where in ((np.sum(off > 0.01), "above"), (np.sum(off < -0.01), "below")):
        found = re.search(rf"(\d) (?:points? )?{where} it", words)
        assert int(found[1] if found else 0) == count


def test_a_line_that_is_gone_is_not_said_to_be_there():
    explorer = descents.LineByDescent()
    words = words_of(explorer, {"learning_rate": 0.1})
    assert "line is not to be seen" in words
    assert "runs out of the picture" in words


def test_contours_where_all_inputs_are_equal():
    words = shape_of(descents.LineByHand([1, 1, 1], [1, 2, 3]))
    assert "the surface is lowest" in words


# The other pictures.


def test_a_secant_is_turned_as_its_slope_says():
    explorer = curves.SecantBecomesTangent()
    for x in (-0.4, 0.5, 1, 2, 2.8):
        for gap in (1, 0.3, 1e-4):
            explorer.values = {"x": x, "gap": gap}
            more = (np.sin(x + gap) - np.sin(x)) / gap - np.cos(x)
            words = shape_of(explorer)
            if abs(more) > 0.1:
                assert f"turned {'anti' if more > 0 else ''}clockwise" in words
            if gap == 1e-4:
                assert "look like one" in words
                assert "the line has the direction of the tangent" in words


def test_the_error_of_a_slope_falls_and_rises():
    explorer = curves.SecantBecomesTangent()
    explorer.reveal()
    falls = "falls as far as about Δx = {}, then rises in jumps"
    assert falls.format("1e-08") in shape_of(explorer)
    explorer.values = {"formula": explorer.BOTH}
    assert falls.format("6e-06") in shape_of(explorer)
    straight = curves.SecantBecomesTangent(functions.constant(2))
    straight.reveal()
    assert "the error, from right to left, lies at the lower edge" in shape_of(straight)


@pytest.mark.parametrize("name", curves.GALLERY)
def test_the_slope_has_the_signs_that_are_said(name):
    explorer = curves.CurveAndSlope()
    explorer.values = {"curve": name, "x": 0.7}
    explorer.reveal()
    ways = re.search(r"slope lies (.*) zero\.", shape_of(explorer))[1].split(", then ")
    x = np.linspace(-3, 3, 200)
    slopes = explorer.function.gradient(x[explorer.function.contains(x)])
    assert ("above" in ways) == (slopes.max() > 0.1)
    assert ("below" in ways) == (slopes.min() < -0.1)
    last = "above" if slopes[-1] > 0 else "below"
    assert ways[-1] in ((last,) if abs(slopes[-1]) > 0.3 else (last, "close to"))


def test_the_slopes_tried_are_counted():
    explorer = curves.CurveAndSlope("x²")
    assert "there is one dot so far, for the slope at this place" in shape_of(explorer)
    for x in (-2, 0.5):
        explorer.values = {"x": x}
    assert "3 dots so far: from left to right the slopes rise." in shape_of(explorer)


def test_slopes_side_by_side():
    explorer = curves.SlopesAdd()
    for c, way, on in ((1, "falls, then rises", "up"), (0, "is level", "nowhere"),
                       (-1, "rises, then falls", "down")):  # fmt: skip
        explorer.values = {"c": c}
        assert f"the dashed curve {way}" in shape_of(explorer)
        assert f"goes on from there {on}" in shape_of(explorer)


def test_the_strips_of_the_rectangle():
    explorer = curves.GrowingRectangle()
    for sides_, x, longer in (("x and x", 1, "as long as"), ("x and x² + 1", 0.5, "longer than"),
                              ("x and x² + 1", 1.5, "shorter than")):  # fmt: skip
        explorer.values = {"sides": sides_, "x": x, "gap": 0.01}
        assert f"the part at the side is {longer} the part on top" in shape_of(explorer)
        side, top = (explorer.reading[name] for name in ("at the side / Δx", "on top / Δx"))
        assert {"longer than": side > top, "shorter than": side < top}.get(longer, True)


def test_stairs_bases_and_mirrors():
    growth = curves.CompoundGrowth()
    assert "climbs in 4 stairs" in shape_of(growth)
    assert "dotted" not in shape_of(growth)
    growth.reveal()
    assert "ends below the dotted" in shape_of(growth)
    growth.apply("a million")
    assert "covers the dotted curve" in shape_of(growth)
    base = curves.BaseOfPowers()
    lies = {preset: words_of(base, preset) for preset in base.presets}
    lies["base e"] = words_of(base, {"base": 2.71828})
    assert "slope lies below it" in lies["base 2"]
    assert "slope lies above it" in lies["base 3"]
    assert "slope lies on it" in lies["base e"]
    mirror = curves.InverseMirror()
    assert "falling and steeper than the diagonal" in words_of(mirror, "the wrong branch")
    assert "rising and as steep as the diagonal" in words_of(mirror, "e to the 0")
    assert "on the diagonal" in words_of(mirror, "where they meet")


def test_the_glass_makes_one_curve_straight_and_others_narrow():
    zoom = curves.Zoom()
    assert "smooth curve is a bent line" in shape_of(zoom)
    assert "two level lines" in shape_of(zoom)
    words = words_of(zoom, "1000 times")
    for part in ("smooth curve is a straight line", "upright needle", "upright line", "V with"):
        assert part in words
    assert "one level line" in words


def test_the_network_fills_stage_by_stage():
    explorer = networks.PassThroughTheNetwork()
    seen = []
    for stage in range(9):
        explorer.values = {"stage": stage}
        seen.append(shape_of(explorer))
        red = sum(bool(a.get_visible()) for a in explorer.diagram.slopes.values())
        assert ("red numbers" in seen[-1]) == (red > 0)
        assert ("at every weight and bias" in seen[-1]) == (red == 9)
        without = re.search(r"(\w+) hidden units and the output unit are still without", seen[-1])
        assert bool(without) == (stage == 0)
    assert len(set(seen)) >= 6


def test_the_boundary_is_told_by_its_pieces():
    explorer = networks.TrainingInThePlane()
    assert "The boundary is a closed ring." in words_of(explorer, "four units")
    assert "lie on each other" in words_of(explorer, "equal start")
    assert "2 tiles for the units, and the points as" in words_of(explorer, "two units")
    explorer.values = {**explorer.CLOUDS, "epoch": 1000}
    crossing = len(explorer.plane.lines.get_segments())
    assert f"The {crossing} broken lines" in shape_of(explorer)
    assert "the loss so far falls" in shape_of(explorer)
    inputs, labels = datasets.two_blobs(30)
    assert "a line from edge to edge" in shape_of(networks.TrainingInThePlane(inputs, labels))


def test_the_chain_falls_or_rises_as_its_product_does():
    explorer = networks.DeepChain()
    for preset in explorer.presets:
        words = words_of(explorer, preset)
        sizes = [abs(row[3]) for row in explorer.table().rows]
        falls, rises = sizes[-1] < 0.9 * sizes[0], sizes[-1] > 1.1 * sizes[0]
        assert ("from right to left, falls" in words) == falls
        assert ("from right to left, rises" in words) == rises


# Tables.

PATHS = [
    descents.DescentOnACurve, descents.DescentWithSeveralMinima, descents.DescentOnASurface,
    descents.DescentInAValley, descents.DescentWithMomentum, descents.LineByDescent,
    descents.SlopeInEveryDirection, descents.StochasticDescent,
    maps.TurnTheArrow, maps.WalkAcrossAMap,
    newtons.NewtonForZeros, newtons.NewtonOnACurve, newtons.Ride, newtons.WhereNewtonFails,
    beside.DescentBesideNewton, beside.DescentBesideNewtonOnAMap,
]  # fmt: skip
OTHERS = [
    curves.SecantBecomesTangent, curves.CompoundGrowth, networks.PassThroughTheNetwork,
    networks.TrainingInThePlane, networks.DeepChain,
    units.BoundaryLearns, units.ScaledInputs, units.MistakeByMistake,
    losses.ActivationAndSlope, losses.LossOfAResidual, losses.LossOfAScore,
    losses.LinesUnderACorner, losses.LargeScores,
    networks.TrainingInThePlane, networks.DeepChain, tables.AreaOfAPatch, tables.FromLeftOrRight,
]  # fmt: skip


def test_who_has_a_table(explorer):
    explorer.values = {s.name: s.maximum for s in explorer.sliders() if s.name == "stage"}
    assert (explorer.table() is not None) == (type(explorer) in {*PATHS, *OTHERS})


@pytest.mark.parametrize("kind", [*PATHS, *OTHERS])
def test_a_table_is_whole_in_every_state(kind):
    for seen in seen_of(kind):
        table = seen.table
        if table is not None:
            assert len(set(table.heads)) == len(table.heads)
            assert all(len(row) == len(table.heads) for row in table.rows)
            written = table.written()
            assert len(written["rows"]) <= table.LONGEST + 1
            assert all(isinstance(cell, str) for row in written["rows"] for cell in row)


def walked(slope, start, rate, steps):
    """Return the points of a descent, computed once more."""
    points = [np.asarray(start, dtype=float)]
    for _ in range(steps):
        if np.linalg.norm(slope(points[-1])) <= 1e-8:
            break
        points.append(points[-1] - rate * np.asarray(slope(points[-1])))
    return np.array(points)


def test_the_table_of_a_curve_is_its_path():
    explorer = descents.DescentOnACurve()
    explorer.values = {"start": 0.05, "learning_rate": 0.005, "steps": 30}
    points = walked(lambda x: np.exp(x) - 1 / x, 0.05, 0.005, 30)
    table = explorer.table()
    assert table.heads == ("k", "x", "value", "slope")
    k, x, value, slope = np.array(table.rows).T
    np.testing.assert_array_equal(k, np.arange(31))
    np.testing.assert_allclose(x, points)
    np.testing.assert_allclose(value, np.exp(points) - np.log(points))
    np.testing.assert_allclose(slope, np.exp(points) - 1 / points)


@pytest.mark.parametrize(
    ("kind", "state", "names"),
    [
        (descents.DescentOnASurface,
         {"x": 1.5, "y": 2.5, "learning_rate": 0.1, "steps": 25}, ("x", "y", "value")),
        (descents.LineByDescent,
         {"m": -1, "b": 3, "learning_rate": 0.03, "steps": 25}, ("m", "b", "E")),
        (descents.DescentInAValley,
         {"angle": 60, "narrowness": 7, "learning_rate": 0.1, "steps": 50}, ("x", "y", "value")),
    ],
)  # fmt: skip
def test_the_table_of_a_surface_is_its_path(kind, state, names):
    explorer = kind()
    explorer.values = state
    angle = np.radians(state.get("angle", 0))
    start = {
        "E": (-1, 3), "value": (1.5, 2.5) if "x" in state else 3 * np.exp(1j * angle),
    }[names[2]]  # fmt: skip
    start = [np.real(start), np.imag(start)] if np.iscomplexobj(start) else start
    function = {
        descents.DescentOnASurface: lambda p: 85 - p[0] ** 2 * (p[0] - 6) * p[1] ** 2 * (p[1] - 6)
        / 90,
        descents.LineByDescent: lambda p: np.sum((p[0] * np.array([1, 2, 3]) + p[1] - [2, 5, 3])
                                                 ** 2),
        descents.DescentInAValley: lambda p: (p[0] ** 2 + 7 * p[1] ** 2) / 2,
    }[kind]  # fmt: skip

    def slope(p):
        return differentiation.gradient(function, p)

    points = walked(slope, start, state["learning_rate"], state.get("steps", 50))
    table = explorer.table()
    assert table.heads == ("k", *names, "length of the gradient")
    rows = np.array(table.rows)
    np.testing.assert_allclose(rows[:, 1:3], points, atol=1e-6)
    np.testing.assert_allclose(rows[:, 3], [function(p) for p in points], atol=1e-6)
    np.testing.assert_allclose(rows[:, 4], [np.linalg.norm(slope(p)) for p in points], atol=1e-5)


def test_the_table_of_stochastic_steps_has_the_loss_of_all_examples():
    explorer = descents.StochasticDescent()
    explorer.values = {"batch_size": 8}
    m, b, loss, length = np.array(explorer.table().rows).T[1:]
    errors = np.outer(m, explorer.inputs) + b[:, None] - explorer.targets
    np.testing.assert_allclose(loss, np.mean(errors**2, axis=1) / 2)
    slopes = [np.mean(errors * explorer.inputs, axis=1), np.mean(errors, axis=1)]
    np.testing.assert_allclose(length, np.hypot(*slopes))
    # The first batch: eight of the shuffled examples.
    order = np.random.default_rng(0).permutation(40)[:8]
    x, y = explorer.inputs[order], explorer.targets[order]
    step = 0.05 * line_error(x, y, 1 / 16).gradient([m[0], b[0]])
    np.testing.assert_allclose([m[1], b[1]], [m[0], b[0]] - step)


def secant_error(gap: float) -> float:
    return abs((np.sin(1 + gap) - np.sin(1)) / gap - np.cos(1))


def test_the_tables_that_are_no_paths():
    growth = curves.CompoundGrowth()
    growth.values = {"n": 4}
    np.testing.assert_allclose(growth.table().rows, [[k, k / 4, 1.25**k] for k in range(5)])
    secant = curves.SecantBecomesTangent()
    secant.values = {"gap": 0.25}
    assert secant.table().rows == [pytest.approx([0.5, secant_error(0.5)]),
                                   pytest.approx([0.25, secant_error(0.25)])]  # fmt: skip
    secant.reveal()
    gaps, errors = np.array(secant.table().rows).T
    np.testing.assert_allclose(gaps, 10.0 ** -np.arange(17))
    assert errors[0] == pytest.approx(secant_error(1.0))
    training = networks.TrainingInThePlane()
    training.values = {"epoch": 100}
    epochs, losses = np.array(training.table().rows).T
    assert epochs.tolist() == list(range(101))
    assert losses[-1] == pytest.approx(training.reading["loss"])
    chain = networks.DeepChain()
    chain.values = {"depth": 6}
    layers, weights, _, deltas = np.array(chain.table().rows).T
    assert layers.tolist() == [6, 5, 4, 3, 2, 1]
    assert set(weights) == {1.0}
    assert deltas[-1] == pytest.approx(chain.reading["∂L/∂z₁"])


def test_the_weights_stand_above_their_derivatives_at_the_end():
    explorer = networks.PassThroughTheNetwork()
    assert explorer.table() is None
    explorer.apply("all nine")
    weights, slopes = explorer.table().rows
    assert explorer.table().heads == tuple(map(networks._symbol, NINE))
    assert weights == [explorer.values[name] for name in NINE]

    def loss(row):
        w11, w12, w21, w22, b1, b2, w1, w2, b = row
        a = 1 / (1 + np.exp(-(np.array([2, 1]) @ [[w11, w12], [w21, w22]] + [b1, b2])))
        return np.logaddexp(0, -(a @ [w1, w2] + b))

    np.testing.assert_allclose(slopes, differentiation.gradient(loss, np.array(weights)), atol=1e-8)
