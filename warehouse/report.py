"""What the user sees while work goes on: one line per step and per problem, a bar for long steps; all on stderr."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from rich.console import Console


class Bar(Protocol):
    """A running bar."""

    def set_total(self, total: int) -> None:
        """Say how many steps there will be."""

    def advance(self, label: str = "") -> None:
        """One step is done; ``label`` names what goes on now."""


class _NoBar:
    def set_total(self, total: int) -> None:
        """Nothing is drawn."""

    def advance(self, label: str = "") -> None:
        """Nothing is drawn."""


class Reporter:
    """Lines and bars on stderr, so that stdout holds only results."""

    def __init__(self, console: Console | None = None) -> None:
        """Report to a console other than stderr where one is given."""
        self._given = console

    @cached_property
    def console(self) -> Console:
        """Where lines and bars are printed; loaded with the first of them."""
        from rich.console import Console

        return self._given or Console(stderr=True, highlight=False, soft_wrap=True)

    def line(self, text: str) -> None:
        """Say one thing."""
        self.console.print(text, markup=False)

    def problem(self, text: str) -> None:
        """Say that one thing went wrong, while the run goes on."""
        self.console.print(text, style="yellow", markup=False)

    @contextmanager
    def bar(self, title: str, total: int | None = None) -> Iterator[Bar]:
        """Show a bar while the block runs; nothing is drawn where stderr is no terminal."""
        if not self.console.is_terminal:
            yield _NoBar()
            return
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        columns = (
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TextColumn("{task.fields[label]}"),
        )
        with Progress(*columns, console=self.console, transient=True) as progress:
            task = progress.add_task(title, total=total, label="")

            class _Bar:
                def set_total(self, total: int) -> None:
                    progress.update(task, total=total)

                def advance(self, label: str = "") -> None:
                    progress.update(task, advance=1, label=label[:40])

            yield _Bar()
