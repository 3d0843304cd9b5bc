"""What an explorer shows only where the reader has been."""

import gc
import weakref

import numpy as np
import pytest
from page import Page

from mlcalc.explorers import activations_and_losses as losses
from mlcalc.explorers import chain_rule as chains
from mlcalc.explorers import derivatives as curves
from mlcalc.explorers import descent_beside_newton as beside
from mlcalc.explorers import gradient_descent as descents
from mlcalc.explorers import gradients as maps
from mlcalc.explorers import jacobians as tables
from mlcalc.explorers import newtons_method as newtons
from mlcalc.explorers import perceptrons as units
from mlcalc.explorers import two_layer_network as networks
from mlcalc.explorers.controls import Slider
from mlcalc.explorers.engine import Explorer, Reading
from mlcalc.explorers.traces import Trace, Visits
from mlcalc.figures.curves import Trail

TRACED = [
    curves.AverageSpeed, curves.SecantBecomesTangent, curves.TurnTheLine, curves.CurveAndSlope,
    curves.CompoundGrowth, curves.BaseOfPowers, descents.DescentWithSeveralMinima,
    descents.SlopeInEveryDirection, networks.TrainingInThePlane,
    maps.TurnTheArrow, maps.WalkAcrossAMap, chains.TravellingChange,
    chains.SqueezedWave, chains.ManyLinks, chains.SigmoidAndItsSlope,
    units.SurpriseMeter, units.TwoLosses, units.BoundaryLearns,
    newtons.Ride,
    beside.DescentBesideNewton, beside.DescentBesideNewtonOnAMap,
    losses.ActivationAndSlope, losses.LossOfAResidual, losses.LossOfAScore,
    losses.LinesUnderACorner, losses.LargeScores, losses.CrossEntropyInParts,
    tables.AreaOfAPatch, tables.FromLeftOrRight,
]  # fmt: skip


class Parabola(Explorer):
    """The heights of x² where the reader has been, raised by a number; it fails below -1."""

    title = "A parabola:"
    traces = Trace("x", within=("raised",))

    def sliders(self):
        return [Slider("x", "x", 0, -2, 2, step=0.5), Slider("raised", "raised", 0, 0, 3, step=1),
                Slider("width", "width", 1, 1, 3, step=1)]  # fmt: skip

    def draw(self, figure):
        axes = figure.subplots()
        axes.set(xlim=(-2, 2), ylim=(-1, 8))
        self.trail = Trail(axes)

    def update(self, x, raised, width):
        if x < -1:
            raise ValueError("x must be at least -1")
        places = np.linspace(-2, 2, 41) if self.revealed else self.visited
        self.trail.show(places, places**2 + raised, self.revealed)
        self.trail.line.set_linewidth(width)
        return Reading("", {"places": self.visited})


class Question:
    """Stands for a prediction of the course."""

    def __init__(self, compared=False):
        self.compared = compared
        self.followers = weakref.WeakSet()

    def compare(self):
        self.compared = True
        for follower in list(self.followers):
            follower.reveal()


def places(explorer) -> list[float]:
    return explorer.trail.dots.get_xdata().tolist()


def test_only_the_places_visited_are_drawn():
    explorer = Parabola()
    assert places(explorer) == [0]
    for x in (1.5, 0.5, 1.5):
        explorer.values = {"x": x}
    assert places(explorer) == [0, 0.5, 1.5]
    assert explorer.trail.dots.get_ydata().tolist() == [0, 0.25, 2.25]
    assert not explorer.trail.line.get_xdata().size
    assert explorer.trail.drawn is explorer.trail.dots


def test_another_curve_has_places_of_its_own_and_the_first_is_remembered():
    explorer = Parabola()
    explorer.values = {"x": 1}
    explorer.values = {"raised": 1}
    assert places(explorer) == [1]
    explorer.values = {"x": 2, "raised": 0}
    assert places(explorer) == [0, 1, 2]
    explorer.values = {"width": 3}
    assert places(explorer) == [0, 1, 2]


def test_a_place_where_the_picture_failed_was_not_visited():
    explorer = Parabola()
    explorer.values = {"x": -1.5}
    assert "at least -1" in explorer.trouble
    explorer.values = {"x": 1}
    assert places(explorer) == [0, 1]


def test_places_that_were_passed_while_the_kernel_was_busy_are_not_visited():
    explorer, page = Parabola(), None
    page = Page(explorer)
    explorer._requests.append({"kind": "move", "changes": {"x": {"position": 5}}})
    page.move("x", 8)
    assert places(explorer) == [0, 2]


def test_the_button_shows_the_whole_and_takes_it_back():
    explorer = Parabola()
    page = Page(explorer)
    assert explorer.widget.parts["trace"] is True
    assert page.state["revealed"] is False
    page.reveal()
    assert page.state["revealed"] is True
    assert len(explorer.trail.line.get_xdata()) == 41
    assert places(explorer) == []
    assert explorer.trail.drawn is explorer.trail.line
    page.move("x", 8)
    page.reveal(False)
    assert places(explorer) == [0, 2]


def test_reset_begins_the_trace_anew():
    explorer = Parabola()
    fresh = explorer.frame
    page = Page(explorer)
    for act in (explorer.reset, lambda: page.press("Reset")):
        explorer.values = {"x": 2}
        explorer.reveal()
        act()
        assert not explorer.revealed
        assert explorer.frame == fresh


def test_the_whole_is_shown_when_the_prediction_above_is_compared():
    question = Question()
    explorer = Parabola(until=question)
    assert not explorer.revealed
    question.compare()
    assert explorer.revealed
    assert len(explorer.trail.line.get_xdata()) == 41
    explorer.reset()
    assert explorer.revealed
    assert Parabola(until=question).revealed


def test_a_prediction_does_not_keep_its_explorers_alive():
    question = Question()
    explorer = Parabola(until=question)
    explorer.widget.close()
    del explorer
    gc.collect()
    assert len(question.followers) == 0


def test_a_picture_that_nobody_sees_is_not_woken_by_its_prediction():
    question = Question()
    explorer = Parabola(until=question)
    page = Page(explorer)
    page.show()
    page.leave()
    question.compare()
    assert explorer._canvas is None
    assert explorer.revealed
    page.show()
    assert len(explorer.trail.line.get_xdata()) == 41


def test_an_explorer_without_a_trace_waits_for_no_question():
    with pytest.raises(ValueError, match="until must be None, because LineByHand draws no trace"):
        Explorer.__init__(descents.LineByHand.__new__(descents.LineByHand), until=Question())


def test_long_curves_are_forgotten_in_their_order():
    visits = Visits()
    for curve in [*range(Visits.CURVES), 0, "one more"]:
        visits.add(curve, 1.0)
    assert visits.of(1).size == 0
    assert visits.of(0).tolist() == visits.of(2).tolist() == [1.0]
    visits.forget()
    assert visits.of(0).size == 0


@pytest.mark.parametrize("kind", TRACED)
def test_a_trace_depends_on_the_places_only_not_on_the_way(kind):
    one, other = kind(), kind()
    slider = next(s for s in one.sliders() if s.name == kind.traces.along)
    tried = [slider.value_at(p) for p in (slider.last_position // k for k in (1, 2, 3, 7))]
    for explorer, order in ((one, tried), (other, [*tried[2:], *tried[:2], tried[-1]])):
        for value in order:
            explorer.values = {slider.name: value}
    assert one.frame == other.frame
    assert repr(one) == repr(other)
    other.reveal()
    other.reveal(False)
    assert one.frame == other.frame


@pytest.mark.parametrize("kind", TRACED)
def test_the_saved_picture_shows_the_start_only(kind):
    explorer = kind()
    saved = explorer._repr_mimebundle_()
    explorer.reveal()
    whole = explorer._repr_mimebundle_()
    assert saved["text/html"] != whole["text/html"]
    explorer.reset()
    assert explorer._repr_mimebundle_()["text/plain"] == saved["text/plain"]


@pytest.mark.parametrize("kind", TRACED)
def test_what_is_said_of_an_opening_does_not_know_the_whole(kind):
    explorer = kind()
    page = Page(explorer)
    page.open_table()
    begin = f"{explorer!r} {page.state['table']}"
    answers = {
        curves.AverageSpeed: ("6", "open circle"),
        curves.SecantBecomesTangent: ("1e-08", "rises", "smaller"),
        curves.TurnTheLine: ("0.5", "lowest", "4.167"),
        curves.CurveAndSlope: ("above", "below", "lies"),
        curves.CompoundGrowth: ("2.718", "dashed", "e ="),
        curves.BaseOfPowers: ("2.718", "crosses", "at e"),
        descents.DescentWithSeveralMinima: ("A, B and C.",),
        descents.SlopeInEveryDirection: ("90", "0.147", "then rise"),
        networks.TrainingInThePlane: ("999",),
        maps.TurnTheArrow: ("60", "5.2", "6.003", "then rise"),
        maps.WalkAcrossAMap: ("35", "then fall", "up and down"),
        chains.TravellingChange: ("rises", "line"),
        chains.SqueezedWave: ("falls", "times the slope"),
        chains.ManyLinks: ("0.0115", "falls"),
        chains.SigmoidAndItsSlope: ("0.25", "hill"),
        units.SurpriseMeter: ("4.605", "rises", "falls"),
        units.TwoLosses: ("0.9975", "two curves", "comes back"),
        units.BoundaryLearns: ("5.66", "rises", "lowest value"),
        newtons.Ride: ("22.5", "1.5", "falls", "then fall"),
        beside.DescentBesideNewton: ("arrive", "0.5671", "squares the distance"),
        beside.DescentBesideNewtonOnAMap: ("arrive", "squares the distance", "(0, 0)"),
        losses.ActivationAndSlope: ("above zero", "lies"),
        losses.LossOfAResidual: ("above zero", "lies"),
        losses.LossOfAScore: ("above zero", "lies"),
        losses.LinesUnderACorner: ("1.0", "then rises", "stays"),
        losses.LargeScores: ("inf", "nan", "709"),
        losses.CrossEntropyInParts: ("0.6109", "lowest", "KL"),
        tables.AreaOfAPatch: ("rise", "straight line"),
        tables.FromLeftOrRight: ("rise", "times as many"),
    }
    begin = begin.replace(explorer.title, "")
    for answer in answers[kind]:
        assert answer not in begin.split("second picture")[-1].split("strip below")[-1]


def test_the_errors_tried_are_those_of_the_formula():
    explorer = curves.SecantBecomesTangent()
    for gap in (1e-2, 1e-8):
        explorer.values = {"gap": gap}
    gaps, errors = explorer.errors.dots.get_data()
    expected = [abs((np.sin(1 + g) - np.sin(1)) / g - np.cos(1)) for g in (1e-8, 1e-2, 0.5)]
    np.testing.assert_allclose(gaps, [1e-8, 1e-2, 0.5])
    np.testing.assert_allclose(errors, expected, rtol=1e-9)


def test_the_bars_of_the_starts_tried_agree_with_the_whole_strip():
    explorer = descents.DescentWithSeveralMinima()
    for start in (-1.5, 0.7, 2.1):
        explorer.values = {"start": start}
    part = np.array(explorer.basins.strip.get_array())
    explorer.reveal()
    whole = np.array(explorer.basins.strip.get_array())
    drawn = part[..., 3] > 0
    assert 0 < drawn.sum() < 20
    np.testing.assert_array_equal(part[drawn], whole[drawn])


def test_the_loss_is_drawn_up_to_the_last_epoch_seen():
    explorer = networks.TrainingInThePlane()
    for epoch in (700, 200):
        explorer.values = {"epoch": epoch}
    assert len(explorer.loss.line.get_xdata()) == 201
    assert len(explorer.loss.faint.get_xdata()) == 701
    explorer.values = {"seed": 2}
    assert len(explorer.loss.faint.get_xdata()) == 201
    explorer.reveal()
    assert len(explorer.loss.faint.get_xdata()) == 1001
