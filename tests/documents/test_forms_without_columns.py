"""Forms of self-evaluation pasted as text: bars, blanks or one long line are all that is left of the columns."""

from __future__ import annotations

import re
from decimal import Decimal

from ingest.extract import extract_document
from ingest.figure import Figure
from ingest.readers import read_bytes
from ingest.vocabulary import load_vocabulary

_LEVEL_TWO = re.compile(r"/[^/]{2,7}指标/")


def _figures(text: str, name: str = "form.txt") -> list[Figure]:
    return list(extract_document(read_bytes(text.encode(), name), load_vocabulary()).figures)


def _held(text: str, name: str = "form.txt") -> set[tuple[str, str, Decimal]]:
    return {(_LEVEL_TWO.sub("/", f.item), f.basis, f.value) for f in _figures(text, name)}


EDGED = """2031年度项目支出绩效自评表 | 部门:某县林场中学 |
|
| 公开14表 | 项目名称 | 林区学生午餐补助 | 主管部门 | 某县教育局 | 实施单位 | 某县林场中学 | 项目资金 (元) |
| 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 | 年度资金总额 |
| 51230.40 | 51230.40 | 10 | 100% | 10 | 其中:当年财政 拨款 |
| 51230.40 | 51230.40 | — |
| — | 其他资金 | — | — | — | — |
| — | 年度 总体 目标 | 预期目标 | 实际完成情况 | 让每名学生吃上热饭 | 让每名学生吃上热饭 | 绩效指标 | 年度指标值 \
| 实际完成值 | 分值 | 得分 \
| 偏差原因分析及改进措施 | 一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 | 产出指标 | 数量指标 \
| 受益学生人数 | ≧ | 215 | 人 \
| 220 | 30 | 29 |
| 质量指标 | 餐食合格率 | ═ | 100 | % | 98% | 20 | 18 |
| 社会效益 指标 | 政策知晓率 | ≧ | 90 | % | 95% | 20 | 20 |
| 满意度指标 | 服务对象满意度指标 | 学生满意度 | ≧ | 95 | % | 96% | 20 | 20 |
| 总分 | 100 | 97 | 优 |
"""


def test_lines_between_bars_of_all_widths_are_read_by_their_cells_and_a_header_of_two_rows_by_its_parts() -> None:
    held = _held(EDGED)
    assert ("项目支出/林区学生午餐补助", "全年预算", Decimal("51230.40")) in held
    assert ("项目支出/林区学生午餐补助", "执行数", Decimal("51230.40")) in held
    assert not any(basis == "年初预算" for _, basis, _ in held)
    assert {value for item, basis, value in held if basis == "分值"} == {Decimal(n) for n in (10, 30, 20, 100)}
    assert ("产出指标/受益学生人数", "目标值", Decimal(215)) in held
    assert ("产出指标/受益学生人数", "完成值", Decimal(220)) in held
    assert ("产出指标/餐食合格率", "得分", Decimal(18)) in held
    assert ("自评总分", "得分", Decimal(97)) in held


BLANKS = """项目支出绩效自评表
(2031年度)
项目名称 堤防巡查经费
主管部门 实施单位 某市水务站
年度绩效指标完成情况 一级
指标
二级指标 三级指标 年度指标值 实际完成值 分值 得分 偏差原因分析及改进措施
产出指标
(50分)
数量指标 指标1:巡查堤段数量 7 8 30 28
指标2:
……
质量指标 指标1:巡查记录完整 20 19
指标2:
……
效益指标
(30分)
社会效益
指标
指标1:沿堤村庄安全 30 30
……
满意度指标
(20分)
服务对象
满意度指标
指标1:村民满意度 90% 97% 20 20
"""


def test_a_row_without_aims_has_points_where_the_form_sums_a_hundred_of_them() -> None:
    held = _held(BLANKS + "总分 100 97\n")
    assert ("产出指标/巡查堤段数量", "目标值", Decimal(7)) in held
    assert ("产出指标/巡查记录完整", "分值", Decimal(20)) in held
    assert ("产出指标/巡查记录完整", "得分", Decimal(19)) in held
    assert ("效益指标/沿堤村庄安全", "得分", Decimal(30)) in held
    assert ("满意度指标/村民满意度", "完成值", Decimal(97)) in held


def test_figures_that_fit_the_aims_as_well_as_the_points_stay_unmapped_where_nothing_sums_the_points() -> None:
    assert not {item for item, basis, value in _held(BLANKS) if value == 19 and item}


ONE_LINE = (
    "附件: 项目支出绩效自评表 (2031年度) 项目名称 山塘清淤 主管部门 某镇人民政府 实施单位 某镇水利站 "
    "项目资金 (万元) 年初预算数 全年预算数 全年执行数 分值 执行率 得分 年度资金总额: 42 41.5 41.5 10 100% "
    "10 其中:本年财政拨款 42 41.5 41.5 上年结转资金 其他资金 年度总体目标 预期目标 实际完成情况 "
    "清淤山塘六口。 清淤山塘六口。 绩效指标 一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分 "
    "偏差原因分析及改进措施 产出指标(60分) 数量指标 清淤山塘数量 ≥6口 7 30 30 质量指标 验收合格率 ≥95% "
    "100% 30 28 效益指标(30分) 社会效益指标 灌溉条件改善程度 效果明显 达成预期指标 30 30\n"
)


def test_a_form_on_one_line_gives_the_figures_of_its_rows() -> None:
    held = _held(ONE_LINE)
    assert ("项目支出/山塘清淤", "年初预算", Decimal(42)) in held
    assert ("项目支出/山塘清淤", "执行数", Decimal("41.5")) in held
    assert ("产出指标/清淤山塘数量", "完成值", Decimal(7)) in held
    assert ("产出指标/验收合格率", "得分", Decimal(28)) in held


NUMBERED = """2031年度部门整体支出绩效自评表
序号 | 一级指标 | 二级指标 | 三级指标 | 指标分值 | 指标解释 | 指标说明及评分标准 | 自评得分 |
1 | 规划 | 目标 | 目标合理性 | 4 | 目标是否符合实际。 | 目标合理(4分) | 3 |
2 | 计划 | 计划完整性 | 5 | 计划是否完整可行。 | 计划完整(5分) | 4 | |
3 | 计划明确性 | 6 | 计划是否明确可操作。 | 计划明确(6分) | 5 | ||
"""


def test_the_number_of_a_row_stays_in_its_column_when_the_row_moves_under_its_names() -> None:
    points = {(f.basis, f.value) for f in _figures(NUMBERED) if f.metric in ("weight", "score")}
    assert {("分值", Decimal(5)), ("得分", Decimal(4)), ("分值", Decimal(6)), ("得分", Decimal(5))} <= points


def test_a_column_of_money_takes_the_unit_of_its_table() -> None:
    rows = ("序号\t乡镇名称\t项目名称\t金额", "1\t某镇\t村道硬化\t26", "2\t某乡\t便桥修复\t14", "合计\t\t\t40")
    text = "\n".join(("2031年第二批道路专项资金安排表", "单位:万元", *rows))
    found = {f.value: f for f in _figures(text)}
    assert {(f.metric, f.unit) for f in found.values()} == {("amount", "万元")}


def test_a_source_of_the_money_of_a_project_is_named_under_it() -> None:
    rows = ("项目名称|剧场开放", "项目资金（万元）|年度资金总额|62.00", "项目资金（万元）|其中：财政拨款|51.00")
    cells = "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row.split("|")) + "</tr>" for row in rows)
    page = f"<html><body><p>某市剧场项目支出绩效目标申报表</p><p>（2031年度）</p><table>{cells}</table></body></html>"
    held = {(item, value) for item, _, value in _held(page, "form.html")}
    assert {("项目支出/剧场开放", Decimal(62)), ("项目支出/剧场开放/财政拨款", Decimal(51))} <= held
