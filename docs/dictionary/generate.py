"""Write the dictionary of published tables from dbt's manifest: ``python docs/dictionary/generate.py MANIFEST.json``.

The words are those of the yml beside each model, which dbt also puts into the database as comments.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent
SCHEMAS = {
    "marts": "维度表与事实表 / Dimensions and facts",
    "checks": "核查结果 / Results of the checks",
}
NOTICE = "由 `python docs/dictionary/generate.py target/manifest.json` 生成，请勿手改 / Generated, do not edit by hand."


def pages(manifest: dict[str, Any]) -> dict[str, str]:
    """Return file name → text, one page per schema and the page that leads to them."""
    texts = {f"{schema}.md": page(schema, title, published(manifest, schema)) for schema, title in SCHEMAS.items()}
    return texts | {"README.md": contents(manifest)}


def contents(manifest: dict[str, Any]) -> str:
    """Return the page that leads to the others."""
    lines = ["# 数据字典 / Dictionary", "", NOTICE, ""]
    lines += [
        "每张表在 `zh` 里另有中文视图，金额为万元 / Every table has a view in `zh` with Chinese names and 万元.",
        "",
    ]
    for schema, title in SCHEMAS.items():
        lines += [f"## [`{schema}`]({schema}.md): {title}", ""]
        for node in published(manifest, schema):
            chinese, english = words(node["description"])
            lines.append(f"- [`{node['name']}`]({schema}.md#{node['name']}) {chinese} / {english}")
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def published(manifest: dict[str, Any], schema: str) -> list[dict[str, Any]]:
    """Return the models of a schema that readers use, by name: dimensions and facts, not the single checks."""
    nodes = (node for node in manifest["nodes"].values() if node["resource_type"] == "model")
    chosen = [node for node in nodes if node["schema"] == schema and node["name"].startswith(("dim_", "fct_"))]
    return sorted(chosen, key=lambda node: node["name"])


def page(schema: str, title: str, nodes: list[dict[str, Any]]) -> str:
    """Return the page of one schema."""
    lines = [f"# `{schema}`: {title}", "", NOTICE, ""]
    lines += [f"- [`{node['name']}`](#{node['name']}) {words(node['description'])[0]}" for node in nodes]
    for node in nodes:
        lines += ["", *table(node)]
    return "\n".join(lines) + "\n"


def table(node: dict[str, Any]) -> list[str]:
    """Return the lines about one table: what it is, its grain, its columns."""
    chinese, english = words(node["description"])
    grain = node.get("config", {}).get("meta", {}).get("grain", "")
    lines = [f"## {node['name']}", "", chinese, "", english, "", f"Grain: {grain}", ""]
    lines += ["| column | type | 中文 | English |", "|---|---|---|---|"]
    for column in node["columns"].values():
        cells = (f"`{column['name']}`", column.get("data_type") or "", *words(column["description"]))
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return lines


def words(description: str) -> tuple[str, str]:
    """Split a description ``中文 / English`` into its two halves."""
    chinese, _, english = description.strip().partition(" / ")
    return chinese, english


if __name__ == "__main__":
    for name, text in pages(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))).items():
        (FOLDER / name).write_text(text, encoding="utf-8")
