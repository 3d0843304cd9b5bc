"""What beginners type in place of an answer, and functions that do not end."""

import gc
import queue
import signal
import threading
import time
import weakref
from dataclasses import replace

import numpy as np
import pytest
from jupyter_client.manager import start_new_kernel

from mlcalc.exercises import reading, source, time_limit
from mlcalc.exercises.engine import Code, Detour, Mistake, Number, Point, Status
from mlcalc.exercises.time_limit import TookTooLong, call_within

TEXTS = {"title": "t", "prompt": "What?", "right": "So it is.", "worked": "Like this."}
HERE = {"mistakes": (), "hints": ("Look.",)}


def wave():
    """Return an exercise whose answer is a function with a product, a sine and a power in it."""
    return Code(
        **TEXTS,
        **HERE,
        name="wave",
        answer=lambda x, y: np.sin(x) / (2 * y) + x**3,
        tests=((0.5, 2.0), (1.5, -1.0), (2.5, 0.25)),
    )


def rise():
    return Code(
        **TEXTS,
        **HERE,
        name="rise",
        answer=lambda a, b: (b - a) / 2,
        tests=((1.0, 4.0), (-3.0, 0.5)),
    )


def number(answer, **more):
    return Number(**TEXTS | HERE | more, answer=answer)


# Print, and no return.


def prints(x, y):
    print(np.sin(x) / (2 * y) + x**3)


def prints_in_words(x, y):
    print(f"the result is {np.sin(x) / (2 * y) + x**3:.5f}")


def prints_something(x, y):
    print("here", x)


def forgets_return(x, y):
    result = np.sin(x) / (2 * y) + x**3  # noqa: F841


@pytest.mark.parametrize("function", [prints, prints_in_words])
def test_print_for_return_is_recognised(function, capsys):
    verdict = wave().check(function)
    assert verdict.mistake == "print for return"
    assert verdict.message.startswith("Not yet. Your function prints the right result; return it.")
    # What a student prints to look for an error still shows.
    assert len(capsys.readouterr().out.splitlines()) == 3


def test_an_array_that_is_printed_is_recognised(capsys):
    half = Code(
        **TEXTS,
        **HERE,
        name="half",
        answer=lambda x: x / 2,
        tests=((np.array([1.0, -2.5]),), (np.array([1e-7, 3.0, 4.0]),)),
    )
    assert "prints the right result" in half.check(lambda x: print(x / 2)).message


def test_a_function_that_prints_something_else_is_told_the_difference(capsys):
    verdict = wave().check(prints_something)
    assert verdict.message.startswith("Not yet. Your function prints and returns nothing.")


def test_what_a_function_prints_is_bounded(capsys):
    wave().check(lambda x, y: print("x" * 50_000))
    assert len(capsys.readouterr().out) == 3 * reading.MOST_PRINTED


def test_a_missing_return_is_not_taken_for_an_open_question():
    verdict = wave().check(forgets_return)
    assert (verdict.status, verdict.mistake) == (Status.WRONG, "return missing")
    assert "a `return` is missing in front of its result" in verdict.message


def only_dots(x, y): ...


def only_a_text(x, y):
    """Return the wave."""


def dots_in_a_line(x, y):
    """Return the wave."""
    s = np.sin(x)
    return s / ... + x**3


def dots_returned(x, y):
    s = ...
    return s


def only_pass(x, y):
    pass


def dots_in_a_list(x, y):
    points = [x]
    points.append(...)
    return points


def dots_as_an_index(x, y):
    return np.array([x, y])[..., 0]


def dots_left_behind(x, y):
    result = np.sin(x)  # noqa: F841
    ...


@pytest.mark.parametrize(
    "function", [only_dots, only_a_text, only_pass, dots_in_a_line, dots_returned, dots_in_a_list]
)
def test_a_body_that_nobody_touched_is_unanswered(function):
    assert wave().check(function).status is Status.UNANSWERED


def test_dots_that_leave_no_gap_are_no_open_question():
    assert wave().check(dots_as_an_index).message.startswith("Not yet. At `wave(0.5, 2)` your")
    assert wave().check(dots_left_behind).mistake == "return missing"


# Slips in code.


def caret(x, y):
    return np.sin(x) / (2 * y) + x ^ 3


def no_np(x, y):
    return sin(x) / (2 * y) + x**3  # noqa: F821


def ln_for_log(x, y):
    return ln(x)  # noqa: F821


def np_ln(x, y):
    return np.ln(x)


def no_import(x, y):
    return math.sin(x)  # noqa: F821


def no_star(x, y):
    return 2 * np.sin(x) + (x - 1)(1 - y)


def no_star_after_a_name(x, y):
    return x(1 - y)


def round_for_square(x, y):
    values = np.array([x, y])
    return np.sin(values(0))


def two_calls(x, y):
    z = 2.0
    return x(1) + z(2)


def numpy_alone(x, y):
    return numpy.sin(x)  # noqa: F821


def not_called(x, y):
    return np.sin * x / (2 * y) + x**3


def called_with_squares(x, y):
    return np.sin[x]


def in_degrees(x, y):
    return np.sin(np.radians(x)) / (2 * y) + x**3


def no_brackets_below(x, y):
    return np.sin(x) / 2 * y + x**3


no_brackets_in_a_lambda = lambda x, y: np.sin(x) / 2 * y + x**3  # noqa: E731


x_0 = 0.3


def reads_the_notebook(x, y):
    return np.sin(x_0) / (2 * y) + x_0**3


@pytest.mark.parametrize(
    ("function", "name", "words"),
    [
        (caret, "^ for **", "raises TypeError"),
        (caret, "^ for **", "In Python `^` is not a power: write `**`."),
        (no_np, "np. missing", "`sin` belongs to numpy: write `np.sin`."),
        (ln_for_log, "np. missing", "`ln` belongs to numpy: write `np.log`."),
        (np_ln, "another name in numpy", "In numpy it is `np.log`."),
        (no_import, "import missing", "`math` is not imported here: use numpy, as in `np.exp(x)`"),
        (numpy_alone, "import missing", "Run the cell at the head of the notebook"),
        (no_star, "times sign missing", "write the times sign, `2 * (x + 1)` and not"),
        (no_star_after_a_name, "value called", "`x` is a number or an array here, not a function"),
        (round_for_square, "value called", "`values` is a number or an array here"),
        (two_calls, "value called", "What is called there is a number or an array here"),
        (not_called, "function not called", "call it, as in `np.exp(x)`."),
        (called_with_squares, "square brackets", "called with round brackets"),
        (in_degrees, "degrees for radians", "The angle is in radians already"),
        (no_brackets_below, "brackets", "Python reads `(np.sin(x) / 2) * y`."),
        (no_brackets_in_a_lambda, "brackets", "Python reads `(np.sin(x) / 2) * y`."),
        (reads_the_notebook, "the notebook's variable", "It reads `x_0` of the notebook"),
    ],
)
def test_a_slip_in_code_gets_its_sentence(function, name, words):
    verdict = wave().check(function)
    assert (verdict.status, verdict.mistake) == (Status.WRONG, name)
    assert verdict.message.startswith("Not yet. At `wave(0.5, 2)` your function ")
    assert words in verdict.message
    assert verdict.message.count("`") % 2 == 0


size, said = 7.0, True


def uses_attributes(x, y):
    return np.array([x]).size + 0.1 * y if said else 0.0


def test_names_of_attributes_and_truth_values_are_not_the_notebooks_numbers():
    assert source.numbers_from_outside(uses_attributes) == []
    assert source.numbers_from_outside(reads_the_notebook) == ["x_0"]


def test_brackets_left_out_of_a_difference_are_shown_as_python_reads_them():
    verdict = rise().check(lambda a, b: b - a / 2)
    assert "Brackets are missing or in the wrong place: Python reads `b - (a / 2)`." in (
        verdict.message
    )


def test_a_minus_before_a_power_is_shown_as_python_reads_it():
    square = Code(**TEXTS, **HERE, name="f", answer=lambda x: (-x) ** 2, tests=((3.0,), (0.5,)))
    assert "Python reads `-(x ** 2)`." in square.check(lambda x: -(x**2)).message


def test_wrong_numbers_with_sound_brackets_are_not_blamed_on_brackets():
    verdict = rise().check(lambda a, b: (b - a) / 3)
    assert verdict.mistake is None
    assert "Brackets" not in verdict.message


def test_a_caret_between_whole_numbers_raises_nothing_and_is_still_found():
    cube = Code(**TEXTS, **HERE, name="cube", answer=lambda n: n**3, tests=((2,), (3,)))
    assert cube.check(lambda n: n ^ 3).mistake == "^ for **"


def test_a_function_made_elsewhere_has_no_source_and_is_still_judged():
    space = {}
    exec("def wave(x, y):\n    return x ^ y", space)
    assert wave().check(space["wave"]).status is Status.WRONG


# Slips in numbers.


@pytest.mark.parametrize(
    ("right", "answer", "name", "words"),
    [
        (0.125, 12.5, "percent for fraction", "is 100 times what is asked: a percent, or a"),
        (12.5, 0.125, "fraction for percent", "is a hundredth of what is asked: should it be in"),
        (0.5, (0, 5), "decimal comma", "`(0, 5)`, 2 numbers: decimals stand after a point, `0.5`"),
        (0.5, "0,5", None, "write the number without quotes, and with a point for the decimals"),
    ],
)
def test_a_slip_in_a_number_gets_its_sentence(right, answer, name, words):
    verdict = number(right).check(answer)
    assert (verdict.status, verdict.mistake) == (Status.WRONG, name)
    assert words in verdict.message


@pytest.mark.parametrize(
    ("right", "answer", "name", "words"),
    [
        (0.7854, 45, "degrees for radians", "in degrees: give it in radians"),
        (45.0, 0.7854, "radians for degrees", "in radians: give it in degrees"),
    ],
)
def test_degrees_are_spoken_of_where_an_angle_is_asked_for(right, answer, name, words):
    verdict = number(right, prompt="Which angle is it?").check(answer)
    assert verdict.mistake == name
    assert words in verdict.message
    assert number(right, prompt="How large is the triangle?").check(answer).mistake is None


def test_a_point_in_percent_is_recognised():
    point = Point(**TEXTS, **HERE, answer=[0.25, 0.75])
    assert point.check([25, 75]).mistake == "percent for fraction"
    assert point.check([25, 0.75]).mistake is None


def test_decimal_commas_in_a_point_are_recognised():
    point = Point(**TEXTS, **HERE, answer=[0.25, 0.75])
    verdict = point.check((0, 25, 0, 75))
    assert verdict.mistake == "decimal comma"
    assert "4 numbers: decimals stand after a point, `0.25, 0.75`" in verdict.message
    for other in ((0, 25, 0), (0, -25, 0, 75)):
        assert point.check(other).mistake is None
    assert point.check([0, 25, 0, 75]).mistake is None


def test_nothing_of_a_failed_call_is_kept_alive():
    kept = []

    def fails(x, y):
        big = np.ones(10)
        kept.append(weakref.ref(big))
        raise ValueError

    exercise = wave()
    exercise.check(fails)
    gc.collect()
    assert exercise._latest is not None
    assert len(kept) == 3
    assert all(reference() is None for reference in kept)


def test_zero_is_no_percentage():
    assert number(0.0).check(0.1).mistake is None


@pytest.mark.parametrize(
    ("answer", "given", "words"),
    [
        (0.0501478, -0.0500661, "The size is nearly right, but the sign is turned around."),
        (0.0501478, -0.05, "The size is nearly right, but the sign is turned around."),
        (-0.0501478, 0.0501, "The size is right, but the sign is turned around."),
        (
            [1.234, -5.678],
            [-1.23, 5.6],
            "The sizes are nearly right, but the signs are turned around.",
        ),
    ],
)
def test_a_lost_sign_is_recognised_also_after_rounding(answer, given, words):
    verdict = Point(**TEXTS, **HERE, answer=answer).check(given)
    assert (verdict.message, verdict.mistake) == (f"Not yet. {words}", "sign turned around")


def test_a_sign_is_lost_only_where_all_of_it_is_turned_around():
    assert number(0.0501478).check(-0.06).mistake is None
    assert Point(**TEXTS, **HERE, answer=[1.234, -5.678]).check([-1.23, -5.68]).mistake is None
    known = number(0.125, mistakes=(Mistake("uphill", -0.125, "Uphill."),))
    assert known.check(-0.125).mistake == "uphill"


def with_max(z):
    return max(0, z)


def with_min(z):
    return min(z, 0)


def with_the_right_one(z):
    return np.maximum(0, z) if z > 0 else z


def largest(z):
    return max(z)


@pytest.mark.parametrize(
    ("function", "words"),
    [
        (with_max, "`max` compares single numbers. For arrays write `np.maximum`"),
        (with_min, "`min` compares single numbers. For arrays write `np.minimum`"),
        (with_the_right_one, None),
        (largest, None),
    ],
)
def test_max_of_an_array_is_recognised(function, words):
    exercise = Code(
        **TEXTS,
        **HERE,
        name="relu",
        answer=lambda z: np.maximum(0, z),
        tests=((np.array([[1.0, -2.5], [0.5, 3.0]]),),),
    )
    verdict = exercise.check(function)
    assert "raises ValueError" in verdict.message
    assert verdict.mistake == (words and "max of an array")
    assert words is None or words in verdict.message


def test_a_page_with_gaps_says_where_they_are():
    gaps = replace(wave(), gaps=("s", "p"))
    verdict = gaps.check(dots_returned)
    assert verdict.status is Status.UNANSWERED
    assert verdict.message == (
        "Not answered yet. Put an expression in place of each gap, after `s =` and `p =`."
    )


def test_a_known_mistake_comes_before_a_unit():
    exercise = number(0.125, mistakes=(Mistake("squared", 12.5, "Squared."),))
    assert exercise.check(12.5).mistake == "squared"


def test_the_numbers_of_the_section_are_recognised():
    exercise = number(0.5, live=(("x0 = 0.3 of the section", 0.9),))
    verdict = exercise.check(0.9)
    assert verdict.mistake == "the section's numbers"
    assert verdict.message == (
        "Not yet. This is the answer for x0 = 0.3 of the section. The question has its own numbers."
    )


# Right only where it was tested.


def knows_the_tests(x, y):
    if (x, y) in {(0.5, 2.0), (1.5, -1.0), (2.5, 0.25)}:
        return np.sin(x) / (2 * y) + x**3
    return 0.0


def test_a_function_right_at_the_tested_points_only_is_told_where_it_is_not():
    verdict = wave().check(knows_the_tests)
    assert verdict.mistake == Code.RIGHT_IN_PLACES
    assert verdict.message.startswith("Not yet. Right at some points, not at others. At `wave(0.4")
    assert verdict.message == wave().check(knows_the_tests).message


def test_the_exercise_can_name_the_points():
    size = Code(
        **TEXTS, **HERE, name="size", answer=abs, tests=((1.0,), (2.0,)), more=((-3.0,), (4.0,))
    )
    assert size.check(lambda x: x).message.endswith(
        "At `size(-3)` your function returns `-3`, but `3` is right."
    )
    assert size.check(lambda x: max(x, -x)).status is Status.RIGHT


def test_points_where_the_reference_fails_are_not_asked():
    root = Code(
        **TEXTS, **HERE, name="root", answer=np.sqrt, tests=((4.0,),), more=((-4.0,), (9.0,))
    )
    assert root.check(lambda x: abs(x) ** 0.5).status is Status.RIGHT


def test_what_is_printed_at_more_points_stays_hidden(capsys):
    def chatty(x, y):
        print(x)
        return np.sin(x) / (2 * y) + x**3

    assert wave().check(chatty).status is Status.RIGHT
    assert capsys.readouterr().out == "0.5\n1.5\n2.5\n"


# Right by a way that the lesson does not ask for.


def test_a_loop_where_a_product_is_asked_for_is_half_right():
    dot = Code(
        **TEXTS,
        **HERE,
        name="dot",
        answer=lambda a, b: a @ b,
        tests=((np.array([1.0, 2.0]), np.array([3.0, 4.5])),),
        detours=(Detour("loop", source.has_loop, "Write it as one product."),),
    )
    verdict = dot.check(lambda a, b: sum(p * q for p, q in zip(a, b, strict=True)))
    assert (verdict.status, verdict.mistake) == (Status.HALF, "loop")
    assert verdict.message == "Half right. Write it as one product."
    assert dot.check(np.dot).status is Status.RIGHT


# Code that never ends.


def spins(*arguments):
    while True:
        pass


def sleeps(*arguments):
    time.sleep(60)


def catches(*arguments):
    while True:
        try:
            time.sleep(0.01)
        except Exception:
            continue


def catches_all(*arguments):
    while True:
        try:
            time.monotonic()
        except:  # noqa: E722
            continue


ENDLESS = [spins, sleeps, catches, catches_all]
needs_signals = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no timer signals")


@needs_signals
@pytest.mark.parametrize("function", ENDLESS)
def test_a_call_without_end_is_interrupted(function):
    with pytest.raises(TookTooLong):
        call_within(0.2, function)
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)
    assert signal.getsignal(signal.SIGALRM) == signal.SIG_DFL


def in_thread(work):
    """Do some work in another thread and return what came of it."""
    found = queue.Queue()
    thread = threading.Thread(target=lambda: found.put(work()))
    thread.start()
    thread.join(20)
    return found.get_nowait()


@pytest.mark.parametrize("function", [spins, catches])
def test_a_loop_without_end_is_interrupted_in_another_thread(function):
    def work():
        try:
            return call_within(0.2, function)
        except TookTooLong:
            return "interrupted"

    assert in_thread(work) == "interrupted"
    assert in_thread(lambda: call_within(5, max, 2, 3)) == 3


@needs_signals
def test_a_timer_of_somebody_else_still_rings():
    rung = []
    earlier = signal.signal(signal.SIGALRM, lambda number, frame: rung.append(number))
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.3)
        assert call_within(5, max, 2, 3) == 3
        with pytest.raises(TookTooLong):
            call_within(0.1, spins)
        assert rung == []
        time.sleep(0.5)
        assert rung == [signal.SIGALRM]
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, earlier)


@needs_signals
def test_a_timer_that_outlives_its_call_stops_itself():
    rings = []
    call_within(5, lambda: rings.append(signal.getsignal(signal.SIGALRM)))
    earlier = signal.signal(signal.SIGALRM, rings[0])
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.01, 0.01)
        time.sleep(0.1)
        assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, earlier)


class WithoutEnd:
    """A sequence that has an entry in every place."""

    def __len__(self):
        return 3

    def __getitem__(self, place):
        return 1.0


@needs_signals
def test_a_result_without_end_is_interrupted(monkeypatch):
    monkeypatch.setattr(reading, "SECONDS", 0.2)
    assert "was still at work" in wave().check(lambda x, y: WithoutEnd()).message
    assert "a sequence of more than" in wave().check(lambda x, y: range(10**9)).message
    assert "a sequence of more than" in number(1.0).check(range(10**9)).message


@needs_signals
def test_calls_may_be_nested():
    def outer():
        with pytest.raises(TookTooLong):
            call_within(0.1, spins)
        spins()

    with pytest.raises(TookTooLong):
        call_within(0.4, outer)


def test_an_exception_of_the_function_passes():
    with pytest.raises(ZeroDivisionError):
        call_within(5, lambda: 1 / 0)


@needs_signals
def test_an_endless_function_gets_its_sentence_after_one_test(monkeypatch):
    monkeypatch.setattr(reading, "SECONDS", 1.0)
    stopped = []

    def counted(seconds, function):
        try:
            return call_within(seconds, function)
        except TookTooLong:
            stopped.append(function)
            raise

    monkeypatch.setattr(reading, "call_within", counted)
    verdict = wave().check(spins)
    assert verdict.message == (
        "Not yet. At `wave(0.5, 2)` your function was still at work after 1 seconds and was "
        "stopped; perhaps a loop in it never ends."
    )
    assert len(stopped) == 1


KERNEL = """
import time
from mlcalc.exercises import reading, gradient_descent as exercises
reading.SECONDS = 0.5
"""


@needs_signals
def test_the_kernel_lives_on():
    manager, client = start_new_kernel()
    try:
        assert run(client, KERNEL) == ("ok", "")
        for body in (
            "while True: pass",
            "time.sleep(60)",
            "while True:\n        try: time.sleep(0.01)\n        except Exception: pass",
            "while True: print('x' * 1000)",
        ):
            status, text = run(
                client, f"def step(*a):\n    {body}\nprint(exercises.write_step.check(step))"
            )
            assert status == "ok"
            assert "still at work" in text
            assert len(text) < 2 * reading.MOST_PRINTED
            assert run(client, "print(6 * 7)") == ("ok", "42\n")
        status, text = run(client, "import signal; print(signal.getitimer(signal.ITIMER_REAL))")
        assert (status, text) == ("ok", "(0.0, 0.0)\n")
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def run(client, code):
    """Run a cell, and return its status and what it printed."""
    printed = []

    def hear(message):
        if message["msg_type"] == "stream":
            printed.append(message["content"]["text"])

    reply = client.execute_interactive(code, output_hook=hear, timeout=60)
    return reply["content"]["status"], "".join(printed)


def test_the_limit_is_some_seconds():
    assert 2 <= time_limit.SECONDS <= 10


# A function of an earlier exercise that is still to be written.


def helper(x): ...


def test_a_call_of_a_function_that_is_not_written_yet():
    def unpacks(x):
        value, rate = helper(x)
        return value * rate

    def takes_a_part(x):
        return helper(x)[0]

    def multiplies(x):
        return 2 * helper(x)

    def inner(x):
        pass

    def calls_one_beside_it(x):
        return 2 * inner(x)

    exercise = Code(
        **TEXTS, **HERE, name="f", answer=lambda x: x**2, tests=((1.0,), (2.0,), (3.0,))
    )  # fmt: skip
    for answer in (unpacks, takes_a_part, multiplies):
        verdict = exercise.check(answer)
        assert verdict.status is Status.WRONG
        assert verdict.message.endswith(
            "A function that you call returns nothing. Is your `helper` written?"
        )
    assert exercise.check(calls_one_beside_it).message.endswith("Is your `inner` written?")


def test_none_without_such_a_function_is_no_call_of_one():
    def multiplies_none(x):
        return 2 * None

    exercise = Code(
        **TEXTS, **HERE, name="f", answer=lambda x: x**2, tests=((1.0,), (2.0,), (3.0,))
    )  # fmt: skip
    assert "returns nothing" not in exercise.check(multiplies_none).message
