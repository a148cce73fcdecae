"""The command line: ``mingzhang COMMAND``. Exit codes: 0 fine, 1 findings or a failed gate, 2 bad usage or input,
3 another refresh holds the lock, 70 a defect of ours (one line and a log, never a traceback on screen)."""

from __future__ import annotations

import errno
import os
import re
import sys
import tempfile
import traceback
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import typer

from ingest.errors import MingzhangError
from warehouse.commands import documents, published, review
from warehouse.commands.chinese_help import OPTIONS, SUBCOMMAND, Command, Group

_USAGE_ERROR: type[Exception] = typer.BadParameter.__mro__[1]
"""Typer brings its own copy of click or uses the installed one, depending on its version; this is its UsageError."""
_VALUE_ERRORS = (
    (r"(['\w-]+) is not one of (.+?)\.?$", r"\1 不是 \2 之一"),
    (r"valid integer", "应为整数"),
    (r"greater than or equal to (\S+)", r"应不小于 \1"),
    (r"less than or equal to (\S+)", r"应不大于 \1"),
    (r"not in the range (\S+?)\.?$", r"应满足 \1"),
)
"""What typer, or the click it stands on, says of a value, by pattern, and how we say it."""
_SURROUNDINGS = frozenset(
    {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EDQUOT, errno.ENOTDIR, errno.EEXIST}
)
"""Errors of the disk and its permissions: the operator's to mend, not a defect of ours."""

app = typer.Typer(
    name="mingzhang",
    cls=Group,
    options_metavar=OPTIONS,
    subcommand_metavar=SUBCOMMAND,
    help="明账：把部门公开的预决算与绩效报告变成核查过、可比较、可溯源的数字。",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
_COMMANDS = (
    (documents.extract, "mingzhang extract 报告.pdf --out figures.csv --coverage"),
    (documents.check, "mingzhang check 报告.docx"),
    (documents.ingest, "mingzhang ingest 报告.pdf figures.csv"),
    (documents.refresh, "mingzhang refresh --inbox examples"),
    (published.status, "mingzhang status"),
    (published.findings, "mingzhang findings --severity error --year 2023"),
    (review.verdict, "mingzhang verdict 3f2a91c0 explain --reason 年中机构合并，口径不同"),
    (published.sql, "mingzhang sql 'select * from marts.fct_unit_years limit 5'"),
    (published.export, "mingzhang export --out 导出 --format xlsx"),
    (published.dashboard, "mingzhang dashboard"),
    (published.versions, "mingzhang versions"),
    (published.rollback, "mingzhang rollback"),
)
_REVIEW_COMMANDS = (
    (
        "map",
        review.map_figure,
        "mingzhang review map 8f14e45fceea167a:12 公务接待费 --reason 即招待费",
    ),
    ("correct", review.correct, "mingzhang review correct 8f14e45fceea167a:12 --year 2022 --reason 指上年"),
    ("exclude", review.exclude, "mingzhang review exclude 8f14e45fceea167a:12 --reason 是楼层"),
    ("withdraw", review.withdraw, "mingzhang review withdraw 8f14e45fceea167a:12 --reason 改错了"),
    ("alias", review.alias, "mingzhang review alias 公车运维开支 公务用车运行维护费 --reason 本市通行写法"),
)
for _function, _example in _COMMANDS:
    app.command(cls=Command, options_metavar=OPTIONS, epilog=f"例：{_example}")(_function)
review_app = typer.Typer(
    cls=Group,
    options_metavar=OPTIONS,
    subcommand_metavar=SUBCOMMAND,
    context_settings={"help_option_names": ["-h", "--help"]},
    rich_markup_mode="rich",
)
review_app.callback(invoke_without_command=True, epilog="例：mingzhang review --why unmapped")(review.review)
for _name, _decide, _example in _REVIEW_COMMANDS:
    review_app.command(_name, cls=Command, options_metavar=OPTIONS, epilog=f"例：{_example}")(_decide)
app.add_typer(review_app, name="review")


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and end the process with its exit code."""
    sys.exit(run(sys.argv[1:] if arguments is None else list(arguments)))


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code; every error is one line on stderr."""
    try:
        code = app(list(arguments), prog_name="mingzhang", standalone_mode=False)
        return int(code or 0)
    except MingzhangError as error:
        _say(str(error))
        return error.exit_code
    except typer.Abort:
        _say("已取消")
        return 2
    except KeyboardInterrupt:
        _say("已中断；已发布的数据没有改变")
        return 130
    except BrokenPipeError:
        # The reader of our output went away (head, less): not an error of anyone.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        if error.errno not in _SURROUNDINGS:
            return _defect(error)
        _say(f"[io] 无法读写 {error.filename or ''}（{error.strerror}）。请检查磁盘空间与权限")
        return 2
    except _USAGE_ERROR as error:
        _say(_usage_line(error))
        return 2
    except Exception as error:
        return _defect(error)


def _defect(error: Exception) -> int:
    _say(f"[defect] 程序内部错误（{type(error).__name__}）。请把日志 {_write_log()} 发给维护者")
    return 70


def _usage_line(error: Exception) -> str:
    """Return what is wrong with the arguments in one Chinese line."""
    option = getattr(error, "option_name", "")
    parameter = getattr(error, "param", None)
    name = _name_of(parameter) if parameter is not None else ""
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "mingzhang"
    kind = type(error).__name__
    if kind == "NoSuchOption":
        similar = getattr(error, "possibilities", None)
        what = f"没有选项 {option}" + (f"，是不是 {'、'.join(similar)}" if similar else "")
    elif kind == "MissingParameter":
        what = f"缺少参数 {name}"
    elif kind == "BadParameter":
        what = f"参数 {name} 的值不对（{_value_line(str(getattr(error, 'message', error)))}）"
    elif kind == "BadOptionUsage":
        what = f"选项 {option} 缺少值"
    elif kind == "NoArgsIsHelpError":
        return str(getattr(error, "message", error))
    else:
        what = str(getattr(error, "message", error))
        what = f"没有命令 {what.split(chr(39))[1]}" if what.startswith("No such command") else what
    return f"[usage] {what}。用 {path} --help 查看用法"


def _value_line(message: str) -> str:
    """Return in Chinese what is wrong with a value; what is not known stays as the library says it."""
    for pattern, said in _VALUE_ERRORS:
        if found := re.search(pattern, message):
            return found.expand(said)
    return message


def _name_of(parameter: Any) -> str:
    """Return how people see a parameter: an option by how it is written, an argument by its name in the help."""
    return str(parameter.metavar if parameter.param_type_name == "argument" else "/".join(parameter.opts))


def _say(text: str) -> None:
    print(text, file=sys.stderr)


def _write_log() -> Path:
    """Write the traceback where the runs are recorded, or, where that cannot be, in the temporary folder."""
    name = f"defect-{datetime.now():%Y%m%dT%H%M%S}-{os.getpid()}.log"
    home = Path(os.environ.get("MINGZHANG_HOME", "data"))
    for folder in (home / "runs" / "logs", Path(tempfile.gettempdir())):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(traceback.format_exc(), encoding="utf-8")
            return folder / name
        except OSError:
            continue
    return Path(os.devnull)


if __name__ == "__main__":
    main()
