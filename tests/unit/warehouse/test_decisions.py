import csv
from pathlib import Path

import pytest

from ingest.decisions import DecisionFileError, add_decision, decisions_hash, read_decisions
from ingest.extract import extract_document
from ingest.readers import read_bytes
from ingest.schema import DECISION_TABLES
from ingest.vocabulary import SEEDS, Vocabulary

CORRECTION = {
    "document_id": "d" * 64, "doc": "报告.txt", "page": 1, "char_start": 3, "char_end": 8, "raw": "12.50",
    "snippet": "开支12.50万元，", "action": "correct", "item_code": "tp.reception", "who": "王", "reason": "招待",
}  # fmt: skip


def test_the_shared_decisions_can_be_read():
    assert set(read_decisions(SEEDS / "corrections")) == set(DECISION_TABLES)


@pytest.mark.parametrize("kind", ["corrections", "verdicts"])
def test_shared_and_own_files_have_the_same_columns(kind):
    with (SEEDS / "corrections" / f"{kind}.csv").open(encoding="utf-8", newline="") as file:
        assert next(csv.reader(file)) == list(DECISION_TABLES[kind])


def test_a_folder_that_is_not_there_holds_no_decision(tmp_path):
    assert all(frame.is_empty() for frame in read_decisions(tmp_path / "nowhere").values())


def test_a_row_added_is_read_back_with_who_when_and_why(tmp_path):
    before = decisions_hash(tmp_path)
    add_decision(tmp_path, "corrections", CORRECTION)
    add_decision(tmp_path, "corrections", CORRECTION | {"reason": '含逗号，引号“”和"引号"'})
    first, second = read_decisions(tmp_path)["corrections"].to_dicts()
    assert {name: first[name] for name in CORRECTION} == CORRECTION
    assert second["reason"] == '含逗号，引号“”和"引号"'
    assert first["made_at"] <= second["made_at"]
    assert decisions_hash(tmp_path) != before


def test_a_row_is_added_to_a_file_kept_by_hand_in_its_own_order(tmp_path):
    path = tmp_path / "aliases.csv"
    path.write_text(
        "\ufeffitem_code,alias,who,reason,made_at\ntp.reception,招待费,张,写法,2024-01-01", encoding="utf-8"
    )
    add_decision(tmp_path, "aliases", {"alias": "接待开支", "item_code": "tp.reception", "who": "王", "reason": "写法"})
    assert read_decisions(tmp_path)["aliases"]["alias"].to_list() == ["招待费", "接待开支"]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"action": "change"}, "action 应为"),
        ({"raw": ""}, "raw 不能为空"),
        ({"reason": ""}, "reason 不能为空"),
        ({"char_start": None}, "没有位置"),
        ({"year": "去年"}, "year 应为整数"),
        ({"value": "约12"}, "value 应为印出的数字"),
        ({"value": "1,2345"}, "value 应为印出的数字"),
        ({"metric": "money"}, "metric 应为"),
    ],
)
def test_a_row_that_makes_no_sense_is_refused_and_not_written(tmp_path, change, says):
    with pytest.raises(DecisionFileError, match=says):
        add_decision(tmp_path, "corrections", CORRECTION | change)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("notes.csv", "a\n", "notes.csv：不知道这是什么文件"),
        ("verdicts.csv", "finding_id\n", "没有列 evidence_hash"),
        ("aliases.csv", "alias,item_code,colour\n", "不认识的列 colour"),
        ("aliases-2024.csv", "alias,item_code\n招待费,\n", "aliases-2024.csv 第 2 行：item_code 不能为空"),
        ("aliases.csv", "alias,item_code\n招待费,tp.reception\n".encode("gb18030"), "不是 UTF-8"),
    ],
)
def test_a_bad_file_is_named_with_its_line(tmp_path, name, text, says):
    (tmp_path / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(DecisionFileError) as error:
        read_decisions(tmp_path)
    assert says in str(error.value)


def test_a_learnt_alias_stands_before_the_shared_ones(tmp_path):
    add_decision(
        tmp_path, "aliases", {"alias": "公车运维开支", "item_code": "tp.vehicle.running", "who": "王", "reason": "写法"}
    )
    sentence = "某市城市管理局2023年度部门决算\n\n2023年公车运维开支12.50万元。\n".encode()
    document = read_bytes(sentence, "report.txt")
    learnt = Vocabulary(Path(SEEDS), [tmp_path / "aliases.csv"])
    assert [f.item_code for f in extract_document(document, learnt).figures] == ["tp.vehicle.running"]
