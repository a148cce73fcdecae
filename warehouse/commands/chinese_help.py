"""Typer's help in Chinese: its own words, too, which no setting changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from typer.core import TyperCommand, TyperGroup

OPTIONS = "[选项]"
SUBCOMMAND = "命令 [参数]..."
_TITLES = {
    "ARGUMENTS_PANEL_TITLE": "参数",
    "OPTIONS_PANEL_TITLE": "选项",
    "COMMANDS_PANEL_TITLE": "命令",
    "DEFAULT_STRING": "[默认：{}]",
    "REQUIRED_LONG_STRING": "[必填]",
}
if TYPE_CHECKING:
    _Helped = TyperCommand
else:
    _Helped = object


class _Chinese(_Helped):
    """Stands before the command or the group whose help is to be Chinese throughout."""

    def get_help_option(self, ctx: Any) -> Any:
        """Return the option --help with its description."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "显示这份说明"
        return option

    def get_usage(self, ctx: Any) -> str:
        """Return the line that shows how the command is written."""
        return str(super().get_usage(ctx)).replace("Usage: ", "用法：", 1)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Print the help."""
        from typer import rich_utils  # loads much of rich, and only help needs it

        for name, text in _TITLES.items():
            setattr(rich_utils, name, text)
        super().format_help(ctx, formatter)


class Command(_Chinese, TyperCommand):
    """A command."""


class Group(_Chinese, TyperGroup):
    """A group of commands."""
