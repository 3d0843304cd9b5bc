"""The data sets against their geometry, their sentences, and scikit-learn."""

import math

import numpy as np
import pytest
from scipy.optimize import linprog
from sklearn import datasets as reference
from sklearn.linear_model import LogisticRegression

from mlcalc import datasets
from mlcalc.datasets import DATASETS

each_dataset = pytest.mark.parametrize("name", DATASETS)

CLASSES = {"two_blobs": 2, "three_blobs": 3, "exclusive_or_clouds": 2, "moons": 2, "circles": 2}
SMALLEST = CLASSES | {"exclusive_or_clouds": 4}


def separable(inputs, labels):
    """Say whether a line separates two classes: is there w, b with s (x w + b) >= 1 for all x?"""
    signs = 2 * labels - 1
    rows = -signs[:, None] * np.column_stack([inputs, np.ones(len(inputs))])
    return linprog(np.zeros(3), rows, -np.ones(len(rows)), bounds=(None, None)).status == 0


# The sentences.


def test_the_table_of_the_sentences():
    inputs, labels = datasets.sentiment()
    table = [
        (*counts, datasets.MOODS[int(label)])
        for counts, label in zip(inputs.tolist(), labels, strict=True)
    ]
    assert table == [(3, 0, "happy"), (0, 2, "sad"), (2, 1, "happy"), (1, 3, "sad")]
    assert inputs.dtype == labels.dtype == np.float64


def test_the_table_counts_the_words_of_the_sentences():
    assert datasets.SENTENCES == ("Ya Ya Ya", "Na na", "Ya na Ya", "Na na Ya na")
    for sentence, counts in zip(datasets.SENTENCES, datasets.sentiment()[0], strict=True):
        assert counts.tolist() == [sentence.lower().count("ya"), sentence.lower().count("na")]


def test_a_line_separates_the_moods():
    assert separable(*datasets.sentiment())


@pytest.mark.parametrize(
    ("sentence", "counts"),
    [("", [0, 0]), ("NA yA na", [1, 2]), ("Banana  yankee", [0, 0]), ("ya\nNa", [1, 1])],
)
def test_only_whole_words_count(sentence, counts):
    result = datasets.word_counts(sentence)
    assert result.tolist() == counts
    assert result.dtype == np.float64


def test_other_words_can_be_counted():
    assert datasets.word_counts("the cat and the Dog", ("The", "dog", "cow")).tolist() == [2, 1, 0]


@pytest.mark.parametrize("sentence", [None, 3, ["Ya"], b"Ya"])
def test_a_sentence_is_text(sentence):
    with pytest.raises(TypeError, match=r"sentence must be text, but .* came"):
        datasets.word_counts(sentence)


# Points for a line.


def test_the_three_points():
    inputs, targets = datasets.three_points()
    assert (inputs.tolist(), targets.tolist()) == ([1, 2, 3], [2, 5, 3])
    assert inputs.dtype == targets.dtype == np.float64


def test_the_rents_of_the_flats_are_those_of_a_plane():
    inputs, targets = datasets.flats()
    assert inputs.tolist() == [[1, 2], [2, 1], [3, 3], [4, 1]]
    assert targets.tolist() == [2 * rooms - way + 3 for rooms, way in inputs]
    assert np.linalg.matrix_rank(np.column_stack([inputs, np.ones(4)])) == 3


def test_sales_grow_with_the_budget_as_they_were_made_to():
    budget, sales = datasets.television_and_sales(20_000, seed=4)
    assert budget.shape == sales.shape == (20_000,)
    assert (budget.min() >= 10, budget.max() < 300) == (True, True)
    assert (budget.min() < 11, budget.max() > 299) == (True, True)
    noise = sales - 7 - 0.05 * budget
    assert noise.mean() == pytest.approx(0, abs=0.05)
    assert noise.std() == pytest.approx(2, abs=0.05)
    assert abs(np.corrcoef(budget, noise)[0, 1]) < 0.02


def test_sales_have_forty_examples_and_at_least_two():
    assert len(datasets.television_and_sales()[0]) == 40
    assert len(datasets.television_and_sales(2)[0]) == 2
    with pytest.raises(ValueError, match="examples must be a whole number of at least 2"):
        datasets.television_and_sales(1)


def test_sales_come_from_the_seed():
    first, again = datasets.television_and_sales(), datasets.television_and_sales(seed=0)
    np.testing.assert_array_equal(first, again)
    assert not np.array_equal(first, datasets.television_and_sales(seed=1))
    np.testing.assert_allclose(np.array(first)[:, 0], [194.719, 14.218], atol=5e-4)
    with pytest.raises(ValueError, match="seed must be a whole number"):
        datasets.television_and_sales(seed=-1)


def test_standardized_values():
    values = np.random.default_rng(3).normal(5, 3, 50)
    before = values.copy()
    result = datasets.standardized(values)
    assert result.mean() == pytest.approx(0, abs=1e-14)
    assert result.std() == pytest.approx(1)
    np.testing.assert_allclose(np.polyfit(values, result, 1)[0] * values.std(), 1)
    np.testing.assert_array_equal(values, before)


def test_equal_values_cannot_be_standardized():
    with pytest.raises(ValueError, match=r"values must not all be equal, but \[2.0, 2.0\] came"):
        datasets.standardized([2, 2])


# Labelled points in the plane.

# How many examples there are unless asked otherwise, and the fourth of them. Pictures and saved
# outputs show these very points: another generator would change them all.
FOURTH = {
    "two_blobs": (100, [3.304, 0.9471]),
    "three_blobs": (150, [1.304, 3.2565]),
    "exclusive_or_clouds": (200, [1.1956, 1.1421]),
    "moons": (200, [0.1309, 0.563]),
    "circles": (200, [0.6294, 0.1261]),
}


def test_every_dataset_is_known_here():
    assert set(DATASETS) == set(CLASSES)
    assert all(DATASETS[name] is getattr(datasets, name) for name in DATASETS)


@each_dataset
@pytest.mark.parametrize("examples", [4, 5, 6, 7, 101])
def test_shapes_types_and_balance(name, examples):
    inputs, labels = DATASETS[name](examples, seed=3)
    assert inputs.shape == (examples, 2)
    assert labels.shape == (examples,)
    assert inputs.dtype == labels.dtype == np.float64
    classes, sizes = np.unique(labels, return_counts=True)
    assert classes.tolist() == list(range(CLASSES[name]))
    assert np.ptp(sizes) <= 1


@each_dataset
def test_the_classes_take_turns(name):
    _, labels = DATASETS[name](60)
    for k in (12, 24, 36):
        assert np.ptp(np.unique(labels[:k], return_counts=True)[1]) == 0


@each_dataset
def test_the_points_stay_what_they_are(name):
    examples, fourth = FOURTH[name]
    inputs, _ = DATASETS[name]()
    assert len(inputs) == examples
    np.testing.assert_allclose(inputs[3], fourth, atol=5e-5)


@each_dataset
def test_the_seed_decides(name):
    inputs, labels = DATASETS[name]()
    np.testing.assert_array_equal(inputs, DATASETS[name](len(inputs), 0)[0])
    other, other_labels = DATASETS[name](seed=1)
    assert not np.isclose(inputs, other).any()
    np.testing.assert_array_equal(labels, other_labels)


@each_dataset
def test_bad_numbers_of_examples_and_seeds(name):
    smallest = SMALLEST[name]
    assert len(DATASETS[name](smallest)[0]) == smallest
    words = f"examples must be a whole number of at least {smallest}, but {smallest - 1} came"
    with pytest.raises(ValueError, match=words):
        DATASETS[name](smallest - 1)
    with pytest.raises(TypeError, match="examples must be a whole number"):
        DATASETS[name]("many")
    with pytest.raises(ValueError, match="seed must be a whole number of at least 0"):
        DATASETS[name](seed=-1)


@pytest.mark.parametrize(
    ("make", "setting", "words"),
    [
        (datasets.two_blobs, {"distance": 0}, "distance must be above zero"),
        (datasets.two_blobs, {"deviation": 0}, "deviation must be above zero"),
        (datasets.three_blobs, {"distance": -1}, "distance must be above zero"),
        (datasets.three_blobs, {"deviation": math.nan}, "deviation must be a finite number"),
        (datasets.exclusive_or_clouds, {"deviation": -1}, "deviation must be above zero"),
        (datasets.moons, {"noise": -0.1}, "noise must not be below zero"),
        (datasets.circles, {"noise": -0.1}, "noise must not be below zero"),
        (datasets.circles, {"factor": 1}, "factor must be at least 0 and below 1"),
    ],
)
def test_bad_settings(make, setting, words):
    with pytest.raises(ValueError, match=words):
        make(**setting)


def check_clouds(inputs, labels, centres, deviation):
    """Each cloud has its centre, and the same spread in both directions, without slant."""
    assert len(set(map(tuple, centres))) == len(centres)
    nearest = np.linalg.norm(inputs[:, None] - centres, axis=-1).argmin(axis=1)
    for k, centre in enumerate(centres):
        cloud = inputs[nearest == k]
        assert len(cloud) == pytest.approx(len(inputs) / len(centres), rel=0.01)
        np.testing.assert_allclose(cloud.mean(axis=0), centre, atol=4 * deviation / 80)
        np.testing.assert_allclose(np.cov(cloud.T), deviation**2 * np.eye(2), atol=deviation**2 / 9)
    return [set(labels[nearest == k]) for k in range(len(centres))]


def test_two_blobs_lie_on_the_horizontal_axis():
    inputs, labels = datasets.two_blobs(20_000, 5, distance=10, deviation=0.5)
    classes = check_clouds(inputs, labels, np.array([[-5.0, 0.0], [5.0, 0.0]]), 0.5)
    assert classes == [{0.0}, {1.0}]


def test_three_blobs_lie_at_the_corners_of_a_triangle():
    inputs, labels = datasets.three_blobs(30_000, 5, distance=8, deviation=0.7)
    low = -4 / math.sqrt(3)
    corners = np.array([[0, 8 / math.sqrt(3)], [-4.0, low], [4.0, low]])
    assert check_clouds(inputs, labels, corners, 0.7) == [{0.0}, {1.0}, {2.0}]


def test_clouds_of_the_exclusive_or():
    inputs, labels = datasets.exclusive_or_clouds(20_000, 5, deviation=0.1)
    classes = check_clouds(inputs, labels, datasets.exclusive_or()[0], 0.1)
    assert classes == [{0.0}, {1.0}, {1.0}, {0.0}]


def test_blobs_as_they_come():
    for make, centres in ((datasets.two_blobs, 2), (datasets.three_blobs, 3)):
        inputs, labels = make(20_000)
        means = np.array([inputs[labels == k].mean(axis=0) for k in range(centres)])
        assert np.linalg.norm(means[0] - means[1]) == pytest.approx(4, abs=0.05)
        assert inputs[labels == 0].std(axis=0) == pytest.approx([1, 1], abs=0.05)
    inputs, labels = datasets.exclusive_or_clouds(20_000)
    residuals = inputs - np.round(inputs)
    assert residuals.std() == pytest.approx(0.15, abs=0.005)


def test_the_exclusive_or():
    inputs, labels = datasets.exclusive_or()
    table = {tuple(x): bool(y) for x, y in zip(inputs.tolist(), labels, strict=True)}
    assert table == {(a, b): bool(a) ^ bool(b) for a in (0, 1) for b in (0, 1)}
    assert inputs.dtype == labels.dtype == np.float64


def test_a_set_can_be_changed_without_changing_the_next():
    for make in (datasets.exclusive_or, datasets.sentiment, datasets.three_points, datasets.flats):
        inputs, labels = make()
        inputs += 1
        labels += 1
        assert not np.array_equal(inputs, make()[0])
        assert not np.array_equal(labels, make()[1])


@pytest.mark.parametrize("examples", [20, 21])
def test_moons_without_noise_are_those_of_scikit_learn(examples):
    inputs, labels = datasets.moons(examples, noise=0)
    zeros, ones = inputs[labels == 0], inputs[labels == 1]
    expected, classes = reference.make_moons((len(zeros), len(ones)), shuffle=False)
    np.testing.assert_allclose(zeros, expected[classes == 0], atol=1e-14)
    np.testing.assert_allclose(ones, expected[classes == 1], atol=1e-14)


def test_moons_are_half_circles():
    inputs, labels = datasets.moons(50, noise=0)
    zeros, ones = inputs[labels == 0], inputs[labels == 1]
    np.testing.assert_allclose(np.hypot(*zeros.T), 1)
    np.testing.assert_allclose(np.hypot(*(ones - [1, 0.5]).T), 1)
    assert (zeros[:, 1] >= 0).all()
    assert (ones[:, 1] <= 0.5).all()


@pytest.mark.parametrize("factor", [0.5, 0.8])
@pytest.mark.parametrize("examples", [20, 21])
def test_circles_without_noise_are_those_of_scikit_learn(examples, factor):
    inputs, labels = datasets.circles(examples, noise=0, factor=factor)
    zeros, ones = inputs[labels == 0], inputs[labels == 1]
    expected, classes = reference.make_circles(
        (len(zeros), len(ones)), factor=factor, shuffle=False
    )
    np.testing.assert_allclose(zeros, expected[classes == 0], atol=1e-14)
    np.testing.assert_allclose(ones, expected[classes == 1], atol=1e-14)


def test_circles_lie_one_inside_the_other():
    inputs, labels = datasets.circles(50, noise=0)
    np.testing.assert_allclose(np.hypot(*inputs.T), np.where(labels == 0, 1, 0.5))


@pytest.mark.parametrize("make", [datasets.moons, datasets.circles])
@pytest.mark.parametrize(("settings", "deviation"), [({}, 0.1), ({"noise": 0.3}, 0.3)])
def test_noise_is_added_to_each_coordinate(make, settings, deviation):
    shift = make(20_000, 2, **settings)[0] - make(20_000, noise=0)[0]
    assert shift.mean(axis=0) == pytest.approx([0, 0], abs=0.01)
    np.testing.assert_allclose(np.cov(shift.T), deviation**2 * np.eye(2), atol=deviation**2 / 20)


def test_what_a_line_can_separate():
    assert separable(*datasets.two_blobs(60, distance=8))
    for inseparable in (
        datasets.exclusive_or(),
        datasets.exclusive_or_clouds(),
        datasets.moons(noise=0),
        datasets.circles(noise=0),
    ):
        assert not separable(*inseparable)


@pytest.mark.parametrize(
    ("name", "low", "high"),
    [
        ("two_blobs", 0.93, 1.0),
        ("three_blobs", 0.9, 1.0),
        ("exclusive_or_clouds", 0.25, 0.8),
        ("moons", 0.8, 0.95),
        ("circles", 0.3, 0.7),
    ],
)
def test_how_well_a_linear_model_does(name, low, high):
    inputs, labels = DATASETS[name](1000)
    assert low < LogisticRegression().fit(inputs, labels).score(inputs, labels) < high
