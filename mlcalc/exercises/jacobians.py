"""The exercises and predictions of the chapter on Jacobians, in the order of its sections."""

import numpy as np

from mlcalc.exercises import progress
from mlcalc.exercises.drawing import Axis, Curve, DrawnPrediction
from mlcalc.exercises.engine import Choice, Code, Detour, Markdown, Mistake, Number, Point
from mlcalc.exercises.kinds import FromPicture, Matching, Shape, WrongLine
from mlcalc.exercises.prediction import Option, Prediction
from mlcalc.exercises.reading import outcome


class Vector(Point):
    """A question whose answer is a vector, given as a list or as a column, shape (n, 1)."""

    def _read(self, answer: object) -> np.ndarray:
        column = isinstance(answer, np.ndarray | list | tuple) and len(answer) == len(self.answer)
        if column and all(np.shape(entry) == (1,) for entry in answer):
            answer = [entry[0] for entry in answer]
        return super()._read(answer)


# 1: kinds of functions.

match_kinds = Matching(
    title="which kind is it",
    prompt="Which kind of function is each of these?",
    items={
        "1": "the height of a hill at a place of the map",
        "2": "where a ball is on a table, some seconds after it was thrown",
        "3": "what a taxi costs for so many kilometres",
        "4": "the five sums $W x + b$ of a layer with three inputs",
    },
    choices={
        "a": "one number in, one number out",
        "b": "several numbers in, one out",
        "c": "one number in, several out",
        "d": "several numbers in, several out",
    },
    answer="bcad",
    right="Count what goes in and what comes out: that decides the shape of the derivative.",
    mistakes=(
        Mistake(
            "in and out exchanged",
            "cbad",
            "For the hill and the ball you exchanged what goes in and what comes out. The place on "
            "the map is two numbers, and they go in.",
        ),
        Mistake(
            "a time is two numbers",
            "bdad",
            "For the ball one number goes in: the time. What comes out is a place.",
        ),
        Mistake(
            "a layer with one output",
            "bcab",
            "The layer returns five sums, not one.",
        ),
    ),
    hints=(
        "For each of them say: what do you have to know, and what do you get?",
        "A place on a map or on a table is two numbers.",
        "The taxi is the plain case. The layer takes three numbers and returns five.",
    ),
    worked="""
        - hill: a place (two numbers) goes in, a height comes out;
        - ball: a time goes in, a place comes out;
        - taxi: one number in, one out;
        - layer: three numbers in, five out.

        ```python
        answer = "bcad"
        ```
        """,
)

# 2: the table of slopes.

_table = np.array([[12.0, 4.0], [3.0, 24.0]])

jacobian_entries = Point(
    title="four slopes",
    prompt=r"""
        What is the Jacobian of $f(x_1, x_2) = (x_1^2 x_2,\; 3 x_1 + 4 x_2^2)$ at $(2, 3)$? Give it
        as two rows: `[[a, b], [c, d]]`.
        """,
    answer=_table,
    right="A row for each output, a column for each input.",
    mistakes=(
        Mistake(
            "transposed",
            _table.T,
            "The four numbers are right, and in denominator layout this would be the table. Here "
            "each output has a row: the first row holds the slopes of the first output.",
        ),
        Mistake("rows exchanged", _table[::-1], "The rows have changed places: output 1 is first."),
        Mistake(
            "columns exchanged",
            _table[:, ::-1],
            "The columns have changed places: the slope along the first input comes first.",
        ),
        Mistake(
            "point exchanged",
            [[12, 9], [3, 16]],
            "You put in the two inputs in the wrong order: the first one is 2.",
        ),
        Mistake(
            "held factor dropped",
            [[4, 1], [3, 24]],
            "In the first row you dropped the factor that is held still. A constant factor stays.",
        ),
        Mistake(
            "product rule",
            [[16, 16], [3, 24]],
            "In the first row you used the product rule, as if both inputs moved. One of them is "
            "held still.",
        ),
        Mistake(
            "power not brought down",
            [[12, 4], [3, 12]],
            "In the second row the exponent did not come down as a factor.",
        ),
        Mistake(
            "power not lowered",
            [[12, 4], [3, 72]],
            "In the second row the exponent came down as a factor, but did not drop by one.",
        ),
        Mistake(
            "terms for slopes",
            [[12, 4], [6, 36]],
            "The second row holds the two terms themselves. Their slopes are asked for.",
        ),
        Mistake(
            "held term kept",
            [[12, 4], [3 + 4 * 3**2, 3 * 2 + 8 * 3]],
            "In the second row you kept the term that is held still. A constant term has the "
            "slope 0.",
        ),
        Mistake(
            "first power not brought down",
            [[2 * 3, 2**2], [3, 24]],
            "In the first row the exponent did not come down as a factor.",
        ),
        Mistake(
            "point not put in",
            [[12, 4], [3, 8]],
            "In the second row the point is not put in: the slope is $8 x_2$.",
        ),
        Mistake(
            "first row only",
            [[12, 4], [0, 0]],
            "The second output has slopes too.",
        ),
        Mistake(
            "cross slopes lost",
            [[12, 0], [0, 24]],
            "Each output may depend on each input: there are four slopes.",
        ),
    ),
    hints=(
        "Begin with the first output. What are its slopes along both inputs? That is the first "
        "row.",
        "Hold one input still: then it is a constant factor or a constant term.",
        r"The rows are $(2 x_1 x_2,\; x_1^2)$ and $(3,\; 8 x_2)$. Put in the point.",
    ),
    worked=r"""
        First output: $\frac{\partial}{\partial x_1} x_1^2 x_2 = 2 x_1 x_2$ and
        $\frac{\partial}{\partial x_2} x_1^2 x_2 = x_1^2$.

        Second output: $3$ and $8 x_2$.

        ```python
        x1, x2 = 2, 3
        answer = [[2 * x1 * x2, x1**2], [3, 8 * x2]]
        ```
        """,
)


def _central(f, x, gap):
    columns = []
    for j in range(len(x)):
        step = np.zeros(len(x))
        step[j] = gap
        columns.append((f(x + step) - f(x - step)) / (2 * gap))
    return np.stack(columns, axis=1)


def _one_sided(f, x, gap):
    steps = gap * np.eye(len(x))
    return np.stack([(f(x + step) - f(x)) / gap for step in steps], axis=1)


def _not_set_back(f, x, gap):
    steps = gap * np.tril(np.ones((len(x), len(x))))
    return np.stack([(f(x + step) - f(x - step)) / (2 * gap) for step in steps], axis=1)


def three_outputs(x):
    """Return three numbers for an array of two: an argument of the exercise."""
    return np.array([x[0] ** 2 * x[1], np.sin(x[0]), x[0] - x[1] ** 3])


def two_outputs(x):
    """Return two numbers for an array of two: another argument of the exercise."""
    return np.array([x[0] * x[1] ** 2, np.exp(x[0]) + 3 * x[1]])


def one_output(x):
    """Return an array of one number for an array of three: a third argument of the exercise."""
    return np.array([x[0] * x[1] + x[2] ** 3])


write_jacobian = Code(
    title="write the Jacobian",
    prompt="""
        Write a function that returns the Jacobian of `f` at `x`, by central differences: one `gap`
        to each side along one input after the other. `f` takes an array and returns an array.

        ```python
        def jacobian(f, x, gap):
            ...
        ```

        `np.zeros(3)` is an array of three zeros. `np.stack(columns, axis=1)` puts arrays from a
        list side by side, as the columns of a table.
        """,
    name="jacobian",
    answer=_central,
    tests=(
        (three_outputs, np.array([1.0, 2.0]), 0.5),
        (two_outputs, np.array([0.5, -1.0]), 0.25),
        (one_output, np.array([1.0, -0.5, 2.0]), 0.5),
    ),
    more=((two_outputs, np.array([-0.7, 0.4]), 0.3), (three_outputs, np.array([0.2, 1.9]), 0.5)),
    right="It serves every function: with it you can check each formula of this chapter.",
    mistakes=(
        Mistake(
            "one side only",
            _one_sided,
            "You step to one side only. A central difference steps to both.",
        ),
        Mistake(
            "transposed",
            lambda f, x, gap: _central(f, x, gap).T,
            "Each output has a column in your table. In this course it has a row: what one input "
            "does stands in a column.",
        ),
        Mistake(
            "gap not doubled",
            lambda f, x, gap: 2 * _central(f, x, gap),
            "The two places are twice the gap apart: divide by that.",
        ),
        Mistake(
            "not divided",
            lambda f, x, gap: 2 * gap * _central(f, x, gap),
            "These are changes. A slope is a change divided by the way.",
        ),
        Mistake(
            "sign",
            lambda f, x, gap: -_central(f, x, gap),
            "You subtracted the other way round: later minus earlier.",
        ),
        Mistake(
            "all inputs at once",
            lambda f, x, gap: (f(x + gap) - f(x - gap)) / (2 * gap),
            "You moved all inputs at once. Move one, and hold the others still.",
        ),
        Mistake(
            "added along the inputs",
            lambda f, x, gap: _central(f, x, gap).sum(axis=1),
            "You added up what the inputs do. Each of them keeps its column.",
        ),
        Mistake(
            "step not set back",
            _not_set_back,
            "The step of the input before is still in it. Make a new step of zeros for each input.",
        ),
        Mistake(
            "backward",
            lambda f, x, gap: _one_sided(f, x, -gap),
            "You step to one side only, backwards. A central difference steps to both.",
        ),
        Mistake(
            "first input only",
            lambda f, x, gap: _central(f, x, gap)[:, :1],
            "Your table has one column. There is one for each input.",
        ),
        Mistake(
            "values",
            lambda f, x, gap: f(x),
            "This is the value of f. The slopes are asked for.",
        ),
    ),
    hints=(
        "What does one input do to all outputs? That is one column. Begin with it.",
        "Make a step that is zero but for one entry: `step = np.zeros(len(x))`, then "
        "`step[j] = gap`.",
        "Column j is `(f(x + step) - f(x - step)) / (2 * gap)`. Collect the columns in a list and "
        "stack them.",
    ),
    worked="""
        One input after the other is moved; all others are held still. What this does to all
        outputs is a column.

        ```python
        import numpy as np

        def jacobian(f, x, gap):
            columns = []
            for j in range(len(x)):
                step = np.zeros(len(x))
                step[j] = gap
                columns.append((f(x + step) - f(x - step)) / (2 * gap))
            return np.stack(columns, axis=1)
        ```
        """,
)

# 3: what happens to a tiny square.

IMAGES = ([[1, 0], [1, 1]], [[2, 0], [0, 0.5]], [[1, -1], [1, 1]], [[1, 1], [0, 1]])

match_images = Matching(
    title="four images of a square",
    prompt=r"""
        The square with the corners $(0, 0)$, $(1, 0)$, $(1, 1)$, $(0, 1)$ was sent through four
        maps. Which matrix belongs to which picture?
        """,
    items={"1": "picture 1", "2": "picture 2", "3": "picture 3", "4": "picture 4"},
    choices={
        "a": r"$\begin{bmatrix} 1 & -1 \\ 1 & 1 \end{bmatrix}$",
        "b": r"$\begin{bmatrix} 2 & 0 \\ 0 & 0.5 \end{bmatrix}$",
        "c": r"$\begin{bmatrix} 1 & 1 \\ 0 & 1 \end{bmatrix}$",
        "d": r"$\begin{bmatrix} 1 & 0 \\ 1 & 1 \end{bmatrix}$",
    },
    answer="dbac",
    right="The full arrow is the first column, the dashed one the second.",
    mistakes=(
        Mistake(
            "rows for columns",
            "cbad",
            "You read the rows as arrows. Where does the matrix send (1, 0)? That is its first "
            "column.",
        ),
        Mistake(
            "turned and stretched",
            "dabc",
            "Pictures 2 and 3 have changed places. In which of them do the arrows keep their "
            "directions?",
        ),
    ),
    hints=(
        "Where does each matrix send the corner (1, 0)?",
        "Multiplied by (1, 0), a matrix returns its first column: the full arrow.",
        "Two of the matrices send (1, 0) to (1, 1). They differ in their second column.",
    ),
    worked="""
        The full arrow is the image of (1, 0), the first column. It ends at (1, 1), (2, 0), (1, 1)
        and (1, 0). The dashed one is the second column. It ends at (0, 1), (0, 0.5), (-1, 1) and
        (1, 1).

        ```python
        answer = "dbac"
        ```
        """,
)

SPANNED = np.array([[2.0, 1.5], [1.0, 2.0]])

read_determinant = FromPicture(
    title="a determinant off a picture",
    prompt="""
        The two arrows are the columns of a Jacobian, the full one is the first. How large is its
        determinant? Read it off to 0.2.
        """,
    answer=2.5,
    tolerance=0.2,
    right="The full arrow turns anticlockwise into the dashed one, so it is positive.",
    mistakes=(
        Mistake("sign", -2.5, "The size is right. Which product is taken away from which?"),
        Mistake(
            "added",
            5.5,
            "You added the two products. The determinant is their difference.",
        ),
        Mistake("half of it", 1.25, "This is the triangle between the arrows, half of the area."),
        Mistake(
            "first product only",
            4.0,
            "This is one of two products. The other one is taken away from it.",
        ),
        Mistake(
            "second product only",
            1.5,
            "This is the product that is taken away. From what?",
        ),
        Mistake("entries added", 6.5, "You added the four numbers. Multiply crosswise first."),
        Mistake(
            "frame",
            10.5,
            "This is the area of the upright frame around the parallelogram. Its corners do not "
            "belong to it.",
        ),
        Mistake(
            "dot product",
            5.0,
            "This is the dot product of the two arrows. The determinant multiplies crosswise.",
        ),
        Mistake("one over it", 0.4, "You divided the square by the parallelogram."),
        Mistake(
            "along the rows",
            2 * 1.5 - 1 * 2,
            "You multiplied along the rows. The products go crosswise.",
        ),
    ),
    hints=(
        "Read off where the two arrows end: four numbers.",
        "Put the numbers of the full arrow into the first column, those of the dashed one into "
        "the second.",
        "The columns are (2, 1) and (1.5, 2). The determinant is $ad - bc$.",
    ),
    worked="""
        The full arrow ends at (2, 1), the dashed one at (1.5, 2). Crosswise: 2 times 2, less 1.5
        times 1.

        ```python
        answer = 2 * 2 - 1.5 * 1
        ```
        """,
)

wrong_determinant = WrongLine(
    title="a page with one wrong line",
    prompt=r"""
        Somebody asks what $f(x_1, x_2) = (x_1 x_2^2,\; x_1^2 - x_2)$ makes of the area of a tiny
        square at $(3, 2)$. One line is wrong. Which one, and what ought to come out there?
        """,
    lines=(
        r"first row: $(x_2^2,\; 2 x_1 x_2)$, at $(3, 2)$ this is $(4, 12)$",
        r"second row: $(2 x_1,\; -1)$, at $(3, 2)$ this is $(6, -1)$",
        r"$\det J = 4 \cdot (-1) + 12 \cdot 6 = 68$",
        "so the area becomes larger",
    ),
    answer=(3, -76.0),
    right="The second product is taken away. The square is turned over and 76 times as large.",
    mistakes=(
        Mistake("the first row", 1, "Row 1 is sound: each time the other input is held still."),
        Mistake("the second row", 2, "Row 2 is sound: these are the slopes of the second output."),
        Mistake(
            "the last line",
            4,
            "It becomes larger in any case: the size of the determinant is far above 1.",
        ),
        Mistake(
            "sign lost",
            (3, 76.0),
            "This is the line, and the size is right. Which sign has the first product?",
        ),
        Mistake(
            "one sign turned",
            (3, -68.0),
            "This is the line. You turned the sign of the whole; only the second product is taken "
            "away.",
        ),
        Mistake(
            "along the rows",
            (3, 54.0),
            "This is the line. You multiplied along the rows; the products go crosswise.",
        ),
        Mistake("nothing mended", (3, 68.0), "This is the line, but this value stands there now."),
    ),
    hints=(
        "Are the four slopes right? Hold one input still each time.",
        "Write down the determinant of a table with the rows (a, b) and (c, d).",
        "It is $ad - bc$. Mind the sign of the last entry.",
    ),
    worked=r"""
        Both rows are right. Line 3 adds where it must subtract:

        - as it stands: $4 \cdot (-1) + 12 \cdot 6 = 68$
        - right: $4 \cdot (-1) - 12 \cdot 6 = -76$

        ```python
        answer = 3, 4 * (-1) - 12 * 6
        ```
        """,
)

# 4: one function inside another.

_outer, _inner = np.array([[6.0, 4.0], [1.0, 12.0]]), np.array([4.0, 3.0])

chain_along_curve = Vector(
    title="along a curve",
    prompt=r"""
        $g(t) = (t^2, 3t)$ and $f(u_1, u_2) = (u_1 u_2,\; u_1 + u_2^2)$. What is the derivative of
        $f(g(t))$ at $t = 2$? Give its two entries.
        """,
    scaffold=r"""
        Fill in the gaps:

        - at $t = 2$ it is $g = (4, 6)$ and $g' = (\ldots, \ldots)$
        - the Jacobian of $f$ has the rows $(u_2, u_1)$ and $(1, \ldots)$; put in $(4, 6)$
        - multiply this table by the column $g'$
        """,
    answer=_outer @ _inner,
    right="Each output of f hears of t over both entries of g.",
    mistakes=(
        Mistake(
            "table transposed",
            _outer.T @ _inner,
            "The Jacobian of f is transposed: each output of f has a row.",
        ),
        Mistake(
            "outer one at t",
            np.array([[2, 2], [1, 4]]) @ _inner,
            "You put t into the Jacobian of f. It belongs at g(t), which is (4, 6).",
        ),
        Mistake(
            "inner one forgotten",
            _outer.sum(axis=1),
            "You added up the rows: the derivative of g is missing.",
        ),
        Mistake(
            "g for its derivative",
            _outer @ [4, 6],
            "You multiplied by g itself. Its derivative belongs there.",
        ),
        Mistake(
            "one way only",
            np.diag(_outer) * _inner,
            "Each output of f hears of t over one entry only. There are two ways.",
        ),
        Mistake("values", (24, 40), "This is f(g(t)) itself, the value."),
        Mistake("exchanged", (40, 36), "The two entries have changed places."),
        Mistake(
            "inner entries exchanged",
            _outer @ _inner[::-1],
            "The entries of the derivative of g have changed places.",
        ),
        Mistake(
            "first way only",
            _outer[:, 0] * _inner[0],
            "This is what comes over the first entry of g. Add what comes over the second.",
        ),
        Mistake(
            "second way only",
            _outer[:, 1] * _inner[1],
            "This is what comes over the second entry of g. Add what comes over the first.",
        ),
        Mistake(
            "power not brought down",
            np.array([[6, 4], [1, 6]]) @ _inner,
            "In the second row the exponent of the square did not come down as a factor.",
        ),
    ),
    hints=(
        "Two derivatives are needed: the Jacobian of f, 2 x 2, and the derivative of g, a column.",
        "Put g(2) = (4, 6) into the Jacobian of f, not 2.",
        "The rows are (6, 4) and (1, 12), the column is (4, 3).",
    ),
    worked=r"""
        $g(2) = (4, 6)$ and $g'(t) = (2t, 3)$, at $2$: $(4, 3)$.

        $J_f = \begin{bmatrix} u_2 & u_1 \\ 1 & 2 u_2 \end{bmatrix}$, at $(4, 6)$:
        $\begin{bmatrix} 6 & 4 \\ 1 & 12 \end{bmatrix}$. Times the column: $6 \cdot 4 + 4 \cdot 3$
        and $1 \cdot 4 + 12 \cdot 3$.

        ```python
        answer = 6 * 4 + 4 * 3, 1 * 4 + 12 * 3
        ```
        """,
)

# 5: from the left.


def _pulled(row, jacobians):
    for jacobian in jacobians:
        row = row @ jacobian
    return row


_squares = [
    np.array([[1.0, 2.0], [0.5, -1.0]]), np.array([[0.0, 1.5], [-2.0, 1.0]]),
    np.array([[3.0, 0.5], [1.0, 2.0]]),
]  # fmt: skip
_wide = [np.array([[1.0, 2.0, 0.5], [0.0, -1.0, 3.0]]), np.array([[2.0], [1.0], [-1.0]])]


def _multiplies_two_tables(function):
    """Say whether a function like pull_back multiplies two matrices, neither of them a row."""
    noticed = []

    def plain(value):
        if isinstance(value, list | tuple):
            return type(value)(map(plain, value))
        return value.view(np.ndarray) if isinstance(value, Watched) else value

    def watched(value):
        return value.view(Watched) if isinstance(value, np.ndarray) else value

    class Watched(np.ndarray):
        """A matrix that notices by what it is multiplied."""

        def __array_ufunc__(self, ufunc, method, *inputs, **more):
            if ufunc is np.matmul:
                notice(inputs)
            more = {name: plain(value) for name, value in more.items()}
            return watched(getattr(ufunc, method)(*map(plain, inputs), **more))

        def __array_function__(self, called, types, inputs, more):
            if called is np.dot:
                notice(inputs)
            return super().__array_function__(called, types, inputs, more)

        def dot(self, other, out=None):
            return np.dot(self, other)

    def notice(factors):
        if all(min(np.shape(factor), default=1) > 1 for factor in factors):
            noticed.append(all(np.ndim(factor) == 2 for factor in factors))

    matrices = [matrix.view(Watched) for matrix in _squares]
    outcome(function, (np.array([1.0, -0.5]), matrices), quiet=True)
    return any(noticed)


pull_back = Code(
    title="a row through many layers",
    prompt="""
        `jacobians` is a list of matrices, from the outputs to the inputs. `row` is the derivative
        of a loss by the outputs. Write a function that returns the derivative of the loss by the
        inputs, and never multiplies two matrices.

        ```python
        def pull_back(row, jacobians):
            ...
        ```
        """,
    name="pull_back",
    answer=_pulled,
    tests=((np.array([1.0, -0.5]), _squares), (np.array([0.3, 2.0]), _squares[:2])),
    more=((np.array([1.0, 2.0]), _wide), (np.array([2.0, 1.0]), _squares[::-1])),
    detours=(
        Detour(
            "two matrices multiplied",
            _multiplies_two_tables,
            "The numbers are right, but here two matrices were multiplied. Multiply the row by the "
            "first matrix, and go on with the new row.",
        ),
    ),
    right="This is backpropagation: a row goes from the loss to the inputs, one layer at a time.",
    mistakes=(
        Mistake(
            "from the other end",
            lambda row, jacobians: _pulled(row, jacobians[::-1]),
            "You went through the list from its end. The first matrix belongs to the outputs, "
            "where the row comes from.",
        ),
        Mistake(
            "as a column",
            lambda row, jacobians: _pulled(row, [j.T for j in jacobians]),
            "You multiplied the matrix by the row as if it were a column. The row stands on the "
            "left.",
        ),
        Mistake(
            "entry by entry",
            lambda row, jacobians: row * np.prod(jacobians, axis=0),
            "You multiplied entry by entry. A row times a matrix is `row @ J`.",
        ),
        Mistake(
            "the first only",
            lambda row, jacobians: row @ jacobians[0],
            "You stopped after the first matrix. The row must go through all of them.",
        ),
        Mistake(
            "the last only",
            lambda row, jacobians: row @ jacobians[-1],
            "Only the last matrix is in it: in each turn go on with the row of the turn before.",
        ),
        Mistake(
            "added up",
            lambda row, jacobians: row @ np.sum(jacobians, axis=0),
            "You added the matrices. One function stands inside the other: multiply.",
        ),
        Mistake(
            "the matrices only",
            lambda row, jacobians: np.linalg.multi_dot(jacobians),
            "This is the product of the matrices. The row is missing, and the large products were "
            "to be avoided.",
        ),
        Mistake("nothing done", lambda row, jacobians: row, "The row has gone through no matrix."),
        Mistake(
            "the first left out",
            lambda row, jacobians: _pulled(row, jacobians[1:]),
            "The first matrix is left out. Counting begins at 0.",
        ),
        Mistake(
            "the last left out",
            lambda row, jacobians: _pulled(row, jacobians[:-1]),
            "The last matrix is left out.",
        ),
    ),
    hints=(
        "What becomes of the row in the first matrix? It is a row again.",
        "Go through the list with `for J in jacobians:`, and let the row be the new one each time.",
        "In the loop stands `row = row @ J`, after it `return row`.",
    ),
    worked="""
        A row times a matrix is a row. So it goes on, from one matrix to the next.

        ```python
        def pull_back(row, jacobians):
            for J in jacobians:
                row = row @ J
            return row
        ```
        """,
)

# 6: two layouts.

which_layout = Matching(
    title="which layout is it",
    prompt="In which layout was each of these lines written? $A$ is $m \\times n$.",
    items={
        "1": r"$\frac{\partial}{\partial x} (A x) = A$",
        "2": r"$\frac{\partial}{\partial x} (a^\top x) = a$",
        "3": r"$\frac{\partial}{\partial x} (x^\top A) = A$, with $x$ of $m$ entries",
        "4": r"$\frac{\partial}{\partial x} (x^\top x) = 2 x^\top$",
        "5": r"$\frac{\partial}{\partial x} (A x + b) = A^\top$",
    },
    choices={"a": "numerator layout", "b": "denominator layout"},
    answer="abbab",
    right="In numerator layout each output has a row, so one output has a row only.",
    mistakes=(
        Mistake(
            "always the other one",
            "baaba",
            "All of them are turned around. In numerator layout a row belongs to an output.",
        ),
        Mistake(
            "as it stands",
            "abaab",
            "One line is deceptive: its outputs are those of $A^\\top x$. Which shape has its "
            "Jacobian, and which shape has A?",
        ),
    ),
    hints=(
        "Count outputs and inputs. What shape has the right-hand side?",
        "Outputs times inputs is numerator layout, inputs times outputs the other one.",
        "In line 3 there are n outputs and m inputs, and the right-hand side is m x n.",
    ),
    worked="""
        1: m outputs, n inputs, and A is m x n: numerator. 2: a column for one output: denominator.
        3: n outputs, m inputs, A is m x n, so inputs times outputs: denominator. 4: a row for one
        output: numerator. 5: n x m for m outputs: denominator.

        ```python
        answer = "abbab"
        ```
        """,
)

# 7: vectors, entry by entry.

_A, _x, _b = np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([1.0, 2.0]), np.array([1.0, 1.0])

quadratic_gradient = Vector(
    title="the gradient of a quadratic form",
    prompt=r"""
        $A = \begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}$ and $x = (1, 2)$. What is the gradient
        of $x^\top A x$ by $x$ there?
        """,
    answer=(_A + _A.T) @ _x,
    right="Row and column both leave something, and here they differ.",
    mistakes=(
        Mistake(
            "as if symmetric",
            2 * _A @ _x,
            "This would be right if A were symmetric. Here its columns leave something else than "
            "its rows.",
        ),
        Mistake(
            "the transpose twice",
            2 * _A.T @ _x,
            "You took what the columns leave twice. The rows leave something else.",
        ),
        Mistake(
            "rows only",
            _A @ _x,
            "This is what the rows leave. The variable stands in the columns too.",
        ),
        Mistake(
            "columns only",
            _A.T @ _x,
            "This is what the columns leave. The variable stands in the rows too.",
        ),
        Mistake("halved", (_A + _A.T) @ _x / 2, "There is no half in front of this form."),
        Mistake("exchanged", ((_A + _A.T) @ _x)[::-1], "The entries have changed places."),
        Mistake(
            "squares only",
            2 * np.diag(_A) * _x,
            "Only the squares are in it. The mixed terms have slopes too.",
        ),
        Mistake(
            "mixed terms only",
            (_A + _A.T - 2 * np.diag(np.diag(_A))) @ _x,
            "Only the mixed terms are in it. The squares have slopes too.",
        ),
        Mistake(
            "subtracted",
            (_A - _A.T) @ _x,
            "You subtracted what rows and columns leave. Add them.",
        ),
        Mistake(
            "the diagonal once",
            (_A + _A.T - np.diag(np.diag(_A))) @ _x,
            "A square has the slope twice its factor times the variable: it stands in row and "
            "column.",
        ),
        Mistake(
            "column sums",
            _A.sum(axis=0) * _x,
            "You added up each column and multiplied by one variable.",
        ),
    ),
    hints=(
        "Which terms hold the first variable? Look into row 1 and column 1.",
        "Two sums: one along the row, one down the column.",
        "It is $(A + A^\\top) x$. First add A and its transpose.",
    ),
    worked=r"""
        $A + A^\top = \begin{bmatrix} 2 & 5 \\ 5 & 8 \end{bmatrix}$, times $(1, 2)$.

        ```python
        answer = 2 * 1 + 5 * 2, 5 * 1 + 8 * 2
        ```
        """,
)

wrong_quadratic = WrongLine(
    title="another page with one wrong line",
    prompt=r"""
        Somebody looks for the slope of $\alpha = x^\top A x$ along $x_1$, with
        $A = \begin{bmatrix} 2 & 1 \\ 5 & 3 \end{bmatrix}$, at $x = (2, 1)$. One line is wrong.
        Which one, and what ought to come out there?
        """,
    lines=(
        r"$\alpha = \sum_{i=1}^{2} \sum_{j=1}^{2} a_{ij} x_i x_j$",
        r"at $x$ this is $2 \cdot 4 + 1 \cdot 2 + 5 \cdot 2 + 3 \cdot 1 = 23$",
        r"three of the four terms hold $x_1$",
        r"$\frac{\partial \alpha}{\partial x_1} = \sum_{j=1}^{2} a_{1j} x_j"
        r" = 2 \cdot 2 + 1 \cdot 1 = 5$",
        r"so $\alpha$ grows with $x_1$",
    ),
    answer=(4, 14.0),
    right="The variable stands in a row and in a column: there are two sums.",
    mistakes=(
        Mistake("the sum", 1, "This is the form, written entry by entry."),
        Mistake("the value", 2, "The four terms are right, and so is their sum."),
        Mistake("the count", 3, "All terms but $a_{22} x_2 x_2$ hold it."),
        Mistake("the last line", 5, "It only reads off the sign of the slope."),
        Mistake(
            "the column only",
            (4, 9.0),
            "This is the line. You have what the column leaves; the row leaves something too.",
        ),
        Mistake(
            "the row twice",
            (4, 10.0),
            "This is the line. Doubling would be right if A were symmetric.",
        ),
        Mistake(
            "the other variable",
            (4, 18.0),
            "This is the line, but this is the slope along the other variable.",
        ),
        Mistake(
            "both slopes added",
            (4, 32.0),
            "This is the line. You added the slopes along both variables; they are not added.",
        ),
        Mistake("nothing mended", (4, 5.0), "This is the line, but this value stands there now."),
    ),
    hints=(
        "Write down the four terms with their numbers in front.",
        "The form is $2 x_1^2 + 6 x_1 x_2 + 3 x_2^2$. What is its slope along the first variable?",
        "A sum along row 1, and a sum down column 1.",
    ),
    worked=r"""
        Three terms hold $x_1$: $a_{11} x_1 x_1$, $a_{12} x_1 x_2$ and $a_{21} x_2 x_1$. Line 4 has
        only what the row leaves:

        - as it stands: $2 \cdot 2 + 1 \cdot 1 = 5$
        - right: $(2 \cdot 2 + 1 \cdot 1) + (2 \cdot 2 + 5 \cdot 1) = 14$

        ```python
        answer = 4, (2 * 2 + 1 * 1) + (2 * 2 + 5 * 1)
        ```
        """,
)

_r = _A @ _x - _b

residual_gradient = Vector(
    title="the gradient of a squared residual",
    prompt=r"""
        $A = \begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}$ and $b = (1, 1)$. What is the gradient of
        $\lVert A x - b \rVert^2$ by $x$ at $x = (1, 2)$?
        """,
    answer=2 * _A.T @ _r,
    right="The transpose sends each residual back to the inputs.",
    mistakes=(
        Mistake(
            "factor 2 lost",
            _A.T @ _r,
            "This would be right with a half in front of the square.",
        ),
        Mistake(
            "A for its transpose",
            2 * _A @ _r,
            "You multiplied the residual by A. What goes back to the inputs is multiplied by its "
            "transpose.",
        ),
        Mistake(
            "inner derivative forgotten",
            2 * _r,
            "This is the gradient by the residual. The inner derivative is missing.",
        ),
        Mistake("b forgotten", 2 * _A.T @ _A @ _x, "The b is forgotten: the residual is A x - b."),
        Mistake(
            "b untouched by the transpose",
            2 * (_A.T @ _A @ _x - _b),
            "The transpose belongs in front of the whole residual, in front of b too.",
        ),
        Mistake("sign", -2 * _A.T @ _r, "The sign is turned: you took b - A x as residual."),
        Mistake(
            "norm not squared",
            _A.T @ _r / np.linalg.norm(_r),
            "This is the gradient of the length itself. Its square is asked for.",
        ),
        Mistake(
            "mean of halves",
            _A.T @ _r / 2,
            "You divided by the number of rows and by 2. There is neither here.",
        ),
        Mistake("no residual", 2 * _A.T @ _x, "The residual was replaced by x."),
        Mistake("exchanged", (2 * _A.T @ _r)[::-1], "The entries have changed places."),
        Mistake("b added", 2 * _A.T @ (_A @ _x + _b), "You added b. The residual is A x - b."),
    ),
    hints=(
        "First compute the residual A x - b.",
        "The outer function is the squared length: its gradient is twice the residual.",
        "The residual is (4, 10). Multiply it by the transpose of A, and by 2.",
    ),
    worked=r"""
        The residual is $A x - b = (5, 11) - (1, 1) = (4, 10)$. The gradient is $2 A^\top (4, 10)$.

        ```python
        answer = 2 * (1 * 4 + 3 * 10), 2 * (2 * 4 + 4 * 10)
        ```
        """,
)

# 8: by a matrix.

_delta, _input = np.array([2.0, -1.0]), np.array([1.0, 3.0])
_outer_product = np.outer(_delta, _input)

weights_gradient = Point(
    title="the gradient by the weights",
    prompt=r"""
        A layer computes $z = W x$ with $x = (1, 3)$. At its sums the loss $J$ has the slopes
        $\delta = (2, -1)$. What is the derivative of $J$ by $W$, in the shape of $W$? Give it as
        two rows: `[[a, b], [c, d]]`.
        """,
    answer=_outer_product,
    right="Entry i, j is the slope at the output times what came in: $\\delta_i x_j$.",
    mistakes=(
        Mistake(
            "transposed",
            _outer_product.T,
            "The numbers are right, and in numerator layout this would be the table. In the shape "
            "of W a row belongs to an output.",
        ),
        Mistake(
            "inputs only",
            np.outer([1, 1], _input),
            "The slopes of the loss are missing: this is how the sums depend on the weights.",
        ),
        Mistake("sign", -_outer_product, "The sign is turned around: this is the way to descend."),
        Mistake(
            "one slope for both",
            np.outer([2, 2], _input),
            "Each row has its own slope of the loss.",
        ),
        Mistake(
            "slopes in rows",
            np.outer([1, 1], _delta),
            "You filled the rows with the slopes. Where are the inputs?",
        ),
        Mistake(
            "slopes in columns",
            np.outer(_delta, [1, 1]),
            "The inputs are missing: this is the derivative by a bias, in each column.",
        ),
        Mistake(
            "diagonal only",
            np.diag(_delta * _input),
            "You multiplied number by number. Each weight joins one input and one output: there "
            "are four products.",
        ),
        Mistake(
            "added",
            _delta[:, None] + _input,
            "You added slope and input. The rates multiply.",
        ),
        Mistake("mean", _outer_product / 2, "There is no mean here: one example, no half."),
        Mistake(
            "rows exchanged",
            _outer_product[::-1],
            "The rows have changed places: output 1 comes first.",
        ),
    ),
    hints=(
        "Which of the two sums depends on the weight in row 1, column 2? By which factor?",
        "A weight w_ij multiplies input j and goes into sum i only.",
        "Entry i, j is delta_i times x_j.",
    ),
    worked=r"""
        $z_i = \sum_k w_{ik} x_k$. In this sum the weight $w_{ij}$ is the factor of $x_j$, so
        $\frac{\partial J}{\partial w_{ij}} = \delta_i x_j$.

        ```python
        answer = [[2 * 1, 2 * 3], [-1 * 1, -1 * 3]]
        ```
        """,
)

# 9: true only if.

rescue = Choice(
    title="when are they the same",
    prompt=r"""
        The derivative of $\operatorname{tr}(A X B X^\top)$ is $A X B + A^\top X B^\top$. A handout
        has $A^\top X (B + B^\top)$. Which condition makes the two the same for every $X$, whatever
        the other matrix is?
        """,
    choices={
        "a": "$B$ is symmetric",
        "b": "$A$ and $B$ must both be symmetric",
        "c": "$X$ is square",
        "d": "$A$ is symmetric",
    },
    answer="d",
    right="Then the first term begins with the transpose too, and B may be any matrix.",
    mistakes=(
        Mistake(
            "B symmetric",
            "a",
            "With a symmetric B the right one is $(A + A^\\top) X B$, the other one "
            "$2 A^\\top X B$: they differ.",
        ),
        Mistake(
            "both symmetric",
            "b",
            "That is enough, but more than is needed. Is there a condition that says less?",
        ),
        Mistake("X square", "c", "The size of X changes nothing in the two formulas."),
    ),
    hints=(
        "Multiply out the bracket of the handout: two terms.",
        "Compare the two terms with those of the right formula. One agrees already.",
        "$A X B$ and $A^\\top X B$ must agree for every X.",
    ),
    worked="""
        Multiplied out, the handout has $A^\\top X B + A^\\top X B^\\top$. The second term is right.
        The first one should be $A X B$. They agree for every X if $A^\\top = A$.

        Answer d.
        """,
)

# 10: the workbench.

workbench_limits = Choice(
    title="what holds means",
    prompt="""
        The workbench says of your claim that it holds: on random data of several sizes both sides
        agree to six digits. What do you know now?
        """,
    choices={
        "a": "The claim is proved, for all matrices and vectors of all sizes.",
        "b": "It is very likely right, but places that random data do not hit may be exceptions.",
        "c": "Nothing: numbers can never say anything about a formula.",
        "d": "It is right for the data that were tried, and for no other.",
    },
    answer="b",
    right="One counterexample refutes. Any number of examples only makes it likely.",
    mistakes=(
        Mistake(
            "proved",
            "a",
            "Some data were tried, not all. Random numbers do not hit zero, for example, where the "
            "length of a vector has no gradient.",
        ),
        Mistake(
            "nothing",
            "c",
            "A wrong formula agrees with random numbers only by a rare accident. That is worth a "
            "lot, and a single counterexample is a refutation.",
        ),
        Mistake(
            "only there",
            "d",
            "The data were not chosen to please the claim. It would be strange if it held just "
            "there.",
        ),
    ),
    hints=(
        "What would a counterexample be? Would the workbench have to meet it?",
        "Think of the length of x, at x = 0.",
        "Is it more than nothing, and less than a proof?",
    ),
    worked="""
        Random data are like any data: a wrong formula fails on them as a rule. What they do not
        meet are single places, such as 0, and errors below the sixth digit. So the claim is very
        likely right, and a proof is still a proof.

        Answer b.
        """,
)

# 11: least squares.

wrong_least_squares = WrongLine(
    title="least squares with one wrong line",
    prompt=r"""
        $R(\theta) = \frac{1}{m} \lVert y - X \theta \rVert^2$ with one parameter $\theta$ and
        $m = 4$ examples: $X = (1, 2, 3, 4)^\top$, $y = (2, 2, 5, 5)$. Somebody looks for its
        derivative at $\theta = 1$. One line is wrong. Which one, and what ought to come out there?
        """,
    lines=(
        r"the residuals are $r = y - X \theta = (1, 0, 2, 1)$",
        r"the squared length $\lVert r \rVert^2$ has by $r$ the derivative "
        r"$2 r^\top = (2, 0, 4, 2)$",
        r"the residuals have the derivative $-X = (-1, -2, -3, -4)^\top$ by $\theta$",
        r"$\frac{dR}{d\theta} = 2 r^\top (-X) = -(2 + 0 + 12 + 8) = -22$",
        r"it is negative: a larger $\theta$ makes $R$ smaller here",
    ),
    answer=(4, -5.5),
    right="The mean has a factor 1/m, and a constant factor stays.",
    mistakes=(
        Mistake("the residuals", 1, "2 - 1, 2 - 2, 5 - 3 and 5 - 4: the line is right."),
        Mistake("the outer derivative", 2, "It is a row, twice the residuals: the line is right."),
        Mistake("the inner derivative", 3, "Theta stands behind a minus: the line is right."),
        Mistake("the last line", 5, "It only reads off the sign."),
        Mistake(
            "the 2 lost as well",
            (4, -2.75),
            "This is the line. You divided by m, but the 2 of the square is gone.",
        ),
        Mistake(
            "only halved",
            (4, -11.0),
            "This is the line. A half is the factor of another loss; here it is 1/m.",
        ),
        Mistake(
            "sign",
            (4, 5.5),
            "This is the line, and the size is right. The inner derivative is negative.",
        ),
        Mistake("nothing mended", (4, -22.0), "This is the line, but this value stands there now."),
    ),
    hints=(
        "Go from line to line: what is differentiated by what?",
        "Compare the function R with the squared length in line 2.",
        "R has a factor in front of the squared length. Where is it in line 4?",
    ),
    worked=r"""
        Lines 1 to 3 are right. In line 4 the $\frac{1}{m}$ of $R$ is lost:

        - as it stands: $2 r^\top (-X) = -22$
        - right: $\frac{2}{4} r^\top (-X) = -5.5$

        Where the derivative is zero, this makes no difference. For a step of gradient descent it
        does: it would be four times too long.

        ```python
        answer = 4, -(2 + 0 + 12 + 8) / 4
        ```
        """,
)

# Mixed review.

review_shapes = Shape(
    title="review: one map after another",
    prompt="""
        $g$ takes 5 numbers and returns 3, $f$ takes 3 and returns 2. For $f(g(x))$, which shape has
        the Jacobian?
        """,
    answer=(2, 5),
    right="Outputs times inputs of the whole; the 3 in between is gone.",
    mistakes=(
        Mistake("the outer one", (2, 3), "This is the Jacobian of f alone."),
        Mistake("the inner one", (3, 5), "This is the Jacobian of g alone."),
        Mistake(
            "transposed",
            (5, 2),
            "The sizes are right. In the layout of this course each output has a row.",
        ),
    ),
    hints=(
        "How many numbers go in, and how many come out in the end?",
        "Write the two shapes below each other: 2 x 3 times 3 x 5.",
        "The inner sizes agree and are gone.",
    ),
    worked="""
        $J_f$ is 2 x 3, $J_g$ is 3 x 5, their product 2 x 5.

        ```python
        answer = (2, 5)
        ```
        """,
)

review_chain = Number(
    title="review: one function in another",
    prompt="What is the slope of $(2x - 1)^4$ at $x = 2$?",
    answer=4 * 3**3 * 2.0,
    right="Outer slope at the inner value, times the inner slope.",
    mistakes=(
        Mistake("inner slope forgotten", 4 * 3**3, "The inner slope, 2, is missing."),
        Mistake("value", 3**4, "This is the value. The slope is asked for."),
        Mistake(
            "power not lowered",
            4 * 3**4 * 2,
            "The exponent came down as a factor, but did not drop by one.",
        ),
        Mistake("power not brought down", 3**3 * 2, "The exponent did not come down as a factor."),
        Mistake("inner slope alone", 2, "This is the inner slope alone."),
        Mistake(
            "outer slope at x",
            4 * 2**3 * 2,
            "The outer slope belongs at the inner value, 3, not at x.",
        ),
        Mistake(
            "outer slope at x, inner forgotten",
            4 * 2**3,
            "The outer slope belongs at the inner value, and the inner slope is missing.",
        ),
        Mistake("added", 4 * 3**3 + 2, "You added the slopes. Along a chain they multiply."),
        Mistake(
            "the 1 lost",
            4 * 4**3 * 2,
            "The inner value is 2 times 2, less 1.",
        ),
        Mistake(
            "inner slope squared",
            4 * 3**3 * 4,
            "The inner slope counts once.",
        ),
    ),
    hints=(
        "What is the inner function, and what is its slope?",
        "The outer one is a fourth power, at the inner value 3.",
        "4 times 3 to the third, times 2.",
    ),
    worked="""
        The inner value is 3, the outer slope there 4 times 27, the inner slope 2.

        ```python
        answer = 4 * 3**3 * 2
        ```
        """,
)

review_direction = Number(
    title="review: a slope in a direction",
    prompt="""
        At a point the gradient is $(3, -4)$. What is the slope in the direction $(0.6, 0.8)$?
        """,
    answer=3 * 0.6 - 4 * 0.8,
    right="It goes down that way, though the gradient is 5 long.",
    mistakes=(
        Mistake("length of the gradient", 5.0, "This is the slope in the steepest direction."),
        Mistake("sign", 1.4, "The size is right. Which of the two products is the larger one?"),
        Mistake("first product only", 1.8, "This is what comes along x. Add what comes along y."),
        Mistake("second product only", -3.2, "This is what comes along y. Add what comes along x."),
        Mistake("entries added", -1.0, "You added the entries of the gradient. Where is the way?"),
        Mistake(
            "divided by the length",
            -0.28,
            "The direction has the length 1 already: nothing is left to be divided.",
        ),
        Mistake("multiplied", 1.8 * -3.2, "You multiplied the two products. Add them."),
        Mistake("exchanged", 0.0, "The entries were exchanged."),
        Mistake(
            "the arrows subtracted",
            np.hypot(2.4, -4.8),
            "You took the distance of the two arrows. The slope is their dot product.",
        ),
    ),
    hints=(
        "Multiply entry by entry.",
        "Then add: the dot product of gradient and direction.",
        "3 times 0.6, and -4 times 0.8.",
    ),
    worked="""
        The slope is the dot product of the gradient with the unit arrow.

        ```python
        answer = 3 * 0.6 + (-4) * 0.8
        ```
        """,
)

review_rate = Choice(
    title="review: a learning rate",
    prompt="""
        Gradient descent on $f(x) = 5x^2$ with the learning rate 0.25, from $x = 1$. What does the
        path do?
        """,
    choices={
        "a": "it comes closer to 0, from one side",
        "b": "it jumps to and fro across 0 and comes closer",
        "c": "it jumps to and fro across 0 and goes away",
        "d": "it is at 0 after one step",
    },
    answer="c",
    right="Rate times curvature is 2.5: each step multiplies x by 1 - 2.5 = -1.5.",
    mistakes=(
        Mistake("one side", "a", "That needs rate times curvature below 1. Compute one step."),
        Mistake("closer", "b", "It does jump across. Where is it after the first step?"),
        Mistake("one step", "d", "That needs rate times curvature equal to 1. What is it here?"),
    ),
    hints=(
        "What is the slope at 1, and where does the first step lead?",
        "The slope is 10x. The step from 1 is 0.25 times 10.",
        "From 1 to -1.5, and on.",
    ),
    worked="""
        The slope is 10x, so each step leads from x to x - 2.5x = -1.5x: to the other side, and
        further away.

        Answer c.
        """,
)

review_weights = Shape(
    title="review: gradients of a layer",
    prompt="""
        A network reads 20 examples at once: `X` has the shape (20, 3), and the first layer computes
        `X @ W` with 5 units. Which shape has the derivative of the loss by `W`, as it is used in
        gradient descent?
        """,
    answer=(3, 5),
    right="It is subtracted from W, so it has the shape of W.",
    mistakes=(
        Mistake("the sums", (20, 5), "This is the shape of `X @ W`. By what is differentiated?"),
        Mistake(
            "transposed",
            (5, 3),
            "The sizes are right. `X @ W` must exist: which shape has `W`?",
        ),
        Mistake("the inputs", (20, 3), "This is the shape of the inputs."),
    ),
    hints=(
        "It is subtracted from W in the end.",
        "`X @ W` has the shape (20, 5). Which shape has `W`?",
        "(20, 3) times what is (20, 5)?",
    ),
    worked="""
        (20, 3) times (3, 5) is (20, 5). So `W` is (3, 5), and so is the gradient.

        ```python
        answer = (3, 5)
        ```
        """,
)

review_diagonal = Choice(
    title="review: an activation as a map",
    prompt="""
        An activation is applied to each of three numbers, $a_i = \\tanh(z_i)$. How does the
        Jacobian of $a$ by $z$ look?
        """,
    choices={
        "a": "a 3 x 3 table with zeros beside its diagonal",
        "b": "three numbers in a row",
        "c": "a 3 x 3 table without zeros",
        "d": "one number, the product of the three slopes",
    },
    answer="a",
    right="Output i depends on input i only.",
    mistakes=(
        Mistake(
            "three numbers",
            "b",
            "These three numbers are in it, but three outputs by three inputs are nine slopes.",
        ),
        Mistake("full", "c", "Does the second output change when the first input moves?"),
        Mistake("product", "d", "That is the determinant of the table, not the table."),
    ),
    hints=(
        "How many outputs are there, how many inputs?",
        "Which of the nine slopes are zero?",
        "Move the first input: which outputs change?",
    ),
    worked="""
        Three outputs and three inputs make nine slopes. Output i depends on input i alone, so all
        others are zero: a diagonal table.

        Answer a.
        """,
)

# Predictions.

patch_area = DrawnPrediction(
    title="a patch far away",
    question="Give a place by its distance r from you and the angle of its direction. Take a small "
    "square of these numbers: 0.4 of distance wide, 0.4 of angle high (in radians). On the ground "
    "it is a patch between two arcs and two rays. How many times as large as the square is the "
    "patch, if its middle lies at the distance r?",
    across=Axis("distance r", 0.2, 2, "", "the distance"),
    up=Axis("area of patch / area of square", 0, 4, "", "the ratio of areas"),
    true=Curve("a straight line: the ratio is r", lambda r: r),
    why="One side of the patch is as long as that of the square, at any distance. The other one is "
    "an arc, and at the distance r it is r times as long as its angle. So the ratio is r: half at "
    "0.5, the same at 1, double at 2.",
    mistakes=(
        Mistake(
            "always the same",
            lambda r: 1 + 0 * np.asarray(r),
            "You kept the area the same. Far away the two rays are further apart.",
        ),
        Mistake(
            "by the square",
            lambda r: np.asarray(r) ** 2,
            "You let it grow as the square of r. Both sides would have to grow; one of them keeps "
            "its length.",
        ),
        Mistake(
            "smaller far away",
            lambda r: np.minimum(1 / np.asarray(r), 4),
            "You let it shrink, as things far away look smaller. On the ground the rays part.",
        ),
        Mistake(
            "twice as steep",
            lambda r: 2 * np.asarray(r),
            "At the distance 1 an arc is as long as its angle: there the areas are the same.",
        ),
    ),
)

smaller_square = Prediction(
    title="a tenth of the size",
    question="A bent map sends a square to a bent patch, and the Jacobian sends it to a "
    "parallelogram. Now make the side of the square a tenth as long, and look at both through a "
    "magnifying glass that enlarges ten times more. How far apart are they under the glass?",
    options=(
        Option(
            "a",
            "As far as before: everything was only made smaller.",
            "No. That would be so if a map were bent as much over a short way as over a long one.",
        ),
        Option(
            "b",
            "They lie on each other exactly.",
            "No. They come close, but a bent line remains bent.",
        ),
        Option(
            "c",
            "Further apart, because the glass shows errors ten times as large.",
            "No. The glass does that, but the gap itself has become about a hundred times smaller.",
        ),
        Option(
            "d",
            "About a tenth as far.",
            "Yes. The gap itself shrinks about a hundredfold, as that of a tangent plane does; the "
            "glass gives back a factor of ten.",
        ),
    ),
    happened="d",
)

which_first = Prediction(
    title="which one first",
    question="A square is stretched to twice its width, and then given a quarter turn. Another one "
    "is given the quarter turn first, and is then stretched to twice its width. What comes out?",
    options=(
        Option(
            "a",
            "The same rectangle.",
            "No. A quarter turn makes width of height: the stretch then meets another side.",
        ),
        Option(
            "b",
            "Two rectangles of the same area, one upright and one lying.",
            "Yes. Both areas are doubled, but what is stretched first stands upright in the end. "
            "The two products of matrices differ.",
        ),
        Option(
            "c",
            "Two rectangles of different area.",
            "No. Each of the maps multiplies areas by its determinant, 2 and 1, in any order.",
        ),
    ),
    happened="b",
)

which_side = Prediction(
    title="from which side",
    question="A network has 1000 inputs, two layers of 100 units, and one number at its end: the "
    "loss. Its derivative is a product of three matrices, 1 × 100 times 100 × 100 times 100 × "
    "1000. Multiply the left two first, or the right two first: which order needs fewer "
    "multiplications?",
    options=(
        Option(
            "a",
            "Neither: the product is the same, so the work is the same.",
            "No. The product is the same. The work is not: what lies in between has other sizes.",
        ),
        Option(
            "b",
            "The left two first: about half as many.",
            "No. It is the left, but the difference is much larger.",
        ),
        Option(
            "c",
            "The left two first: about one in ninety.",
            "Yes. From the left there is only ever a row: 110 thousand multiplications. From the "
            "right a table of 100 × 1000 is made on the way: more than 10 million.",
        ),
        Option(
            "d",
            "The right two first, because the inputs are computed first.",
            "No. That is the order of the forward pass. For the derivative the product may be "
            "taken in any order, and from the right it is a table that is carried along.",
        ),
    ),
    happened="c",
)

terms_with_one = Prediction(
    title="how many terms hold it",
    # Each term in a piece that no line breaks.
    question="With three variables xᵀAx is a sum of nine terms: a₁₁~x₁~x₁, a₁₂~x₁~x₂, and so on to "
    "a₃₃~x₃~x₃. In how many of them does x₂ stand?".replace("~", "\N{NO-BREAK SPACE}"),
    options=(
        Option(
            "a",
            "In five.",
            "Yes. In the three terms of row 2 and in the three of column 2; the term of the square "
            "is in both, so it is five.",
        ),
        Option(
            "b",
            "In three: a third of nine.",
            "No. That is row 2 alone. It stands in column 2 as well.",
        ),
        Option(
            "c",
            "In six: three in its row and three in its column.",
            "No. The term in the middle, of the square, is counted twice that way.",
        ),
        Option(
            "d",
            "In four.",
            "No. Count the mixed terms: two in the row, two in the column. Then the square.",
        ),
    ),
    happened="a",
)


def summary() -> Markdown:
    """Return the chapter's predictions beside what happened, and how far its exercises are."""
    return progress.summary(__name__)
