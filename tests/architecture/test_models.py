"""The dbt project keeps its own rules: grain first, one yml beside each model, data flows one way."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
MODELS = sorted((ROOT / "models").rglob("*.sql"))
SEEDS = {path.stem for path in (ROOT / "seeds").rglob("*.csv")}
LAYERS = ("staging", "intermediate", "checks", "marts")
REFERENCE = re.compile(r"ref\('(\w+)'\)")


def layer_of(path: Path) -> str:
    return path.relative_to(ROOT / "models").parts[0]


LAYER_OF = {path.stem: layer_of(path) for path in MODELS}


def properties(path: Path) -> dict[str, Any]:
    """What the yml beside the model says of it."""
    text = path.with_suffix(".yml").read_text(encoding="utf-8")
    found: list[dict[str, Any]] = yaml.safe_load(text)["models"]
    return next(model for model in found if model["name"] == path.stem)


def name_of(path: Path) -> str:
    return path.stem


@pytest.mark.parametrize("path", MODELS, ids=name_of)
def test_a_model_says_its_grain_first_and_its_yml_repeats_it(path: Path) -> None:
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith("-- grain: one row per ")
    assert properties(path)["config"]["meta"]["grain"] == first.removeprefix("-- grain: ")


@pytest.mark.parametrize("path", MODELS, ids=name_of)
def test_a_model_reads_only_layers_that_stand_before_it(path: Path) -> None:
    own = LAYERS.index(layer_of(path))
    read = {name for name in REFERENCE.findall(path.read_text(encoding="utf-8")) if name not in SEEDS}
    assert [name for name in read if LAYERS.index(LAYER_OF[name]) > own] == []


@pytest.mark.parametrize("path", [path for path in MODELS if layer_of(path) == "marts"], ids=name_of)
def test_every_column_of_a_mart_is_described_in_chinese_and_english(path: Path) -> None:
    columns = properties(path)["columns"]
    assert [column["name"] for column in columns if " / " not in column["description"]] == []
    assert [column["name"] for column in columns if "data_type" not in column] == []


def test_every_seed_is_described() -> None:
    described: set[str] = set()
    for path in (ROOT / "seeds").rglob("*.yml"):
        content = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
        described |= {seed["name"] for seed in content.get("seeds", []) if seed.get("description")}
    assert sorted(SEEDS - described) == []
