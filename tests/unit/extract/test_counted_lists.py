"""Lists with their number in one sentence: what is listed is counted beside what is said (all names made up)."""

from __future__ import annotations

import pytest

from ingest.extract import extract_document
from ingest.readers import read_bytes
from ingest.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary()
TITLE = "某市某局2023年度部门整体支出绩效自评报告"


def lists(text: str) -> list[tuple[str, str]]:
    document = read_bytes(f"{TITLE}\n\n{text}\n".encode(), "report.txt")
    return [(m.text, m.subject) for m in extract_document(document, VOCABULARY).text_marks if m.kind == "counted_list"]


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("内设办公室、规划处（项目办公室）、监督处、机关党委共5个处室。", [("5", "处室|4")]),
        ("内设机构为：办公室、规划处、监督处、人事处共4个处室。", [("4", "处室|4")]),
        ("实验室与基地处、规划处、监督处以及人事处等4个处室参加。", [("4", "处室|4")]),
        ("规划处、人事处、实验室与基地处共3个处室。", [("3", "处室|3")]),
        ("规划处、人事处、监督处和办公室共4个处室。", [("4", "处室|4")]),
        ("规划处、人事处、监督处等6个处室参加。", []),
        ("东川县、西川县、南川县和北川县5个县市入选试点。", [("5", "县市|4")]),
        ("改造工程覆盖东川县、西川县、南川县6个乡镇。", []),
        ("疾控所、检测中心、服务站共24个单位参加。", []),
        ("开展“进校园”“进社区”“进乡村”四大品牌活动。", [("四", "品牌活动|3")]),
        ("实施“启航”“续航”4项课题研究。", []),
        ("印发《人才办法》《平台细则》3个文件。", [("3", "文件|2")]),
        ("印发《人才办法》《平台细则》等3个文件。", []),
        ("主要存在三个方面问题：一是预算偏粗；二是进度偏慢。", [("三", "方面问题|2")]),
        ("主要存在两个问题：一是预算偏粗；二是进度偏慢；三是监管不够。", []),
        ("重点工作五项，具体如下：一是建平台；二是育人才；三是促转化；四是强监管。", [("五", "要点|4")]),
        ("主要有三个方面：一是预算偏粗；二是进度偏慢。此外，还需加强监管。", []),
        ("主要有三个方面：一是管理，一是预算偏粗，二是进度偏慢；二是队伍；三是监督。", []),
        ("主要有三个方面：一是预算偏粗；\n\n二是进度偏慢；\n\n三是监管不够。", [("三", "方面|3")]),
        ("主要有三个方面：一是预算偏粗；\n\n编制不细。\n\n二是进度偏慢；三是监管不够。", []),
        ("主要有三个方面：一是预算偏粗；二是进度", []),
    ],
)
def test_a_number_is_held_against_the_list_it_closes_or_opens(text: str, marks: list[tuple[str, str]]) -> None:
    assert lists(text) == marks
