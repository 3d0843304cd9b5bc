"""Settings of all tests."""

import gc

import pytest
from hypothesis import HealthCheck, settings
from ipywidgets.widgets import widget

from mlcalc.figures.canvas import Canvas

# The same examples in every run, and no limit of time for one: shared machines are slow at times.
settings.register_profile(
    "course",
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("course")


def pytest_collection_finish():
    """Leave what the imports have made out of every search for garbage."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _no_widget_stays():
    """Close the widgets that a test has made: ipywidgets keeps alive what is not closed."""
    before = set(widget._instances)
    yield
    for key in widget._instances.keys() - before:
        # To close one may close another that belongs to it.
        if key in widget._instances:
            widget._instances[key].close()


@pytest.fixture
def unpainted(monkeypatch):
    """Where things are, and what is said of them, is known without painting them."""
    monkeypatch.setattr(Canvas, "frame", lambda canvas, hidden=(): b"")


@pytest.fixture
def unarranged(monkeypatch):
    """What is said does not depend on how much room the labels take."""
    monkeypatch.setattr(Canvas, "_lay_out", lambda canvas: canvas.figure.set_layout_engine("none"))


@pytest.fixture(autouse=True)
def _no_pictures_of_chapters(request):
    """What a chapter says of an explorer is in its values and words, not in its pixels."""
    if request.path.parent.name == "chapters" and "painted" not in request.fixturenames:
        request.getfixturevalue("unpainted")
        request.getfixturevalue("unarranged")


@pytest.fixture
def painted():
    """For tests of chapters that look at pixels, or at where things are in the picture."""
