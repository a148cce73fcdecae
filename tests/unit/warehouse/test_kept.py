"""Files kept by the content they follow from."""

from pathlib import Path

import pytest

from warehouse.kept import kept_file


def making(text: str, calls: list[str]):
    def make(path: Path) -> None:
        calls.append(text)
        path.write_text(text, encoding="utf-8")

    return make


def test_a_file_is_made_once_for_a_key(tmp_path):
    calls: list[str] = []
    first = kept_file(tmp_path / "cache", "plan.json", "aaaa", making("一", calls))
    assert kept_file(tmp_path / "cache", "plan.json", "aaaa", making("二", calls)) == first
    assert (first.read_text(encoding="utf-8"), calls) == ("一", ["一"])


@pytest.mark.parametrize("damage", [b"", b"\xe4\xb8", b"something else"])
def test_a_damaged_file_is_made_again(tmp_path, damage):
    calls: list[str] = []
    kept_file(tmp_path, "plan.json", "aaaa", making("一", calls)).write_bytes(damage)
    again = kept_file(tmp_path, "plan.json", "aaaa", making("一", calls))
    assert (again.read_text(encoding="utf-8"), len(calls)) == ("一", 2)


def test_files_of_another_key_go_and_those_of_other_names_stay(tmp_path):
    plan = kept_file(tmp_path, "plan.json", "aaaa", making("一", []))
    seeds = kept_file(tmp_path, "seeds.duckdb", "aaaa", making("一", []))
    kept_file(tmp_path, "plan.json", "bbbb", making("二", []))
    assert not plan.exists()
    assert seeds.exists()


def test_runs_at_the_same_time_leave_each_other_a_whole_file(tmp_path):
    calls: list[str] = []

    def make_while_another_does(path: Path) -> None:
        path.write_text("half", encoding="utf-8")
        other = kept_file(tmp_path, "plan.json", "aaaa", making("一", calls))
        assert other.read_text(encoding="utf-8") == "一"
        path.write_text("二", encoding="utf-8")

    ours = kept_file(tmp_path, "plan.json", "aaaa", make_while_another_does)
    assert ours.read_text(encoding="utf-8") == "二"
    assert kept_file(tmp_path, "plan.json", "aaaa", making("三", calls)).read_text(encoding="utf-8") in ("一", "二")


def test_what_fails_half_way_is_not_kept(tmp_path):
    def fail(path: Path) -> None:
        path.write_text("half", encoding="utf-8")
        raise RuntimeError("interrupted")

    with pytest.raises(RuntimeError):
        kept_file(tmp_path, "plan.json", "aaaa", fail)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_the_callers_to_bypass(tmp_path):
    (tmp_path / "cache").write_text("a file", encoding="utf-8")
    with pytest.raises(OSError, match="cache"):
        kept_file(tmp_path / "cache", "plan.json", "aaaa", making("一", []))
