"""Statements of chapter 9, proved against other computations."""

# Matrices keep the capital letters that they have in the formulas.
# ruff: noqa: N803, N806

import itertools
import json
import re
from functools import reduce
from pathlib import Path

import numpy as np
import pytest
import sympy

from mlcalc import datasets, differentiation
from mlcalc.exercises import jacobians as exercises
from mlcalc.exercises.engine import Exercise, Status
from mlcalc.exercises.prediction import AnyPrediction
from mlcalc.explorers import jacobians as tables
from mlcalc.figures import jacobians as pictures
from mlcalc.identities import FALSE_IDENTITIES, IDENTITIES, Equality, Identity, Layout

X1, X2, R, PHI, T = sympy.symbols("x1 x2 r phi t", real=True)

NOTEBOOK = Path(__file__).parents[2] / "notebooks" / "09_jacobians.ipynb"
CELLS = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
PROSE = "\n".join("".join(c["source"]) for c in CELLS if c["cell_type"] == "markdown")
CODE = ["".join(c["source"]) for c in CELLS if c["cell_type"] == "code"]


def table_of(outputs, inputs, place):
    """Return the Jacobian that sympy finds, with numbers put in."""
    table = sympy.Matrix(outputs).jacobian(sympy.Matrix(inputs))
    return np.array(table.subs(dict(zip(inputs, place, strict=True))).tolist(), dtype=float)


def shown(explorer, values):
    """Return the sentence and the numbers of an explorer at some values."""
    explorer.reset()
    explorer.values = values
    return explorer.reading


# Sections 1 and 2.


def test_the_four_kinds_have_as_many_arrows_as_their_formulas_say():
    counts = [(len(kind.inputs), len(kind.outputs)) for kind in pictures.KINDS]
    assert [(n > 1, m > 1) for n, m in counts] == list(
        itertools.chain([(False, False), (True, False)], [(False, True), (True, True)])
    )


def test_the_jacobian_of_the_handout():
    outputs = (3 * X1**2 * X2, 2 * X1 + 5 * X2)
    np.testing.assert_allclose(table_of(outputs, (X1, X2), (1, 2)), [[12, 3], [2, 5]])

    def f(x):
        return np.array([3 * x[0] ** 2 * x[1], 2 * x[0] + 5 * x[1]])

    x, table = np.array([1.0, 2.0]), np.array([[12, 3], [2, 5]])
    errors = []
    for size in (1, 0.1, 0.01):
        change = size * np.array([1, -2])
        errors.append(np.abs(f(x + change) - f(x) - table @ change))
    errors = np.array(errors)
    assert (np.diff(errors[:, 0]) < 0).all()
    np.testing.assert_allclose(errors[:, 1], 0, atol=1e-12)


def test_the_four_slopes_of_the_exercise():
    outputs = (X1**2 * X2, 3 * X1 + 4 * X2**2)
    np.testing.assert_allclose(
        exercises.jacobian_entries.answer, table_of(outputs, (X1, X2), (2, 3))
    )


def test_the_written_jacobian_is_that_of_the_package():
    for f, x, _ in exercises.write_jacobian.tests:
        ours = exercises.write_jacobian.answer(f, x, 1e-5)
        np.testing.assert_allclose(ours, differentiation.jacobian(f, x), atol=1e-8)


def test_at_a_kink_the_numeric_jacobian_is_the_mean_of_both_slopes():
    kink = differentiation.jacobian(lambda x: np.maximum(0, x), np.array([0.0, 1.0]))
    np.testing.assert_allclose(kink, [[0.5, 0], [0, 1]], atol=1e-8)


def test_a_row_can_stand_where_there_is_no_plane():
    def f(x):
        return np.atleast_1d(np.sqrt(np.abs(x[0] * x[1])))

    np.testing.assert_allclose(differentiation.jacobian(f, np.zeros(2)), [[0, 0]], atol=1e-12)
    for h in (0.1, 0.001):
        assert f(np.array([h, h]))[0] / h == pytest.approx(1)


# Section 3.


def test_the_determinant_of_polar_coordinates_is_the_distance():
    table = sympy.Matrix([R * sympy.cos(PHI), R * sympy.sin(PHI)]).jacobian([R, PHI])
    assert sympy.simplify(table.det()) == R
    assert exercises.patch_area.true.at(1.3) == 1.3


@pytest.mark.parametrize("r", [0.2, 0.7, 1.3, 2.0])
def test_the_area_of_the_patch_is_that_of_a_ring_sector(r):
    half = tables.AreaOfAPatch.HALF
    sector = ((r + half) ** 2 - (r - half) ** 2) / 2 * 2 * half
    assert sector / (2 * half) ** 2 == pytest.approx(r)
    explorer = tables.AreaOfAPatch()
    for angle in (0, 90, 255):
        ratio = shown(explorer, {"r": r, "angle": angle})["area / area of the square"]
        assert ratio == pytest.approx(r)
    fine = pictures.edge_of_square(500) - 0.5
    patch = tables._polar(np.array([r, 0.4]) + 2 * half * fine)
    assert pictures.area_inside(patch) == pytest.approx(sector, rel=1e-4)


@pytest.mark.parametrize("name", tables.TinySquare.MAPS)
def test_the_maps_have_the_jacobians_that_differences_find(name):
    chosen = tables.TinySquare.MAPS[name]
    for point in itertools.product((0.1, 0.9, 1.7), repeat=2):
        point = np.array(point)
        numeric = differentiation.jacobian(chosen.function, point)
        np.testing.assert_allclose(chosen.jacobian(point), numeric, atol=1e-8)
    grid = np.stack(np.meshgrid(*[np.linspace(0, 2, 5)] * 2), axis=-1)
    many = chosen.jacobian(grid)
    assert many.shape == (5, 5, 2, 2)
    np.testing.assert_allclose(many[1, 3], chosen.jacobian(grid[1, 3]))


def test_the_determinants_of_the_table_of_maps():
    grid = np.stack(np.meshgrid(*[np.linspace(0, 2, 41)] * 2), axis=-1)
    found = {
        name: np.linalg.det(chosen.jacobian(grid))
        for name, chosen in tables.TinySquare.MAPS.items()
    }
    np.testing.assert_allclose(found["polar coordinates"], grid[..., 0], atol=1e-12)
    np.testing.assert_allclose(found["rotation"], 1)
    np.testing.assert_allclose(found["shear"], 1)
    np.testing.assert_allclose(found["fold"], 2 * (grid[..., 0] - 1), atol=1e-12)
    assert np.linalg.det(tables.HIDDEN_WEIGHTS) == pytest.approx(2.5)
    assert 2.5 / 16 < 0.16
    assert found["hidden layer"].max() < 0.16
    assert found["hidden layer"][-1, -1] < 0.002


def test_a_tenth_of_the_size_has_a_tenth_of_the_gap_under_the_glass():
    explorer = tables.TinySquare()
    gaps = [shown(explorer, {"size": size})["gap / size"] for size in (0.8, 0.08, 0.008)]
    assert 0.08 < gaps[1] / gaps[0] < 0.13
    assert 0.09 < gaps[2] / gaps[1] < 0.11
    ratios = [
        shown(explorer, {"x1": 1.5, "size": size})["area of the true image / of the square"]
        for size in (0.8, 0.08, 0.008)
    ]
    assert np.abs(np.array(ratios) - 1.5).tolist() == sorted(np.abs(np.array(ratios) - 1.5))[::-1]


@pytest.mark.parametrize("size", [0.8, 0.3, 0.05, 0.008])
def test_the_area_of_the_image_with_its_sign(size):
    explorer = tables.TinySquare()
    name = "area of the true image / of the square"
    for x1 in (0, 0.4, 0.85, 1, 1.3):
        # The determinant grows along a straight line, so the area is that of the middle.
        ratio = shown(explorer, {"x1": x1, "size": size})[name]
        assert ratio == pytest.approx(x1 + size / 2, rel=1e-5)
        ratio = shown(explorer, {"map": "fold", "x1": x1, "size": size})[name]
        assert ratio == pytest.approx(2 * (x1 + size / 2 - 1), abs=1e-9)
    assert shown(explorer, {"map": "fold", "x1": 0.6, "size": 0.8})[name] == 0
    assert shown(explorer, {"map": "fold", "x1": 0.85, "size": 0.3})[name] == 0
    assert "area of the true image / of the square = 1.4," in repr(tables.TinySquare())


def test_a_turned_square_has_the_area_of_the_square_everywhere():
    explorer = tables.TinySquare()
    for x1, x2 in itertools.product((0, 0.35, 0.5, 1.7), repeat=2):
        words = shown(explorer, {"map": "rotation", "x1": x1, "x2": x2})["sentence"]
        assert words.startswith("The parallelogram has the area of the square:")


@pytest.mark.parametrize("name", tables.TinySquare.MAPS)
def test_image_and_parallelogram_lie_in_the_magnified_picture(name):
    chosen = tables.TinySquare.MAPS[name]
    for x1, x2 in itertools.product(np.arange(0, 2.05, 0.25), repeat=2):
        point = np.array([x1, x2])
        straight = pictures.UNIT_SQUARE @ chosen.jacobian(point).T
        for size in (0.8, 0.1):
            edge = chosen.function(point + size * pictures.edge_of_square())
            bent = (edge - chosen.function(point)) / size
            assert np.abs(np.concatenate([bent, straight])).max() < chosen.reach


def test_arrows_shorter_than_their_heads_are_not_drawn():
    explorer = tables.TinySquare()
    for size, there in ((0.8, True), (0.15, True), (0.14, False), (0.008, False)):
        explorer.values = {"size": size}
        drawn = explorer.pictures
        assert drawn.sides.first.head.get_visible() == there
        assert drawn.sides.second.shaft.get_visible() == there
        # Then all four sides of the square are drawn.
        assert len(drawn.square.sides.get_xy()) == (3 if there else 5)


def test_no_edge_lies_under_the_arrows():
    for explorer in (tables.TinySquare(), tables.OneMapAfterAnother()):
        drawn = explorer.pictures
        spanned = drawn.areas if hasattr(drawn, "areas") else [drawn.square, drawn.parallelogram]
        for one in spanned:
            corner = one.face.get_xy()[0]
            assert not (one.sides.get_xy() == corner).all(axis=1).any()
            assert one.face.get_edgecolor()[3] == 0


def test_both_presets_of_the_fold_have_the_same_image():
    explorer = tables.TinySquare()
    seen = []
    for preset in ("fold, left", "fold, right"):
        explorer.apply(preset)
        image = explorer.pictures.image.get_xy()
        seen.append([*image.min(axis=0), *image.max(axis=0), explorer.reading["det J"]])
    np.testing.assert_allclose(seen[0][:4], seen[1][:4], atol=1e-12)
    np.testing.assert_allclose([row[4] for row in seen], [-1.2, 0.6])


def test_at_the_upper_right_the_first_hidden_unit_has_almost_no_slope():
    table = tables.HIDDEN.jacobian(np.array([2.0, 2.0]))
    assert np.abs(table[0]).max() < 0.005 < 0.1 < np.abs(table[1]).min()
    assert abs(np.linalg.det(table)) < 0.002


@pytest.mark.parametrize("name", ["rotation", "shear"])
def test_linear_maps_have_no_gap(name):
    explorer = tables.TinySquare()
    for point in ((0, 0), (1.2, 0.4), (2, 2)):
        reading = shown(explorer, {"map": name, "x1": point[0], "x2": point[1]})
        assert reading["gap / size"] == 0
        assert reading["det J"] == pytest.approx(1)
        assert reading["area of the true image / of the square"] == pytest.approx(1)


def test_the_fold_is_where_the_exercise_of_the_reader_finds_it():
    explorer = tables.TinySquare()
    explorer.apply("fold, left")
    assert explorer.reading["det J"] < 0
    assert "turned over" in explorer.reading["sentence"]
    explorer.values = {"x1": 1}
    assert explorer.reading["det J"] == 0
    assert explorer.reading["column 1"].tolist() == [0, 0]
    assert "a piece of a line" in explorer.reading["sentence"]
    explorer.apply("fold, right")
    assert explorer.reading["det J"] > 0


def test_pushing_a_side_along_the_other_one_keeps_the_determinant():
    a, b, c, d, s = sympy.symbols("a b c d s")
    pushed = sympy.Matrix([[a, b + s * a], [c, d + s * c]]).det()
    assert sympy.expand(pushed - (a * d - b * c)) == 0
    upright = sympy.Matrix([[a, -s * c], [c, s * a]]).det()
    assert sympy.expand(upright - s * (a**2 + c**2)) == 0


def test_the_images_belong_to_the_matrices():
    matrices = {"a": [[1, -1], [1, 1]], "b": [[2, 0], [0, 0.5]], "c": [[1, 1], [0, 1]],
                "d": [[1, 0], [1, 1]]}  # fmt: skip
    for letter, image in zip(exercises.match_images.answer, exercises.IMAGES, strict=True):
        assert matrices[letter] == image
        entries = re.findall(r"-?\d\.?\d*", exercises.match_images.choices[letter])
        assert [float(n) for n in entries] == np.ravel(image).tolist()


def test_the_determinants_of_the_exercises():
    assert np.linalg.det(exercises.SPANNED) == pytest.approx(exercises.read_determinant.answer)
    outputs = (X1 * X2**2, X1**2 - X2)
    table = table_of(outputs, (X1, X2), (3, 2))
    np.testing.assert_allclose(table, [[4, 12], [6, -1]])
    assert np.linalg.det(table) == pytest.approx(exercises.wrong_determinant.answer[1])


# Section 4.


def test_what_the_order_of_turn_and_stretch_changes():
    explorer = tables.OneMapAfterAnother()
    pairs = {}
    for angle, stretch in ((90, 2), (45, 2), (180, 2), (-180, 2), (0, 2), (60, 1), (30, 0)):
        readings = [
            shown(explorer, {"order": order, "angle": angle, "stretch": stretch})
            for order in explorer.ORDERS
        ]
        assert readings[0]["determinant"] == pytest.approx(stretch)
        assert readings[1]["determinant"] == pytest.approx(stretch)
        pairs[angle, stretch] = all(
            np.allclose(readings[0][name], readings[1][name])
            for name in ("column 1 of the product", "column 2")
        )
    assert pairs == {(90, 2): False, (45, 2): False, (180, 2): True, (-180, 2): True, (0, 2): True,
                     (60, 1): True, (30, 0): False}  # fmt: skip
    upright = shown(explorer, {"order": explorer.ORDERS[0], "angle": 90, "stretch": 2})
    np.testing.assert_allclose(upright["column 1 of the product"], [0, 2])
    lying = shown(explorer, {"order": explorer.ORDERS[1], "angle": 90, "stretch": 2})
    np.testing.assert_allclose(lying["column 2"], [-2, 0])


def test_for_bent_maps_the_area_depends_on_the_order():
    turned, fold = tables.linear(tables.turn(40)), tables.FOLD
    x = np.array([0.5, 0.5])

    def factor(outer, inner):
        whole = differentiation.jacobian(lambda p: outer.function(inner.function(p)), x)
        product = outer.jacobian(inner.function(x)) @ inner.jacobian(x)
        np.testing.assert_allclose(whole, product, atol=1e-8)
        return np.linalg.det(product)

    np.testing.assert_allclose(
        [factor(fold, turned), factor(turned, fold)], [-1.877, -1], atol=5e-4
    )
    shear = tables.TinySquare.MAPS["shear"]
    assert factor(shear, turned) == pytest.approx(factor(turned, shear))


def test_the_derivative_along_the_curve():
    u = (T**2, 3 * T)
    outputs = [u[0] * u[1], u[0] + u[1] ** 2]
    exact = [float(sympy.diff(y, T).subs(T, 2)) for y in outputs]
    np.testing.assert_allclose(exercises.chain_along_curve.answer, exact)


def test_the_products_of_shapes_are_those_that_numpy_makes():
    shapes = {"A": (2, 3), "B": (3, 5), "C": (5, 3)}
    text = pictures.product_of_shapes(*shapes.values()).text
    for count in (2, 3):
        for order in itertools.permutations(shapes, count):
            name = "".join(order)
            try:
                product = np.ones(shapes[order[0]])
                for other in order[1:]:
                    product = product @ np.ones(shapes[other])
            except ValueError:
                assert f" {name} is" not in text
            else:
                rows, columns = product.shape
                assert f"{name} is {rows} × {columns}: {columns} in, {rows} out" in text
    assert "no two of them can be multiplied" in pictures.product_of_shapes((1, 2), (3, 4)).text


@pytest.mark.parametrize("shapes", [((2, 3),), ((2, 3),) * 4, ((2, 3), 4), ((0, 3), (3, 2)),
                                    ((2, 3.5), (3, 2)), ((2, 30), (3, 2))])  # fmt: skip
def test_shapes_that_cannot_be_drawn_are_refused(shapes):
    with pytest.raises(ValueError, match="shapes must be"):
        pictures.product_of_shapes(*shapes)


# Section 5.


def test_the_numbers_of_multiplications():
    explorer = tables.FromLeftOrRight()
    explorer.apply("a loss")
    explorer.values = {"inputs": 1000}
    assert explorer.reading["from the left"] == f"{1 * 100 * 100 + 1 * 100 * 1000:,}"
    assert explorer.reading["from the right"] == f"{100 * 100 * 1000 + 1 * 100 * 1000:,}"
    assert 90 < 10_100_000 / 110_000 < 93
    assert "From the left it takes fewer" in explorer.reading["sentence"]
    explorer.reset()
    explorer.apply("deep")
    assert explorer.reading["from the left"] == "130,000"
    assert explorer.reading["from the right"] == "30,100,000"
    explorer.apply("as many in as out")
    assert "the same number" in explorer.reading["sentence"]
    explorer.apply("one number in")
    assert "From the right it takes fewer" in explorer.reading["sentence"]


def test_the_row_that_goes_back_is_the_whole_derivative():
    rng = np.random.default_rng(0)
    for sizes in ((3, 4, 2), (1, 5, 5, 2)):
        jacobians = [rng.normal(size=shape) for shape in itertools.pairwise(sizes)]
        row = rng.normal(size=sizes[0])
        whole = np.linalg.multi_dot([row, *jacobians])
        np.testing.assert_allclose(exercises.pull_back.answer(row, jacobians), whole)


def matrices_first(row, jacobians):
    product = jacobians[0]
    for jacobian in jacobians[1:]:
        product = product @ jacobian
    return row @ product


@pytest.mark.parametrize(
    "function",
    [
        matrices_first,
        lambda row, jacobians: row.dot(reduce(lambda a, b: a.dot(b), jacobians)),
        lambda row, jacobians: row @ reduce(lambda a, b: np.dot(b, a), jacobians[::-1]),
        lambda row, jacobians: (
            row @ np.linalg.multi_dot([*jacobians, np.eye(len(jacobians[-1].T))])
        ),
        lambda row, jacobians: np.matmul(row[None], reduce(np.matmul, jacobians))[0],
    ],
)
def test_matrices_that_are_multiplied_with_each_other_are_noticed(function):
    verdict = exercises.pull_back.check(function)
    assert (verdict.status, verdict.mistake) == (Status.HALF, "two matrices multiplied")


def test_a_list_of_matrices_is_named_in_the_message():
    message = exercises.pull_back.check(lambda row, jacobians: row + 7).message
    assert "`pull_back((1, -0.5), a list of 3 matrices)`" in message
    # Matrices of different shapes, too.
    message = exercises.pull_back.check(
        lambda row, jacobians: _pulled(row, jacobians) if len(jacobians[0].T) == 2 else row
    ).message
    assert "`pull_back((1, 2), a list of 2 matrices)`" in message


def _pulled(row, jacobians):
    return reduce(np.matmul, jacobians, row)


def test_a_table_is_shown_in_the_message():
    def jacobian(f, x, gap):
        return exercises.write_jacobian.answer(f, x, gap) + 1 / 3

    message = exercises.write_jacobian.check(jacobian).message
    assert "`[[4.333, 1.333], [0.8514, 0.3333], [1.333, -11.92]]`, but `[[4, 1], " in message


# Section 6.


def test_the_formulas_to_sort_are_in_the_layouts_of_the_answer():
    rng = np.random.default_rng(1)
    A, x, a, b, y = (rng.normal(size=s) for s in ((3, 5), 5, 5, 3, 3))
    lines = [
        (lambda v: A @ v, x, A), (lambda v: np.atleast_1d(a @ v), x, a[:, None]),
        (lambda v: v @ A, y, A), (lambda v: np.atleast_1d(v @ v), x, 2 * x[None]),
        (lambda v: A @ v + b, x, A.T),
    ]  # fmt: skip
    for letter, (function, place, claimed) in zip(
        exercises.which_layout.answer, lines, strict=True
    ):
        numeric = differentiation.jacobian(function, place)
        np.testing.assert_allclose(claimed, numeric if letter == "a" else numeric.T, atol=1e-7)


def test_the_two_tables_are_transposes():
    explorer = tables.TwoLayouts()
    for m, n in ((1, 3), (3, 1), (4, 2)):
        explorer.values = {"m": m, "n": n}
        left, right = explorer.numerator.cells, explorer.denominator.cells
        texts = {place: cell.get_text() for place, cell in left.items() if cell.get_visible()}
        turned = {place[::-1]: c.get_text() for place, c in right.items() if c.get_visible()}
        assert texts == turned
        assert len(texts) == m * n
        assert texts[m - 1, n - 1] == f"∂{pictures.name('y', m - 1)}/∂{pictures.name('x', n - 1)}"


# Sections 7 to 9: every formula.

SHOWN = sorted({name for source in CODE if "figures.identities(" in source
                for name in re.findall(r'"(\w+)"', source)})  # fmt: skip


def test_every_identity_of_the_registry_is_shown_in_the_chapter():
    assert {name for name in SHOWN if name in IDENTITIES} == set(IDENTITIES)


@pytest.mark.parametrize("name", SHOWN)
def test_what_the_chapter_shows_as_right_holds_and_as_wrong_does_not(name):
    claim = (IDENTITIES | FALSE_IDENTITIES)[name]
    for seed in (3, 4):
        assert claim.verify(seed=seed).holds == (name in IDENTITIES)
    text = pictures.identities(name)._repr_mimebundle_()["text/markdown"]
    assert ("holds on random data" in text) == (name in IDENTITIES)
    assert r"\|" not in text


@pytest.mark.parametrize("layout", list(Layout))
def test_the_switch_turns_every_formula(layout):
    for name, claim in IDENTITIES.items():
        text = pictures.identities(name, layout=layout)._repr_mimebundle_()["text/markdown"]
        formula = claim.equation() if isinstance(claim, Equality) else claim.equation(layout)
        assert formula.replace(r"\|", r"\Vert ") in text
        assert text.startswith(f"**In {layout}.**")


NO_BREAK_TIMES = "\N{NO-BREAK SPACE}×\N{NO-BREAK SPACE}"


def test_rows_of_formulas_have_room_between_them():
    text = pictures.identities("vector_to_number", "number_to_vector")
    rows = text._repr_mimebundle_()["text/markdown"].split("\n")
    assert [row[:1] for row in rows] == ["*", "", "-", "", "-"]
    matrices = exercises.match_images._repr_mimebundle_()["text/markdown"]
    assert matrices.count("\n\n- **") == 5


def test_shapes_and_terms_are_not_broken_at_the_end_of_a_line():
    told = repr(pictures.identities("jacobian_transposed", layout=Layout.NUMERATOR))
    assert "\N{NO-BREAK SPACE}5)" in told
    assert ", 5)" not in told
    explorer = tables.TwoLayouts()
    assert shown(explorer, {"m": 2, "n": 3})["numerator layout"] == f"2{NO_BREAK_TIMES}3"
    assert pictures.term(0, 1).split() == ["a₁₂", "x₁", "x₂"]
    assert " " not in pictures.term(0, 1)
    assert pictures.term(2, 2) in exercises.terms_with_one.question


@pytest.mark.parametrize("r", [0.2, 1.0, 2.0])
@pytest.mark.parametrize("angle", [0, 90, 205])
def test_the_handle_of_the_patch_hides_no_side_and_brings_it_where_it_is(r, angle):
    explorer = tables.AreaOfAPatch()
    shown(explorer, {"r": r, "angle": angle})
    handle = explorer.grip.get_xydata()[-1]
    patch = explorer.pictures.patch.get_xy()
    axes = explorer.drag_axes
    assert axes.get_xlim()[0] < handle.min()
    assert handle.max() < axes.get_xlim()[1]
    assert np.hypot(*(patch - handle).T).min() >= explorer.BEYOND - explorer.HALF - 1e-9
    back = explorer.dragged(*handle)
    assert back == pytest.approx({"r": r, "angle": angle})


@pytest.mark.parametrize(
    ("angle", "side"),
    [(0, "to the right of"), (30, "to the upper right of"), (90, "above"), (225, "to the lower l")],
)
def test_the_description_says_on_which_side_the_patch_is(angle, side):
    explorer = tables.AreaOfAPatch()
    shown(explorer, {"r": 1, "angle": angle})
    assert f"the patch is {side}" in explorer._shape()


def test_few_variables_fill_the_picture():
    explorer = tables.TermsOfAQuadraticForm()
    for n, part in ((1, 0.25), (2, 0.6), (3, 0.9), (5, 0.9)):
        shown(explorer, {"n": n})
        left, right = explorer.pictures.table.axes.get_xlim()
        assert n / (right - left) > part


def test_no_line_of_code_is_cut_off_on_a_page_at_150_percent():
    assert max(len(line) for source in CODE for line in source.split("\n")) <= 87


def test_a_square_that_leaves_the_picture_is_refused():
    told = shown(tables.TinySquare(), {"size": 5})["sentence"]
    assert told == "The size must be larger than 0 and at most 0.8, but 5 came."
    assert "area" in shown(tables.TinySquare(), {"size": 0.0001})["sentence"]


def test_both_marks_are_seen_where_the_counts_agree():
    counts = tables.FromLeftOrRight()
    shown(counts, {"inputs": 1, "outputs": 1})
    square, disc = counts.counts.at_right, counts.counts.at_left
    np.testing.assert_allclose(square.get_xydata(), disc.get_xydata())
    assert square.get_markerfacecolor() == "none"
    assert square.get_markersize() > disc.get_markersize() + 2 * square.get_markeredgewidth() - 1


def test_the_rule_of_the_course_has_columns_for_one_output_and_rows_for_several():
    text = pictures.identities("bilinear_form_by_x", "matrix_times_vector", "trace_of_product")
    assert repr(text).splitlines()[1:] == [
        f"- {name}: {shape}: holds on random data, to 6 digits".replace(" × ", NO_BREAK_TIMES)
        for name, shape in (("bilinear_form_by_x", "n × 1"), ("matrix_times_vector", "m × n"),
                            ("trace_of_product", "m × n"))
    ]  # fmt: skip
    with pytest.raises(ValueError, match="names must be those of"):
        pictures.identities("no_such_thing")


def test_the_terms_that_hold_one_variable_are_counted():
    explorer = tables.TermsOfAQuadraticForm()
    for n in range(1, 6):
        for k in range(1, n + 1):
            held = sum(k in (i, j) for i in range(1, n + 1) for j in range(1, n + 1))
            assert shown(explorer, {"n": n, "k": k})["terms that hold it"] == held == 2 * n - 1
    assert shown(explorer, {"n": 3, "k": 5})["terms that hold it"] == 0


def test_the_two_lists_are_the_derivative_of_the_form():
    explorer = tables.TermsOfAQuadraticForm()
    n, k = 3, 2
    explorer.values = {"n": n, "k": k}
    a = {(i, j): sympy.Symbol(f"a{i}{j}") for i in range(1, 4) for j in range(1, 4)}
    x = {i: sympy.Symbol(f"x{i}") for i in range(1, 4)}
    form = sum(a[i, j] * x[i] * x[j] for i, j in a)
    plain = str.maketrans("₁₂₃₄₅", "12345")
    listed = [
        sympy.Mul(*map(sympy.Symbol, label.get_text().translate(plain).split()))
        for labels in explorer.pictures.lists
        for label in labels
        if label.get_visible()
    ]
    assert sympy.expand(sum(listed) - sympy.diff(form, x[k])) == 0


def test_the_gradients_of_the_exercises():
    a = np.array([[1.0, 2.0], [3.0, 4.0]])
    x, b = np.array([1.0, 2.0]), np.array([1.0, 1.0])
    forms = {
        "quadratic_gradient": lambda v: v @ a @ v,
        "residual_gradient": lambda v: ((a @ v - b) ** 2).sum(),
    }
    for name, form in forms.items():
        expected = differentiation.gradient(form, x)
        np.testing.assert_allclose(getattr(exercises, name).answer, expected, rtol=1e-7)
    delta, inputs = np.array([2.0, -1.0]), np.array([1.0, 3.0])
    by_weights = differentiation.gradient(lambda w: delta @ (w @ inputs), np.zeros((2, 2)))
    np.testing.assert_allclose(exercises.weights_gradient.answer, by_weights, atol=1e-8)


def test_what_goes_back_to_the_inputs_of_a_layer():
    rng = np.random.default_rng(7)
    weights, x, wide, row = (rng.normal(size=s) for s in ((2, 3), 3, (3, 2), 3))

    def loss(z):
        return np.sin(z).sum()

    by_column = differentiation.gradient(lambda v: loss(weights @ v), x)
    np.testing.assert_allclose(by_column, np.cos(weights @ x) @ weights, atol=1e-8)
    by_row = differentiation.gradient(lambda v: loss(v @ wide), row)
    np.testing.assert_allclose(by_row, np.cos(row @ wide) @ wide.T, atol=1e-8)


def test_the_page_about_the_quadratic_form():
    form = 2 * X1**2 + 6 * X1 * X2 + 3 * X2**2
    place = {X1: 2, X2: 1}
    assert form.subs(place) == 23
    assert float(sympy.diff(form, X1).subs(place)) == exercises.wrong_quadratic.answer[1] == 14
    assert sympy.diff(form, X2).subs(place) == 18


def test_when_the_handouts_derivative_of_the_trace_is_right():
    rng = np.random.default_rng(2)
    a, b, x = (rng.normal(size=s) for s in ((4, 4), (3, 3), (4, 3)))

    def agree(a, b, x):
        return np.allclose(a @ x @ b + a.T @ x @ b.T, a.T @ x @ (b + b.T))

    assert not agree(a, b, x)
    assert agree(a + a.T, b, x)
    assert not agree(a, b + b.T, x)
    assert not agree(a, rng.normal(size=(4, 4)), rng.normal(size=(4, 4)))
    # The way of the chapter: one place at a time, and a turn of the factors.
    assert np.trace(a @ x @ b @ x.T) == pytest.approx(np.trace(b @ x.T @ a @ x))
    np.testing.assert_allclose((b @ x.T @ a).T, a.T @ x @ b.T)


def test_softmax_and_cross_entropy_multiplied_out():
    rng = np.random.default_rng(5)
    theta, y = rng.normal(size=4), rng.random(4)
    s = np.exp(theta) / np.exp(theta).sum()
    loss = -(y * np.log(s)).sum()
    assert loss == pytest.approx(-y @ theta + y.sum() * np.log(np.exp(theta).sum()))
    table = differentiation.jacobian(lambda t: np.exp(t) / np.exp(t).sum(), theta)
    np.testing.assert_allclose(table, np.diag(s - s**2) + np.diag(s**2) - np.outer(s, s), atol=1e-8)


# Sections 10 and 11.


def test_the_claim_of_the_workbench_and_what_the_reader_may_try():
    def claim(function, derivative, variable, **shapes):
        return Identity(name="c", function=function, derivative=derivative, variable=variable,
                        shapes=shapes).verify()  # fmt: skip

    first = claim(lambda A, x: x @ A @ x, lambda A, x: 2 * A @ x, "x", A="nn", x="n")
    assert str(first).endswith("If A were symmetric, it would be right.")
    assert claim(lambda A, x: x @ A @ x, lambda A, x: (A + A.T) @ x, "x", A="nn", x="n").holds
    row = claim(lambda x, A: x @ A, lambda A: A, "x", x="m", A="mn")
    assert str(row).endswith("Its transpose is right.")
    assert claim(lambda a, x: (a @ x) ** 2, lambda a, x: 2 * (a @ x) * a, "x", a="n", x="n").holds
    assert claim(
        lambda a, x: np.sin(a @ x), lambda a, x: np.cos(a @ x) * a, "x", a="n", x="n"
    ).holds
    assert claim(lambda a, X, b: a @ X @ b, lambda a, b: np.outer(a, b), "X",
                 a="m", X="mn", b="n").holds  # fmt: skip


def test_the_sizes_of_the_workbench():
    generator = np.random.default_rng(0)
    for letters in ("n", "mn", "mnp", "mnpq"):
        shapes = {"x": letters[:1], **{letter: letter for letter in letters[1:]}}
        claim = Identity(name="c", function=lambda x: x.sum(), derivative=lambda x: 1 + 0 * x,
                         variable="x", shapes=shapes)  # fmt: skip
        largest = max(max(claim.sizes(generator).values()) for _ in range(200))
        assert largest == 5 + len(letters) <= 9


def test_the_normal_equation_gives_the_line_of_chapter_4():
    x, y = datasets.three_points()
    table = np.stack([x, np.ones(3)], axis=1)
    theta = np.linalg.solve(table.T @ table, table.T @ y)
    np.testing.assert_allclose(theta, np.polyfit(x, y, 1))
    np.testing.assert_allclose(theta, [1 / 2, 7 / 3])


def test_along_every_line_from_the_lowest_point_the_error_is_a_parabola():
    rng = np.random.default_rng(11)
    examples, targets = rng.normal(size=(6, 3)), rng.normal(size=6)
    lowest, *_ = np.linalg.lstsq(examples, targets)
    for direction in rng.normal(size=(4, 3)):
        rise = np.mean((examples @ direction) ** 2)
        for s in (-2.0, 0.5, 1.0):
            there = np.mean((examples @ (lowest + s * direction) - targets) ** 2)
            bottom = np.mean((examples @ lowest - targets) ** 2)
            assert there - bottom == pytest.approx(s**2 * rise)
            assert rise > 0


def test_the_page_about_least_squares():
    x, y = np.array([1.0, 2.0, 3.0, 4.0]), np.array([2.0, 2.0, 5.0, 5.0])
    slope = differentiation.derivative(lambda t: np.mean((y - x * t) ** 2), 1.0)
    assert float(slope) == pytest.approx(exercises.wrong_least_squares.answer[1])
    assert -2 * (y - x) @ x == -22


# Review, and the chapter as a whole.


def test_the_review():
    assert float(sympy.diff((2 * X1 - 1) ** 4, X1).subs(X1, 2)) == exercises.review_chain.answer
    assert np.dot([3, -4], [0.6, 0.8]) == pytest.approx(exercises.review_direction.answer)
    x = 1.0
    path = [x := x - 0.25 * 10 * x for _ in range(3)]
    assert path == [-1.5, 2.25, -3.375]
    assert (np.ones((2, 3)) @ np.ones((3, 5))).shape == exercises.review_shapes.answer
    assert (np.ones((20, 3)) @ np.ones(exercises.review_weights.answer)).shape == (20, 5)


def test_exercises_and_predictions_stand_in_the_notebook_in_their_order():
    named = [n for n, v in vars(exercises).items() if isinstance(v, Exercise | AnyPrediction)]
    shown_there = [m[1] for s in CODE for m in [re.match(r"exercises\.(\w+)$", s)] if m]
    assert set(shown_there) == set(named)
    assert len(shown_there) == len(named)
    for name in named:
        if isinstance(getattr(exercises, name), AnyPrediction):
            assert any(f"exercises.{name}.compare()" in source for source in CODE)


def test_the_minutes_and_the_figures():
    head = PROSE.split("**You need first**")[0]
    minutes = [int(n) for n in re.findall(r"^\| .* \| (\d+) \|$", head, re.MULTILINE)]
    assert minutes == [int(n) for n in re.findall(r"^\*(\d+) minutes\*$", PROSE, re.MULTILINE)]
    assert 100 <= sum(minutes) <= 150
    figures = [int(n) for n in re.findall(r"^\*\*Figure 9\.(\d+)\.\*\*", PROSE, re.MULTILINE)]
    assert figures == list(range(1, len(figures) + 1))
