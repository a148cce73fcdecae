"""Tasks that misbehave, for the tests of isolated reading; worker processes import them by name."""

from __future__ import annotations

import ctypes
import os
import time
from pathlib import Path

from ingest.errors import EmptyFileError


def misbehave(path: Path) -> str:
    """Do what the file's name says."""
    match path.stem.partition("_")[0]:
        case "crash":
            ctypes.string_at(0)
        case "exit":
            os._exit(3)
        case "hang":
            time.sleep(60)
        case "greedy":
            return str(len(bytearray(8 * 1024**3)))
        case "fault":
            raise EmptyFileError("没有内容", file=path.name)
        case "defect":
            raise KeyError("列")
        case "deep":
            return misbehave_forever(0)
        case "noisy":
            print("a library prints this", flush=True)
            os.write(1, b"and this\n")
        case "ready":
            return os.environ.get("MADE_READY", "not made ready")
        case "slow":
            time.sleep(0.3)
        case "unpicklable":
            return lambda: None  # type: ignore[return-value]
    return path.stem


def misbehave_forever(depth: int) -> str:
    """Call itself without end."""
    return misbehave_forever(depth + 1)


def get_ready(outcome: str) -> None:
    """Leave a mark in the process that was started ahead, or fail there."""
    if outcome == "fails":
        raise RuntimeError(outcome)
    if outcome == "dies":
        os._exit(3)
    os.environ["MADE_READY"] = outcome
