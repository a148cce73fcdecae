"""Errors a reader of the message can act on: which file, which place, what is wrong, what to do."""

from __future__ import annotations


class MingzhangError(Exception):
    """Base of all expected errors: ``code`` is stable, ``str(error)`` is one Chinese line for the user.

    ``exit_code`` follows the command line's contract (2 bad usage or input, 3 lock held).
    """

    code = "error"
    exit_code = 2
    advice = ""

    def __init__(self, what: str, *, file: str = "", place: str = "", advice: str = "") -> None:
        """Keep the parts: what is wrong, the file and the place in it, and what to do next."""
        super().__init__(what)
        self.what, self.file, self.place = what, file, place
        self.advice = advice or type(self).advice

    def __str__(self) -> str:
        """Return ``[code] file place：what。advice`` on one line."""
        where = " ".join(part for part in (self.file, self.place) if part)
        text = f"[{self.code}] {where}：{self.what}" if where else f"[{self.code}] {self.what}"
        return f"{text}。{self.advice}" if self.advice else text


class UnreadableFileError(MingzhangError):
    """The file cannot be opened or its structure is broken."""

    code = "unreadable"
    advice = "请确认文件完整，能用办公软件打开后重新导出"


class EmptyFileError(MingzhangError):
    """The file has no bytes, no page, or no text."""

    code = "empty"
    advice = "请换成有内容的文件"


class EncryptedFileError(MingzhangError):
    """The file wants a password."""

    code = "encrypted"
    advice = "请去除密码后重新提交"


class TruncatedFileError(MingzhangError):
    """The file ends before its structure does."""

    code = "truncated"
    advice = "文件不完整，请重新下载或导出"


class UnsupportedFormatError(MingzhangError):
    """The bytes are of no format that can be read."""

    code = "unsupported_format"
    advice = "请转换为 PDF、Word、Excel、网页或文本文件"


class NoTextLayerError(MingzhangError):
    """A PDF without text (a scan), or whose fonts give garbage, and no OCR at hand."""

    code = "no_text_layer"
    advice = "请安装 OCR 组件（pip install 'mingzhang[ocr]'），或提供带文字的版本"


class NoFigureError(MingzhangError):
    """The text was read but holds no figure."""

    code = "no_figure"
    advice = "请确认这是绩效自评报告、部门决算或预算"


class LimitExceededError(MingzhangError):
    """A bound of time, memory, pages or size per document was reached."""

    code = "limit_exceeded"
    advice = "请拆分文件，或在设置中提高上限"


class ReaderCrashError(MingzhangError):
    """The process that read this document died; the others went on."""

    code = "reader_crash"
    advice = "请把该文件转换为其他格式后重试，并报告此问题"


class InterchangeError(MingzhangError):
    """A figures file made elsewhere lacks a column or holds a value that is none."""

    code = "bad_figures_file"
    advice = "请按 docs/interchange.md 的列说明修改后重试"


class LockHeldError(MingzhangError):
    """Another refresh is running."""

    code = "lock_held"
    exit_code = 3
    advice = "请等它结束后重试"


class UsageError(MingzhangError):
    """The command was called with arguments that make no sense together."""

    code = "usage"
