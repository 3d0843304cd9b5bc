"""Every exercise and prediction of every chapter module, proved. A new chapter needs no new test
here: it is found by walking the modules of mlcalc.exercises.
"""

import importlib
import json
import pkgutil
import re
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
import sympy
from wrong_answers import BANK

import mlcalc.exercises
from mlcalc import datasets, differentiation, functions, optimization
from mlcalc.exercises import gradient_descent as chapter
from mlcalc.exercises import sketches, store
from mlcalc.exercises.drawing import DrawnPrediction
from mlcalc.exercises.engine import Choice, Code, Exercise, Number, Point, Status, rounding
from mlcalc.exercises.kinds import FromPicture, Matching, Shape, WrongLine
from mlcalc.exercises.prediction import AnyPrediction, Prediction

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"
CHAPTERS = {
    name: importlib.import_module(f"mlcalc.exercises.{name}")
    for _, name, _ in pkgutil.iter_modules(mlcalc.exercises.__path__)
    if name in mlcalc.exercises.CHAPTERS
}


def found(kind):
    """Return (chapter, name, object) for every object of a kind in the chapter modules."""
    return [
        (name, attribute, value)
        for name, module in CHAPTERS.items()
        for attribute, value in vars(module).items()
        if isinstance(value, kind)
    ]


def each(kind):
    return [pytest.param(value, id=f"{chapter}.{name}") for chapter, name, value in found(kind)]


MISTAKES = [
    pytest.param(exercise, mistake, id=f"{chapter}.{name}-{mistake.name}")
    for chapter, name, exercise in found(Exercise)
    for mistake in exercise.mistakes
]


def test_every_chapter_has_exercises_and_predictions():
    assert (
        {c for c, _, _ in found(Exercise)} == set(CHAPTERS) == {c for c, _, _ in found(Prediction)}
    )
    assert len([c for c, _, _ in found(Exercise) if c == "gradient_descent"]) >= 8


@pytest.mark.parametrize("exercise", each(Exercise))
def test_the_reference_is_right(exercise):
    verdict = exercise.check(exercise.answer)
    assert verdict.status is Status.RIGHT
    assert verdict.mistake is None
    assert verdict.message == f"Right. {exercise.right}"


@pytest.mark.parametrize(("exercise", "mistake"), MISTAKES)
def test_a_known_mistake_is_wrong_for_its_reason(exercise, mistake):
    verdict = exercise.check(mistake.answer)
    # Whoever has found the wrong line is half way.
    found = isinstance(exercise, WrongLine) and np.ravel(mistake.answer)[0] == exercise.answer[0]
    status, words = (Status.HALF, "Half right.") if found else (Status.WRONG, "Not yet.")
    assert (verdict.status, verdict.mistake) == (status, mistake.name)
    assert verdict.message == f"{words} {mistake.message}"


@pytest.mark.parametrize("exercise", each(Exercise))
def test_no_two_mistakes_of_an_exercise_coincide(exercise):
    names = [mistake.name for mistake in exercise.mistakes]
    assert len(set(names)) == len(names)
    answers = {mistake.name: mistake.answer for mistake in exercise.mistakes}
    answers["the right answer"] = exercise.answer
    same = {
        (a, b) for a in answers for b in answers if a != b and exercise.same(answers[a], answers[b])
    }
    assert not same


def do_nothing(*arguments): ...


@pytest.mark.parametrize("exercise", each(Exercise))
def test_the_placeholder_is_unanswered(exercise):
    placeholders = [..., None] + [do_nothing] * isinstance(exercise, Code)
    for placeholder in placeholders:
        verdict = exercise.check(placeholder)
        assert verdict.status is Status.UNANSWERED
        assert verdict.message.startswith("Not answered yet.")


@pytest.mark.parametrize("exercise", each(Point))
def test_three_digits_are_enough_and_two_are_not(exercise):
    reference = np.asarray(exercise.answer, dtype=float)
    unit = 2 * rounding(reference, 3)
    rounded = np.round(reference / unit) * unit
    if exercise.after is not None:
        exercise.after.begin_anew()  # or this may follow from what another test answered there
    assert exercise.check(rounded.tolist()).status is Status.RIGHT
    off = exercise.check(reference + 3 * unit)
    assert off.status is Status.WRONG
    if off.mistake is None:
        assert off.message.startswith("Not yet. Close, but not right to three digits.")


ENOUGH = 8
FEWER = {
    Choice: "it has only its other letters, and each of them is answered",
    Matching: "what is wrong is mostly one letter, and the count of right ones says so",
    Shape: "a shape has few neighbours: turned around, or one of its factors",
    WrongLine: "a sound line is answered as sound, and the right one has few other values",
}
"""The kinds of exercises that may know fewer mistakes, with the reason."""


@pytest.mark.parametrize("exercise", each(Exercise))
def test_an_exercise_knows_eight_mistakes_or_its_kind_has_a_reason(exercise):
    assert len(exercise.mistakes) >= ENOUGH or type(exercise) in FEWER


def letters_of(kind):
    """Return (the letters there are, the right letter) for each exercise or prediction."""
    if kind is Choice:
        return [(list(choice.choices), choice.answer) for _, _, choice in found(Choice)]
    return [(p.letters, p.happened) for _, _, p in found(Prediction)]


@pytest.mark.parametrize("kind", [Choice, Prediction])
def test_the_letter_of_the_right_answer_is_spread(kind):
    rights = [right for _, right in letters_of(kind)]
    share = {letter: rights.count(letter) / len(rights) for letter in "abcd"}
    assert max(share.values()) <= 0.4
    assert min(share.values()) >= 0.1


# The bank of answers, as students would give them.


def exercise_of(key):
    chapter, name = key.split(".")
    return getattr(CHAPTERS[chapter], name)


TRIED = [pytest.param(exercise_of(key), answers, id=key) for key, answers in BANK.items()]
WRONG_ANSWERS = [
    pytest.param(exercise_of(key), answer, name, id=f"{key}-{words}")
    for key, answers in BANK.items()
    for words, answer, name in answers.named()
]


def test_every_number_choice_and_function_was_tried():
    kinds = (Number, Point, Choice, Code, FromPicture)
    assert {f"{c}.{name}" for c, name, _ in found(kinds)} == set(BANK)


@pytest.mark.parametrize(("exercise", "answers"), TRIED)
def test_enough_was_tried(exercise, answers):
    assert len(answers.wrong) >= 12
    assert isinstance(exercise, Choice) or len(answers.right) >= 3


@pytest.mark.parametrize(("exercise", "answers"), TRIED)
def test_no_right_answer_is_refused(exercise, answers):
    refused = [a for a in answers.right if exercise.check(a).status is not Status.RIGHT]
    assert refused == []


@pytest.mark.parametrize(("exercise", "answers"), TRIED)
def test_a_right_answer_by_another_way_is_half_right(exercise, answers):
    halfway = [a for a in answers.halfway if exercise.check(a).status is not Status.HALF]
    assert halfway == []


@pytest.mark.parametrize(("exercise", "answer", "name"), WRONG_ANSWERS)
def test_a_wrong_answer_is_told_of_its_own_mistake(exercise, answer, name):
    verdict = exercise.check(answer)
    assert verdict.status is Status.WRONG
    if name is not None:
        assert verdict.mistake == name
    else:
        assert verdict.mistake not in {mistake.name for mistake in exercise.mistakes}
    assert "Close" not in verdict.message


@pytest.mark.parametrize(
    ("exercise", "answers"), [param for param in TRIED if isinstance(param.values[0], Point)]
)
def test_a_wrong_number_typed_with_three_digits_is_told_the_same(exercise, answers):
    for words, answer, name in answers.named():
        if name is not None:
            exact = np.asarray(answer, dtype=float)
            unit = 2 * rounding(exact, 3)
            typed = (np.round(exact / unit) * unit).tolist()
            assert (words, exercise.check(typed).mistake) == (words, name)


def test_nearly_all_wrong_answers_of_the_bank_are_known():
    verdicts = [param.values[0].check(param.values[1]) for param in WRONG_ANSWERS]
    unknown = [verdict.message for verdict in verdicts if verdict.mistake is None]
    assert len(verdicts) >= 1000
    assert len(unknown) / len(verdicts) < 0.03


@pytest.mark.parametrize("exercise", each(Number))
@pytest.mark.parametrize("form", [float, np.array, np.float64, Fraction, Decimal, lambda v: [v]])
def test_a_number_may_come_in_many_forms(exercise, form):
    assert exercise.check(form(float(exercise.answer))).status is Status.RIGHT


@pytest.mark.parametrize("exercise", each(Choice))
@pytest.mark.parametrize("form", ["{}", " {} ", "({})", "{}.", "{})"])
def test_a_letter_may_be_typed_in_many_ways(exercise, form):
    for letter in (exercise.answer, exercise.answer.upper()):
        assert exercise.check(form.format(letter)).status is Status.RIGHT


@pytest.mark.parametrize("exercise", each(Choice))
def test_every_choice_is_the_answer_or_a_known_mistake(exercise):
    known = {exercise.answer, *(mistake.answer for mistake in exercise.mistakes)}
    assert known == set(exercise.choices)


def numbers_in(text):
    """Return the numbers of a text that could be an answer: not those in indices and powers."""
    text = re.sub(r"[_^](\{[^}]*\}|\w)", " ", text)
    return [float(n) for n in re.findall(r"(?<![\w.])-?\d+(?:\.\d+)?(?:e[-+]?\d+)?", text)]


def gives_away(exercise, text):
    """Say whether a text contains the answer."""
    if isinstance(exercise, Choice):
        return bool(
            exercise.choices[exercise.answer] in text
            or re.search(rf'[Aa]nswer "?{exercise.answer}\b|"{exercise.answer}"', text)
        )
    if isinstance(exercise, Code):
        lines = [
            line.strip().removeprefix("return ") for line in code_in(exercise)[-1].splitlines()
        ]
        return any(line in text for line in lines if re.search(r"[-+*]", line))
    if isinstance(exercise, Matching | Shape):
        return str(exercise.answer) in text
    entries = np.ravel(exercise.answer)
    present = [
        any(abs(number - entry) <= rounding(entry, 3) for number in numbers_in(text))
        for entry in entries
    ]
    return all(present)


def code_in(exercise):
    return re.findall(r"```python\n(.*?)```", str(exercise.solution()), re.DOTALL)


@pytest.mark.parametrize("exercise", each(Exercise))
def test_hints_and_messages_do_not_contain_the_answer(exercise):
    texts = [*exercise.hints, *(mistake.message for mistake in exercise.mistakes), exercise.prompt]
    assert len(exercise.hints) >= 2
    assert len(set(exercise.hints)) == len(exercise.hints)
    assert [text for text in texts if gives_away(exercise, text)] == []


@pytest.mark.parametrize("exercise", each(Exercise))
def test_the_solution_gives_the_answer(exercise):
    blocks = code_in(exercise)
    if isinstance(exercise, Choice):
        assert f"Answer {exercise.answer}." in str(exercise.solution())
        return
    space = {}
    for block in blocks:
        exec(block, space)
    answer = space[exercise.name if isinstance(exercise, Code) else "answer"]
    assert exercise.check(answer).message.startswith(f"Right. {exercise.right}")


@pytest.mark.parametrize("exercise", each(Code))
def test_the_prompt_holds_the_function_to_fill_in(exercise):
    (stub,) = re.findall(r"```python\n(.*?)```", exercise.prompt, re.DOTALL)
    space = {}
    exec(stub, space)
    assert exercise.check(space[exercise.name]).status is Status.UNANSWERED


def spoiled(exercise, at, spoil):
    """Return the reference, except that the call of the given number does something else."""
    calls = iter(range(len(exercise.tests)))

    def function(*arguments):
        return spoil() if next(calls) == at else exercise.answer(*arguments)

    return function


def divide_by_zero():
    return 1 / 0


@pytest.mark.parametrize("exercise", each(Code))
@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (lambda: None, "returns nothing: a `return` is missing there"),
        (lambda: "half", "returns something that is text, `'half'`: write the number without"),
        (lambda: np.nan, "returns something that is not a number (NaN)"),
        (lambda: np.inf, "returns something that is infinite"),
        (lambda: 1j, "returns something that is a complex number, `1j`"),
        (lambda: np.ones((2, 5)), "returns an array of shape (2, 5), where"),
        (divide_by_zero, "raises ZeroDivisionError (`division by zero`)"),
    ],
)
def test_a_function_that_fails_at_one_point_is_told_where(exercise, spoil, sentence):
    for at, arguments in enumerate(exercise.tests):
        verdict = exercise.check(spoiled(exercise, at, spoil))
        assert verdict.status is Status.WRONG
        assert f"At `{exercise._call(arguments)}` your function {sentence}" in verdict.message


@pytest.mark.parametrize("exercise", each(Code))
def test_a_function_that_changes_its_argument_is_told_so(exercise):
    def scribble(*arguments):
        result = exercise.answer(*arguments)
        for argument in arguments:
            if isinstance(argument, np.ndarray):
                argument[0] += 1
        return result

    takes_arrays = any(isinstance(a, np.ndarray) for test in exercise.tests for a in test)
    verdict = exercise.check(scribble)
    if takes_arrays:
        assert verdict.mistake == Code.CHANGES_ITS_ARGUMENT
        assert "changes the array it was given" in verdict.message
    else:
        assert verdict.status is Status.RIGHT


@pytest.mark.parametrize("shown", [*each(Exercise), *each(AnyPrediction)])
def test_the_text_is_whole_and_plain(shown):
    texts = [str(shown)]
    if isinstance(shown, Exercise):
        texts += [*shown.hints, shown.right, str(shown.solution())]
        texts += [mistake.message for mistake in shown.mistakes]
    else:
        texts.append(str(shown.compare()))
    if isinstance(shown, Prediction):
        texts += [option.why for option in shown.options]
    if isinstance(shown, DrawnPrediction):
        texts += [shown.why, *(mistake.message for mistake in shown.mistakes)]
    for text in texts:
        assert "!" not in text
        # A number that was not filled in; a matrix product has room around its sign.
        assert not re.search(r"@\w", text)
        assert text == text.strip()
        assert text.count("$") % 2 == 0
        assert "{{" not in text


@pytest.mark.parametrize("prediction", each(Prediction))
def test_a_prediction_has_one_true_option(prediction):
    letters = [option.letter for option in prediction.options]
    assert letters == list("abcdef"[: len(letters)])
    true = [option.letter for option in prediction.options if option.why.startswith("Yes. ")]
    assert true == [prediction.happened]
    false = [option.letter for option in prediction.options if option.why.startswith("No. ")]
    assert len(false) == len(letters) - 1
    # Radio buttons show neither LaTeX nor markdown.
    assert not re.search(
        r"[$`*\\]", prediction.question + "".join(o.text for o in prediction.options)
    )


@pytest.mark.parametrize("prediction", each(Prediction))
def test_nothing_tells_the_outcome_before_it_was_compared(prediction):
    before = f"{prediction} {prediction.compare()} {prediction.second_widget.get_state()}"
    assert not any(option.why in before for option in prediction.options)
    assert f"{prediction.happened} happens" not in before


@pytest.mark.parametrize("prediction", each(DrawnPrediction))
def test_a_drawn_prediction_can_come_true_and_knows_its_mistakes(prediction):
    # Neither question nor given curve shows LaTeX.
    assert not re.search(r"[$`*\\]", f"{prediction.question} {prediction.true.name}")
    x, true = prediction.places, prediction.true.at(prediction.places)
    assert (true >= prediction.up.low).all()
    assert (true <= prediction.up.high).all()
    assert sketches.differences(x, true, true, prediction.up.span) == []
    for mistake in prediction.mistakes:
        said, name = prediction._said_of(store.Predicted(drawn=mistake.answer(x).tolist()))
        assert (said[0], name) == (mistake.message, mistake.name)
    before = f"{prediction} {prediction.compare()} {prediction.second_widget.get_state()}"
    assert prediction.why not in before
    assert "truth" not in prediction.second_widget.state


@pytest.mark.parametrize("module", CHAPTERS.values(), ids=CHAPTERS)
def test_the_summary_lists_every_prediction_and_every_exercise(module):
    things = [
        value for value in vars(module).values() if isinstance(value, Exercise | AnyPrediction)
    ]
    rows = [line for line in str(module.summary()).splitlines() if line.startswith("| ")]
    titles = [thing.title for thing in things]
    assert sorted(row.split(" | ")[0][2:] for row in rows) == sorted(
        ["question", "exercise", *titles]
    )


def test_every_chapter_has_its_place_and_the_title_of_the_welcome_page():
    cells = json.loads((NOTEBOOKS / "00_welcome.ipynb").read_text(encoding="utf-8"))["cells"]
    text = "\n".join("".join(cell["source"]) for cell in cells)
    for number, (name, title) in enumerate(mlcalc.exercises.CHAPTERS.items(), 1):
        link = f"[{number} {title}]({number:02}_{name}.ipynb)"
        assert link in text if name in CHAPTERS else f"{number} {title}" in text
    assert set(CHAPTERS) <= set(mlcalc.exercises.CHAPTERS)


def source_of(notebook):
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    return "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")


@pytest.mark.parametrize("name", CHAPTERS)
def test_the_notebook_uses_every_exercise_and_prediction(name):
    written = [path for path in NOTEBOOKS.glob("*.ipynb") if path.stem[3:] == name]
    if not written:
        pytest.skip(f"the notebook of {name} is not written yet")
    source = source_of(written[0])
    missing = []
    for kind, uses in ((Exercise, ["", ".check("]), (AnyPrediction, ["", ".compare("])):
        for module, attribute, value in found(kind):
            if module == name:
                wanted = [rf"exercises\.{attribute}{re.escape(use)}" for use in uses]
                if isinstance(value, Choice | Matching):  # Its panel has a button for the check.
                    wanted = wanted[:1]
                # Displayed: the name stands alone as the last expression of a line.
                wanted[0] += r"\s*$"
                missing += [w for w in wanted if not re.search(w, source, re.MULTILINE)]
    assert missing == []


# Claims of the chapter on gradient descent that stand there in words.


def test_the_numbers_of_the_chapter():
    assert round(chapter.next_point.answer, 4) == 0.4388
    assert round(chapter.second_point.answer, 4) == 0.4898
    x, y = sympy.symbols("x y")
    room = 85 - x**2 * (x - 6) * y**2 * (y - 6) / 90
    slopes = [float(sympy.diff(room, v).subs({x: 0.8, y: 1.2})) for v in (x, y)]
    np.testing.assert_allclose(chapter.temperature_gradient.answer, slopes)
    step = np.array([0.8, 1.2]) - 0.4 * np.array(slopes)
    np.testing.assert_allclose(chapter.temperature_step.answer, step)
    assert round(chapter.largest_rate.answer, 4) == 0.4105
    assert chapter.leaves_domain.answer == 3
    assert chapter.valley_rate.answer == 0.08
    assert chapter.converted_rate.answer == pytest.approx(0.12)


def test_the_regime_at_one_and_a_half():
    regimes = dict(zip(optimization.Regime, "abcd", strict=True))
    assert regimes[optimization.regime(1.5, 1)] == chapter.which_regime.answer


def test_the_way_down_is_against_the_gradient():
    angles = np.linspace(0, 2 * np.pi, 720, endpoint=False)
    around = np.stack([np.cos(angles), np.sin(angles)], -1)
    place = np.array([0.5, 0.6])
    fall = functions.temperature(place + 1e-4 * around)
    gradient = functions.temperature.gradient(place)
    steepest = around[np.argmin(fall)]
    assert steepest @ gradient / np.linalg.norm(gradient) == pytest.approx(-1, abs=1e-3)


def test_the_rate_is_converted_so_that_the_steps_are_the_same():
    x, y = datasets.three_points()
    on_sum = optimization.gradient_descent(functions.line_error(x, y), [0, 0], 0.02, 10)
    on_mean = optimization.gradient_descent(
        functions.line_error(x, y, 1 / 6), [0, 0], chapter.converted_rate.answer, 10
    )
    np.testing.assert_allclose(on_mean.points, on_sum.points, rtol=1e-12)


@pytest.mark.parametrize(
    ("function", "start", "exercise"),
    [
        (functions.exp_minus_log, 0.56, chapter.largest_rate),
        (functions.valley(25), [1.0, 1.0], chapter.valley_rate),
    ],
)
def test_the_largest_rate_is_the_border(function, start, exercise):
    stop = optimization.Stop
    below = optimization.gradient_descent(function, start, 0.99 * exercise.answer, 5000)
    above = optimization.gradient_descent(function, start, 1.01 * exercise.answer, 5000)
    assert below.stop is stop.CONVERGED
    assert above.stop is not stop.CONVERGED


def test_the_hints_for_the_gradient_of_the_line_hold():
    rng = np.random.default_rng(5)
    error = functions.line_error([1, 2, 4], [6, 1, 3])
    for m, b in rng.normal(size=(5, 2)):
        numeric = differentiation.gradient(error, [m, b])
        np.testing.assert_allclose(chapter.line_gradient.answer(m, b), numeric, atol=1e-6)


def test_twice_the_rate_leaves_the_domain_in_growing_jumps():
    path = chapter._doubled
    assert path.stop is optimization.Stop.LEFT_THE_DOMAIN
    errors = path.points[:5] - functions.OMEGA
    assert np.all(np.diff(np.sign(errors)) != 0)
    assert np.all(np.diff(np.abs(errors[:4])) > 0)
    settled = optimization.gradient_descent(functions.exp_minus_log, 0.56, 0.4, 500)
    assert settled.last == pytest.approx(functions.OMEGA)
    assert len(functions.exp_minus_log.minima) == 1


def test_the_descent_from_just_right_of_the_hilltop_ends_on_the_right():
    curve = functions.three_minima
    reached = optimization.basins(curve, [1.4], 0.01)
    assert curve.minima[reached[0]].point == 2
    assert [m.point for m in curve.minima if m.is_global] == [-2]
    near = np.linspace(1.1, 1.3, 2001)
    assert near[curve(near).argmax()] == pytest.approx(1.2)


def test_a_step_leaves_the_contour_line_at_a_right_angle():
    # A tiny move at a right angle to the step leaves the value as it is.
    place = np.array([2.0, 3.0])
    step = optimization.step(place, functions.temperature.gradient(place), 0.01) - place
    along = np.array([-step[1], step[0]]) / np.linalg.norm(step)

    def value(t):
        return functions.temperature(place + t * along)

    assert differentiation.derivative(value, 0.0) == pytest.approx(0, abs=1e-6)


def test_scaling_makes_a_few_steps_of_many():
    assert chapter._steps_through(25) > 100
    assert chapter._steps_through(1) <= 3
    ratio = chapter._steps_through(50) / chapter._steps_through(25)
    assert ratio == pytest.approx(2, abs=0.2)


def test_stochastic_steps_wander_near_the_minimum():
    start = np.hypot(*functions.line_error(*datasets.television_and_sales()).minima[0].point)
    assert 0 < chapter._distances.min() < chapter._distances.max() < start / 4


def test_the_kinds_are_mixed():
    for kind in (Number, Point, Choice, Code):
        assert found(kind)
