"""Stands for the page of an explorer: it sends what a reader does and knows what it shows."""

import json

from mlcalc.explorers.engine import Explorer


class Page:
    """One view of an explorer in one tab of the browser."""

    def __init__(self, explorer: Explorer, view: int = 1, tab: str = "tab"):
        self.explorer = explorer
        self.view, self.tab = view, tab
        self.number = 0

    def ask(self, kind: str, **more) -> None:
        """Send a request as the browser does, as JSON."""
        self.number += 1
        request = {"kind": kind, "number": self.number, "who": f"{self.tab}/{self.view}", **more}
        self.explorer.widget._handle_custom_msg(json.loads(json.dumps(request)), [])

    def move(self, name: str, position: int) -> None:
        self.ask("move", changes={name: {"position": position}})

    def type(self, name: str, text: str) -> None:
        self.ask("move", changes={name: {"text": text}})

    def choose(self, name: str, option: str) -> None:
        self.ask("move", changes={name: {"option": option}})

    def press(self, words: str) -> None:
        if words == "Reset":
            self.ask("reset")
        else:
            self.ask("preset", name=words)

    def drag(self, across: float, down: float) -> None:
        self.ask("pointer", at=[across, down])

    def fit(self, ratio: float, stacked: bool = False) -> None:
        self.ask("fit", ratio=ratio, stacked=stacked)

    def reveal(self, on: bool = True) -> None:
        self.ask("reveal", on=on)

    def open_table(self, opened: bool = True) -> None:
        self.ask("table", open=opened)

    def show(self) -> None:
        self.ask("view", page=self.tab, view=self.view, shown=True)

    def leave(self) -> None:
        self.ask("view", page=self.tab, view=self.view, shown=False)

    @property
    def state(self) -> dict:
        """What the page has been told, as it arrives there."""
        return json.loads(json.dumps(self.explorer.widget.state))

    def shown(self, name: str) -> dict:
        return self.state["values"][name]

    @property
    def answered(self) -> int:
        return self.state["answered"][f"{self.tab}/{self.view}"]

    def part(self, name: str) -> dict:
        parts = json.loads(json.dumps(self.explorer.widget.parts))
        return next(control for control in parts["controls"] if control["name"] == name)
