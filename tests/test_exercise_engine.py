"""The exercise engine: judging, refusing, showing; never raising."""

import decimal
import fractions
import os
import subprocess
import sys
import threading
import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from IPython.core.formatters import DisplayFormatter

from mlcalc.exercises.engine import (
    Choice,
    Code,
    Mistake,
    Number,
    Point,
    Status,
    Verdict,
    page,
)
from mlcalc.exercises.reading import Outcome, difference


def texts(title):
    return {"title": title, "prompt": "What?", "right": "So it is.", "worked": "Like this."}


def number():
    return Number(
        **texts("a number"),
        answer=0.14474,
        mistakes=(Mistake("sign", -0.14474, "The sign is turned around."),),
        hints=("Look.", "Look closer.", "It is there."),
    )


def point():
    return Point(
        **texts("a point"),
        answer=[3.0, 0.0],
        mistakes=(Mistake("swapped", [0.0, 3.0], "The entries have changed places."),),
        hints=("Look.",),
    )


def choice():
    return Choice(
        **texts("a choice"),
        choices={"a": "up", "b": "down"},
        answer="b",
        mistakes=(Mistake("ascent", "a", "That is up."),),
        hints=("Look.",),
    )


def truncated_half(x):
    return (x / 2).astype(x.dtype)


def code():
    return Code(
        **texts("a function"),
        name="half",
        answer=lambda x: x / 2,
        tests=((np.array([1.0, 2.0]),), (np.array([3, 4]),)),
        mistakes=(
            Mistake("doubled", lambda x: 2 * x, "Twice instead of half."),
            Mistake("cuts off decimals", truncated_half, "The decimals are lost."),
        ),
        hints=("Look.",),
    )


EXERCISES = [number, point, choice, code]


@pytest.mark.parametrize(
    "answer",
    [
        0.14474,
        0.145,
        0.1447,
        np.float32(0.14474),
        np.array([0.14474]),
        fractions.Fraction(14474, 100000),
        decimal.Decimal("0.1447"),
        [0.1447],
    ],
)
def test_many_forms_of_a_number_are_right(answer):
    assert number().check(answer).status is Status.RIGHT


def test_a_number_with_three_digits_is_right_and_told_the_fourth():
    assert number().check(0.145).message == (
        "Right. So it is. Three digits are enough; to four it is 0.1447."
    )
    assert number().check(0.1447).message == "Right. So it is."


def test_a_number_rounded_too_early_is_told_so():
    for near in (0.14, 0.142, 0.15):
        verdict = number().check(near)
        assert verdict.status is Status.WRONG
        assert verdict.mistake is None
        assert "Close, but not right to three digits." in verdict.message
    assert number().check(0.2).message == "Not yet. `0.2` is not it. A hint may help."


def test_a_zero_beside_other_numbers_is_judged_by_their_digits():
    assert point().check([3, 1e-9]).status is Status.RIGHT
    assert point().check((3, 0.001)).status is Status.WRONG
    assert point().check([0, 3]).mistake == "swapped"


def test_a_pair_with_one_right_entry_is_told_which():
    assert point().check((3, 5)).message == "Not yet. The first entry is right, the second is not."
    assert point().check((7, 0)).message == "Not yet. The second entry is right, the first is not."
    assert "is not it" in point().check((7, 5)).message


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        ("0.1447", "Your answer is text, `'0.1447'`: write the number without quotes."),
        (True, "Your answer is `True`, where a number must stand."),
        ([[True]], "Your answer is `[[True]]`, where a number must stand."),
        (np.array("0.1447", dtype=object), "Your answer is `'0.1447'`, where a number must stand."),
        (np.ma.array([0.1447], mask=[True]), "Your answer is a masked array: give its numbers"),
        (0.1447 + 0j, "Your answer is a complex number, `(0.1447+0j)`, where a real one"),
        (float("nan"), "Your answer is not a number (NaN): a logarithm of a negative number"),
        (float("inf"), "Your answer is infinite: a division by zero"),
        ([0.1, 0.2], "Your answer is a row of 2 numbers, where one number must stand."),
        ([[1, 2], [3]], "Your answer is made of rows of unequal length."),
        (np.exp, "Your answer is a function, where a number must stand: call it"),
        (lambda: 0.1447, "Your answer is a function, where a number must stand: call it"),
        ({"x": 0.1}, "Your answer is a value of type dict, where a number must stand."),
        (object(), "Your answer is a value of type object, where a number must stand."),
        (10**400, "Your answer is a number too large to compute with."),
        ([], "Your answer is a row of 0 numbers, where one number must stand."),
    ],
)
def test_what_is_not_a_number_gets_its_sentence(answer, sentence):
    verdict = number().check(answer)
    assert verdict.status is Status.WRONG
    assert verdict.message.startswith(f"Not yet. {sentence}")


def test_a_point_of_another_shape_gets_its_sentence():
    assert point().check(3.0).message == (
        "Not yet. Your answer is one number, where a row of 2 numbers must stand."
    )
    assert "an array of shape (2, 1), where a row of 2 numbers" in point().check([[3], [0]]).message
    assert point().check([..., ...]).status is Status.UNANSWERED


def test_numbers_with_a_truth_value_among_them_are_refused():
    ones = Point(**texts("ones"), answer=[1.0, 0.5], mistakes=(), hints=("Look.",))
    assert ones.check([True, 0.5]).message == (
        "Not yet. Your answer is `[True, 0.5]`, where a number must stand."
    )
    assert ones.check(np.array([1, "0.5"], dtype=object)).status is Status.WRONG
    assert ones.check([1, 0.5]).status is Status.RIGHT


def test_a_small_answer_is_not_taken_for_a_mistake_of_zero():
    flat = Mistake("flat", 0.0, "Zero would be flat.")
    slope = Number(**texts("a slope"), answer=-0.04, mistakes=(flat,), hints=("Look.",))
    assert slope.check(-0.004).mistake is None
    assert slope.check(0).mistake == "flat"


def test_choices_are_letters():
    assert choice().check("b").status is Status.RIGHT
    assert choice().check(" (B) ").status is Status.RIGHT
    assert choice().check("a").mistake == "ascent"
    assert choice().check("down").message == (
        'Not yet. Your answer is `\'down\'`, where "a" or "b" is expected.'
    )
    assert choice().check(2).status is Status.WRONG
    assert choice().check(...).message == ('Not answered yet. Choose "a" or "b".')
    assert str(choice()).endswith("What?\n\n- **a**: up\n- **b**: down")


def test_many_forms_of_a_function_are_right():
    for half in (lambda x: 0.5 * x, lambda x: x - x / 2, lambda x: list(x / 2), lambda x: 0.5 * x):
        assert code().check(half).status is Status.RIGHT


def in_place(x):
    x *= 0.5
    return x


def in_place_by_entries(x):
    for i in range(len(x)):
        x[i] = x[i] / 2
    return x


@pytest.mark.parametrize("function", [in_place, in_place_by_entries])
def test_a_function_that_writes_into_its_argument_is_recognised(function):
    exercise = code()
    verdict = exercise.check(function)
    assert verdict.mistake == Code.CHANGES_ITS_ARGUMENT
    assert exercise.tests[0][0].tolist() == [1.0, 2.0]
    assert exercise.check(lambda x: x / 2).status is Status.RIGHT


def wants_two(x, y): ...


def leaves(x):
    raise SystemExit


def fails_for_integers(x):
    if x.dtype.kind == "i":
        raise KeyError(f"at {object()!r} with `ticks`\nand lines")
    return x / 2


@pytest.mark.parametrize(
    ("function", "sentence"),
    [
        (wants_two, "At `half((1, 2))` your function raises TypeError (`wants_two() missing 1"),
        (leaves, "At `half((1, 2))` your function raises SystemExit"),
        (lambda x: 7.0, "At `half((1, 2))` your function returns one number, where a row of 2"),
        (lambda x: x / 3, "At `half((1, 2))` your function returns `(0.333333, 0.666667)`, but"),
        (fails_for_integers, "At `half((3, 4))` your function raises KeyError (`"),
    ],
)
def test_a_function_that_fails_gets_its_sentence(function, sentence):
    message = code().check(function).message
    assert message.startswith(f"Not yet. {sentence}")
    assert "0x" not in message
    assert message.count("`") % 2 == 0
    assert "\n" not in message


def test_an_interrupt_of_the_reader_alone_passes_through_a_check():
    def interrupted(x):
        raise KeyboardInterrupt

    assert "your function raises GeneratorExit" in code().check(stop_generator).message
    with pytest.raises(KeyboardInterrupt):
        code().check(interrupted)


def test_a_check_in_another_thread_leaves_the_filters_of_warnings_alone(monkeypatch):
    touched = []
    monkeypatch.setattr(warnings, "simplefilter", lambda *arguments: touched.append(arguments))
    thread = threading.Thread(target=lambda: choice().check("a"))
    thread.start()
    thread.join()
    assert touched == []
    choice().check("a")
    assert touched == [("ignore",)]


def test_a_function_that_recurses_for_ever_gets_its_sentence():
    def endless(x):
        return endless(x)

    assert "your function raises RecursionError" in code().check(endless).message


def test_a_value_in_place_of_a_function_gets_its_sentence():
    assert code().check(0.5).message == (
        "Not yet. Your answer is `0.5`, where a function is expected: "
        "pass `half` itself, without parentheses after it."
    )


def test_a_coroutine_is_refused_without_a_warning():
    async def half(x):
        return x / 2

    assert "value of type coroutine" in code().check(half).message


def test_an_open_body_is_unanswered():
    def half(x): ...

    assert code().check(half).message == (
        "Not answered yet. Write the body of `half` in place of the three dots."
    )


class Hostile:
    """Raises whatever is asked of it."""

    def __array__(self, *arguments, **options):
        raise RuntimeError("no array")

    def __repr__(self):
        raise RuntimeError("no repr")

    def __eq__(self, other):
        raise RuntimeError("no comparison")

    __hash__ = None

    def __float__(self):
        warnings.warn("no float", stacklevel=1)
        raise SystemExit


class HostileText(str):
    """Text that cannot be shown or changed."""

    def strip(self, characters=None):
        raise RuntimeError("no strip")

    def __repr__(self):
        raise RuntimeError("no repr")


class HostileError(Exception):
    def __str__(self):
        raise RuntimeError("no words")


def stop_generator(*arguments):
    raise GeneratorExit


def raise_hostile(*arguments):
    raise HostileError


def warn(*arguments):
    warnings.warn("look out", stacklevel=1)
    return np.log(np.array([-1.0, 0.0]))


SCALARS = st.one_of(
    st.none(),
    st.just(...),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.complex_numbers(),
    st.text(max_size=5),
    st.binary(max_size=3),
    st.dates(),
    st.decimals(),
    st.fractions(),
    st.sampled_from(["a", "b", object, range(3), {1}, np.ma.masked]),
)
ARRAYS = hnp.arrays(hnp.scalar_dtypes(), hnp.array_shapes(min_dims=0, min_side=0, max_side=3))
VALUES = st.recursive(
    st.one_of(SCALARS, ARRAYS),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.tuples(inner, inner),
        st.dictionaries(st.text(max_size=2), inner, max_size=2),
    ),
    max_leaves=5,
)
FUNCTIONS = st.one_of(
    VALUES.map(lambda value: lambda *arguments: value),
    st.sampled_from([raise_hostile, warn, np.add, np.log, len, print, in_place, Hostile]),
)


def assert_judged(answer):
    for make in EXERCISES:
        verdict = make().check(answer)
        assert isinstance(verdict, Verdict)
        bundle = verdict._repr_mimebundle_()
        assert bundle["text/plain"] == verdict.message
        assert " at 0x" not in verdict.message


# Their repr raises, so hypothesis cannot hold them.
@pytest.mark.parametrize("value", [10**5000, Hostile(), HostileText("x")], ids=["long", "1", "2"])
def test_hostile_objects_are_judged(value):
    for answer in (value, [value], (value, ...), {value: 1} if isinstance(value, int) else value):
        assert_judged(answer)
        assert_judged(lambda *arguments, answer=answer: answer)


@settings(deadline=None, max_examples=300)
@given(answer=st.one_of(VALUES, FUNCTIONS))
def test_check_never_raises_and_never_warns(answer):
    assert_judged(answer)


@given(answer=st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_is_right_exactly_when_it_rounds_to_the_reference(answer):
    right = number().check(answer).status is Status.RIGHT
    assert right == (abs(answer - 0.14474) <= 0.0005 * (1 + 1e-9))


def test_hints_go_one_step_further_and_the_last_repeats():
    exercise = number()
    assert [str(exercise.hint()) for _ in range(4)] == [
        "**Hint 1 of 3.** Look.",
        "**Hint 2 of 3.** Look closer.",
        "**Hint 3 of 3.** It is there.",
        "**Hint 3 of 3.** It is there.",
    ]


def shown(value):
    """Return the mime bundle that IPython sends to the notebook."""
    formatter = DisplayFormatter()
    formatter.active_types = [*formatter.active_types, "text/plain", "text/markdown"]
    return formatter.format(value)[0]


def test_jupyter_gets_markdown_and_plain_text():
    verdict = number().check(-0.14474)
    assert shown(verdict) == {
        "text/plain": "Not yet. The sign is turned around.",
        "text/markdown": "**Not yet.** The sign is turned around.",
    }
    for value in (number(), number().hint(), number().solution()):
        bundle = shown(value)
        assert bundle["text/plain"] == bundle["text/markdown"] == repr(value) == str(value)


def test_a_page_fills_in_numbers_and_refuses_unknown_names():
    assert page("  $@slope$\n  end", slope=-18.94873) == "$-18.95$\nend"
    with pytest.raises(KeyError):
        page("@unknown")


def test_importing_the_exercises_loads_neither_widgets_nor_pictures():
    script = (
        "import sys, mlcalc.exercises.gradient_descent as exercises\n"
        "repr(exercises.doubled_rate), exercises.summary()\n"
        "print({'anywidget', 'ipywidgets', 'matplotlib', 'IPython'} & set(sys.modules))"
    )
    result = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONWARNINGS": "error"},
    )
    assert result.stdout.strip() == "set()"


def test_in_an_array_too_long_to_be_quoted_the_first_wrong_number_is_named():
    right = np.arange(12.0)
    for shape, where in (((12,), "number 4"), ((3, 4), "that at [0, 3]")):
        value, reference = right.reshape(shape).copy(), right.reshape(shape)
        value.flat[[3, 7]] = 0.5
        assert difference(Outcome(value), reference) == (
            f"2 of the 12 numbers that your function returns are wrong, the first is {where}: "
            "`0.5`, where `3` must stand"
        )
    assert difference(Outcome(right[:2]), right[:2] + 1) == (
        "your function returns `(0, 1)`, but `(1, 2)` is right"
    )
