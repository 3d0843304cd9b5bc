"""What an explorer leaves in the kernel when its cell is run again, in JupyterLab in Chromium."""

from lab import open_notebook

SETTLED = 10
"""Runs before the first that counts: they fill the caches of Python and matplotlib."""

EXPLORER = """
import gc, psutil
from {module} import {name}

{name}()
"""

MEMORY = "gc.collect(); print(psutil.Process().memory_info().rss / 2**20)"


def measure(explorer: tuple[str, str], count: int) -> dict:
    """Return the kernel's memory in MB before and after so many runs of the explorer's cell."""
    module, name = explorer
    cells = [EXPLORER.format(module=module, name=name), MEMORY]
    with open_notebook(cells, extension=True) as page:
        memory = [_memory_after(page, runs) for runs in (SETTLED, count)]
    return {"explorer": name, "runs": count, "memory": memory}


def _memory_after(page, count: int) -> float:
    explorer, asked = (page.locator(".jp-CodeCell").nth(n) for n in (0, 1))
    for _ in range(count):
        _run(page, explorer)
        page.wait_for_timeout(250)  # the old view says farewell, the new one its size
    _run(page, asked)
    return float(asked.locator(".jp-OutputArea-output").inner_text())


def _run(page, cell) -> None:
    prompt = cell.locator(".jp-InputPrompt")
    before = prompt.text_content()
    cell.locator(".cm-content").click()
    page.keyboard.press("Control+Enter")
    page.wait_for_function(
        "([prompt, old]) => /\\d/.test(prompt.textContent) && prompt.textContent !== old",
        arg=[prompt.element_handle(), before],
    )
