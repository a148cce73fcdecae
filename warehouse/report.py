"""What the user sees while work goes on: one line per step and per problem, a bar for long steps; all on stderr."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn


class Bar(Protocol):
    """A running bar."""

    def set_total(self, total: int) -> None:
        """Say how many steps there will be."""

    def advance(self, label: str = "") -> None:
        """One step is done; ``label`` names what goes on now."""


@dataclass
class Reporter:
    """Lines and bars on stderr, so that stdout holds only results."""

    console: Console = field(default_factory=lambda: Console(stderr=True, highlight=False, soft_wrap=True))

    def line(self, text: str) -> None:
        """Say one thing."""
        self.console.print(text, markup=False)

    def problem(self, text: str) -> None:
        """Say that one thing went wrong, while the run goes on."""
        self.console.print(text, style="yellow", markup=False)

    @contextmanager
    def bar(self, title: str, total: int | None = None) -> Iterator[Bar]:
        """Show a bar while the block runs; nothing is drawn where stderr is no terminal."""
        columns = (
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TextColumn("{task.fields[label]}"),
        )
        with Progress(*columns, console=self.console, transient=True, disable=not self.console.is_terminal) as progress:
            task = progress.add_task(title, total=total, label="")

            class _Bar:
                def set_total(self, total: int) -> None:
                    progress.update(task, total=total)

                def advance(self, label: str = "") -> None:
                    progress.update(task, advance=1, label=label[:40])

            yield _Bar()
