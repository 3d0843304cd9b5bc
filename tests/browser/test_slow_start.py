"""A computer on which a widget takes longer to start than anywidget waits for it."""

import re

from lab import EXPLORERS, LONG, number_of
from playwright.sync_api import expect

# anywidget waits two seconds; here it waits for no moment at all.
IMPATIENT = """() => {
  const timeout = AbortSignal.timeout.bind(AbortSignal);
  AbortSignal.timeout = (milliseconds) => timeout(milliseconds === 2000 ? 0 : milliseconds);
}"""
CELLS = [
    EXPLORERS[number_of("DescentOnACurve")],
    "from mlcalc.exercises import gradient_descent as exercises\nexercises.which_regime",
    "exercises.doubled_rate",
]


def test_what_starts_late_is_alive(opened, server):
    lab = opened(server.write("late.ipynb", CELLS), script=f"({IMPATIENT})()")
    lab.run_all()
    curve = lab.explorer(0)
    text = curve.text
    curve.handle("steps").press("Home")
    expect(curve.picture).not_to_have_attribute("alt", text, timeout=LONG)
    panel = lab.page.locator(".mlcalc-exercise")
    panel.get_by_role("button", name="Hint", exact=True).click()
    expect(panel.locator(".mlcalc-hints")).to_contain_text("Hint 1", timeout=LONG)
    question = lab.page.locator(".mlcalc-prediction")
    question.get_by_role("radio").first.check()
    expect(question.locator(".mlcalc-note")).to_contain_text("Noted", timeout=LONG)
    assert lab.complaints
    assert all(re.search("Failed to initialize model", words) for words in lab.complaints)
