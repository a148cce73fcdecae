from pathlib import Path

import pytest

from ingest.errors import UsageError
from warehouse.settings import load_settings


def test_home_is_data_below_the_working_folder_unless_said_otherwise(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert load_settings({}).home == tmp_path / "data"
    assert load_settings({"MINGZHANG_HOME": "/srv/mz"}).home == Path("/srv/mz")


def test_a_variable_wins_over_the_file_and_the_file_over_the_default(tmp_path):
    config = tmp_path / "mingzhang.toml"
    config.write_text('keep_versions = 9\nsql_seconds = 7\nhome = "here"\n', encoding="utf-8")
    settings = load_settings({"MINGZHANG_CONFIG": str(config), "MINGZHANG_KEEP_VERSIONS": "3"})
    assert (settings.keep_versions, settings.sql_seconds, settings.home.name) == (3, 7, "here")


@pytest.mark.parametrize(
    ("text", "says"),
    [("keep_version = 3", "keep_version"), ("workers = 'many'", "workers"), ("workers = -1", "workers"), ("=", "TOML")],
)
def test_a_wrong_setting_is_named_in_one_line(tmp_path, text, says):
    config = tmp_path / "mingzhang.toml"
    config.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=says):
        load_settings({"MINGZHANG_CONFIG": str(config)})


def test_a_settings_file_that_is_named_and_absent_is_an_error(tmp_path):
    with pytest.raises(UsageError, match="不存在"):
        load_settings({"MINGZHANG_CONFIG": str(tmp_path / "none.toml")})
