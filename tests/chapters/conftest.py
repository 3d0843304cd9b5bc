"""What a chapter says of an explorer is looked up in its values and words, not in its pixels."""

import pytest


@pytest.fixture(autouse=True)
def _no_pictures(request):
    """Leave out painting and laying out, except where a test asks for the picture itself."""
    if "painted" not in request.fixturenames:
        request.getfixturevalue("unpainted")
        request.getfixturevalue("unarranged")


@pytest.fixture
def painted():
    """For tests that look at pixels, or at where things are in the picture."""
