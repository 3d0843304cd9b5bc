"""The panels of exercises in JupyterLab: radio buttons, Check, Hint and Solution."""

import base64
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from lab import LONG
from playwright.sync_api import expect

from mlcalc.exercises import derivatives
from mlcalc.exercises.panel import Panel

CELLS = [
    "from mlcalc.exercises import derivatives as exercises",
    "exercises.best_gap",
    "exercises.write_slope",
    "exercises.best_gap",
    "exercises.curves_and_slopes",
    "exercises.wrong_quotient",
]


@pytest.fixture(scope="module")
def lab(opened, server):
    """Open a notebook with exercises of each look, and run it."""
    lab = opened(server.write("panels.ipynb", CELLS))
    lab.run_all()
    return lab


@pytest.fixture
def panels(lab):
    found = lab.page.locator(".mlcalc-exercise")
    expect(found).to_have_count(5, timeout=LONG)
    return found


def test_question_and_choices_are_typeset(panels, lab):
    choice = panels.nth(0)
    expect(choice).to_contain_text("Exercise: how small a gap.", timeout=LONG)
    expect(choice.locator("label mjx-container")).to_have_count(3, timeout=LONG)
    assert "$" not in choice.inner_text()
    group = choice.get_by_role("radiogroup")
    expect(group).to_have_accessible_name(re.compile("Exercise: how small a gap"))
    expect(panels.nth(1).locator("pre")).to_contain_text("def slope(f, x, gap):")
    assert panels.nth(1).get_by_role("radio").count() == 0
    assert panels.nth(1).get_by_role("button").all_inner_texts() == ["Hint", "Solution"]
    assert lab.complaints == []


def test_a_choice_is_checked_with_the_mouse(panels, lab):
    choice, again = panels.nth(0), panels.nth(2)
    verdict = choice.locator(".mlcalc-verdict")
    choice.get_by_role("button", name="Check").click()
    expect(verdict).to_have_text("Choose first.", timeout=LONG)
    for mistake in derivatives.best_gap.mistakes:
        choice.locator(f"input[value={mistake.answer}]").click()
        expect(verdict).to_have_text("", timeout=LONG)
        choice.get_by_role("button", name="Check").click()
        expect(verdict).to_contain_text("Not yet.", timeout=LONG)
        expect(verdict).to_contain_text(mistake.message, timeout=LONG)
        expect(again.locator(f"input[value={mistake.answer}]")).to_be_checked()
    choice.locator(f"input[value={derivatives.best_gap.answer}]").click()
    choice.get_by_role("button", name="Check").click()
    expect(verdict).to_contain_text("Right.", timeout=LONG)
    expect(verdict).to_have_attribute("role", "status")
    assert lab.complaints == []
    assert lab.troubles() == []


def test_a_choice_is_checked_with_the_keyboard(panels, lab):
    choice, keyboard = panels.nth(0), lab.page.keyboard
    choice.locator("input[value=b]").click()
    keyboard.press("ArrowDown")
    expect(choice.locator("input[value=c]")).to_be_checked()
    keyboard.press("ArrowUp")
    keyboard.press("ArrowUp")
    expect(choice.locator("input[value=a]")).to_be_checked()
    expect(choice.locator("input[value=a]")).to_be_focused()
    keyboard.press("Tab")
    expect(choice.get_by_role("button", name="Check")).to_be_focused()
    keyboard.press("Enter")
    verdict = derivatives.best_gap.check("a").message
    expect(choice.locator(".mlcalc-verdict")).to_contain_text(verdict[:6], timeout=LONG)
    expect(choice.get_by_role("button", name="Check")).to_be_focused()
    # No key has moved on to another cell.
    expect(lab.page.locator(".jp-Cell.jp-mod-selected")).to_have_count(1)
    expect(lab.page.locator(".jp-Cell.jp-mod-selected .mlcalc-exercise")).to_have_count(1)


def test_hints_come_one_by_one_and_the_solution_when_asked(panels, lab):
    panel, hints = panels.nth(0), panels.nth(0).locator(".mlcalc-hints")
    expect(hints).to_be_empty()
    for number in (1, 2, 3):
        panel.get_by_role("button", name="Hint").click()
        expect(hints).to_contain_text(f"Hint {number} of 3.", timeout=LONG)
    expect(hints.locator("mjx-container")).to_have_count(2, timeout=LONG)
    panel.get_by_role("button", name="Hint").click()
    solution = panel.locator(".mlcalc-solution")
    expect(solution).to_be_empty()
    panel.get_by_role("button", name="Solution").click()
    expect(solution).to_contain_text(f"Answer {derivatives.best_gap.answer}.", timeout=LONG)
    assert hints.inner_text().count("Hint 3 of 3.") == 1
    assert lab.complaints == []
    assert lab.troubles() == []


def test_letters_are_matched_in_menus(panels, lab):
    panel = panels.nth(3)
    menus, verdict = panel.get_by_role("combobox"), panel.locator(".mlcalc-verdict")
    expect(menus).to_have_count(4, timeout=LONG)
    expect(menus.nth(3)).to_have_accessible_name(re.compile("^4: "), timeout=LONG)
    for menu, letter in zip(menus.all()[:3], derivatives.curves_and_slopes.answer[:3], strict=True):
        menu.select_option(letter)
    panel.get_by_role("button", name="Check").click()
    expect(verdict).to_have_text("Choose first.", timeout=LONG)
    menus.nth(3).select_option("b")
    panel.get_by_role("button", name="Check").click()
    expect(verdict).to_contain_text("3 of 4 are right.", timeout=LONG)
    menus.nth(3).select_option("a")
    expect(verdict).to_have_text("", timeout=LONG)
    panel.get_by_role("button", name="Check").click()
    expect(verdict).to_contain_text("Right.", timeout=LONG)
    assert lab.complaints == []


def test_a_wrong_line_is_clicked(panels, lab):
    panel, verdict = panels.nth(4), panels.nth(4).locator(".mlcalc-verdict")
    expect(panel.locator("label mjx-container").first).to_be_visible(timeout=LONG)
    for line, words in (("3", "Line 3 is sound"), ("5", "Half right. Line 5 is the wrong one.")):
        panel.locator(f"input[value='{line}']").click()
        panel.get_by_role("button", name="Check").click()
        expect(verdict).to_contain_text(words, timeout=LONG)
    assert lab.complaints == []


def test_nothing_in_a_panel_keeps_readers_out(panels, lab):
    found = Axe().run(lab.page, context={"include": [[".mlcalc-exercise"]]}).response["violations"]
    assert [
        problem["id"] for problem in found if problem["impact"] in {"serious", "critical"}
    ] == []


ALONE = """async (code) => {
  const { default: widget } = await import(`data:text/javascript;base64,${code}`);
  const values = {
    question: "Which $x$?", choices: [["a", "up"], ["b", "down"]], items: [["1", "a line"]],
    chosen: { 1: "b" }, verdict: "", hints: ["one", "two"], solution: "",
  };
  const heard = {};
  const model = {
    get: (name) => values[name],
    set: (name, value) => { values[name] = value; heard[name]?.(); },
    save_changes() {},
    on: (event, then) => { heard[event.slice(7)] = then; },
    off: (event) => { delete heard[event.slice(7)]; },
  };
  const end = widget.render({ model, el: document.body });
  model.set("verdict", "Not yet.");
  await new Promise((then) => setTimeout(then, 100));
  const menu = document.querySelector("select");
  const before = menu.value;
  menu.value = "a";
  menu.dispatchEvent(new Event("change"));
  const text = document.body.innerText;
  end();
  return [text, before, values.chosen, Object.keys(heard)];
}"""


def test_without_jupyterlab_the_text_stands_as_it_is(chromium):
    page = chromium.new_page()
    code = base64.b64encode(Panel._esm.encode()).decode()
    text, before, chosen, heard = page.evaluate(ALONE, code)
    assert (before, chosen, heard) == ("b", {"1": "a"}, [])
    for words in ("Which $x$?", "**1**: a line", "Not yet.", "one two"):
        assert words in text
    page.close()
