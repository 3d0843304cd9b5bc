"""Cells that are run again."""

from lab import EXPLORERS

LEFT = """
import gc
from mlcalc.explorers.engine import Explorer
explorers = [thing for thing in gc.get_objects() if isinstance(thing, Explorer)]
print(sum(explorer._canvas is not None for explorer in explorers), "drawn of", len(explorers))
"""


def test_an_explorer_whose_cell_is_run_again_gives_up_its_picture(opened, server):
    lab = opened(server.write("again.ipynb", [EXPLORERS[0], "1 + 1"]))
    lab.run_all()
    explorer, asked = lab.page.locator(".jp-CodeCell").first, lab.page.locator(".jp-CodeCell").last
    for _ in range(4):
        prompt = explorer.locator(".jp-InputPrompt")
        before = prompt.text_content()
        explorer.locator(".cm-content").click()
        lab.page.keyboard.press("Control+Enter")
        lab.page.wait_for_function(
            "([prompt, old]) => /\\d/.test(prompt.textContent) && prompt.textContent !== old",
            arg=[prompt.element_handle(), before],
        )
        lab.page.wait_for_timeout(300)
    lab.rewrite(asked, LEFT)
    assert asked.locator(".jp-OutputArea-output").inner_text().strip() == "1 drawn of 5"
    assert lab.complaints == []
    lab.page.context.close()
