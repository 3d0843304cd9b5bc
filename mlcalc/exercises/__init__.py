"""Questions that check an answer on the spot: the engine, then one module a chapter.

In a notebook: ``from mlcalc.exercises import gradient_descent as exercises``.
"""
