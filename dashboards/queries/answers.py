"""Running a select on the published version; a new version shows at once, since it is part of the key of an answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import polars as pl
import streamlit as st

from warehouse import access
from warehouse.settings import load_settings
from warehouse.versions import NoVersionError, read_manifest
from warehouse.words import beijing_time

Row = dict[str, Any]
Rows = list[Row]

KEPT_ANSWERS = 500
FIGURES_LISTED = 400
"""How many rows a long list shows at most."""


@st.cache_data(max_entries=KEPT_ANSWERS, show_spinner=False)
def _answer(version: str, sql: str, parameters: tuple[Any, ...]) -> pl.DataFrame:
    return access.query(sql, list(parameters))


def rows(sql: str, *parameters: Any) -> Rows:
    """Return the answer of a select on the published version as dicts; decimals stay decimals."""
    return _answer(access.published_version(), sql, parameters).to_dicts()


@dataclass(frozen=True, slots=True)
class Published:
    """Which version is shown, and when it was complete, in Beijing time."""

    version_id: str
    built_at: str


def published() -> Published:
    """Return which version is shown."""
    settings = load_settings()
    version_id = access.published_version(settings)
    return Published(version_id, beijing_time(read_manifest(settings, version_id).created_at))


def is_empty() -> bool:
    """Return whether nothing has been published yet; raise DamagedVersionError where that cannot be opened."""
    try:
        return not rows("select 1 from marts.dim_document limit 1")
    except NoVersionError:
        return True
