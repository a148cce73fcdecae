"""Posts, staff and organisation as self-evaluations tell them (all figures made up)."""

from __future__ import annotations

from ingest.extract import extract_document
from ingest.readers import read_bytes
from ingest.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary()


def counts(text: str) -> list[tuple[str, str, str, str]]:
    source = f"云中县林草局2023年度部门整体支出绩效自评报告\n\n一、部门基本情况\n\n{text}\n"
    figures = extract_document(read_bytes(source.encode(), "report.txt"), VOCABULARY).figures
    return [(f.raw, f.item, f.basis, f.statement) for f in figures if f.metric == "count"]


def test_posts_by_kind_and_the_staff_on_hand() -> None:
    text = (
        "我局核定编制96名，其中：行政编制14名，参公编制9名，全额事业编制73名。年末实有在职人员88人，其中行政人员13人，"
        "参公人员8人，事业人员67人；离退休人员51人，其中离休1人，退休50人。另有临聘人员7人。"
    )
    assert [(raw, item) for raw, item, _, _ in counts(text)] == [
        ("96", "核定编制"), ("14", "核定编制/行政编制"), ("9", "核定编制/参公编制"), ("73", "核定编制/全额事业编制"),
        ("88", "在职人员"), ("13", "在职人员/行政人员"), ("8", "在职人员/参公人员"), ("67", "在职人员/事业人员"),
        ("51", "离退休人员"), ("1", "离退休人员/离休人员"), ("50", "离退休人员/退休人员"), ("7", "临聘人员"),
    ]  # fmt: skip
    assert {(basis, statement) for _, _, basis, statement in counts(text)} == {("期末", "staffing")}


def test_persons_without_posts_beside_those_in_them_are_staff_too() -> None:
    text = "机构编制部门核定人数90人、年末在职人数84人、离退休人数40人、外聘临时工人数12人。乡镇分流人员9人。"
    assert [(raw, item) for raw, item, _, _ in counts(text)] == [
        ("90", "核定编制"), ("84", "在职人员"), ("40", "离退休人员"), ("12", "外聘临时工人数"), ("9", "乡镇分流人员"),
    ]  # fmt: skip


def test_posts_of_an_office_drawn_up_indicators_and_posts_in_brackets() -> None:
    text = "县委办公室机关行政编制30名，设办公室主任1名。下属林场现有干部职工160人（编制210）。"
    assert [(raw, item) for raw, item, _, _ in counts(text)] == [
        ("30", "行政编制"), ("1", "办公室主任"), ("160", "干部职工"), ("210", "核定编制"),
    ]  # fmt: skip
    assert "核定编制" not in [item for _, item, _, _ in counts("该项目共编制12个绩效目标指标。")]


def test_institutions_that_carry_out_the_work_are_structure() -> None:
    text = "主要依靠全县15家乡镇卫生院、190家村卫生室、24家社区卫生所全面实施公共卫生服务项目。"
    assert counts(text) == [
        ("15", "乡镇卫生院", "实际", "structure"), ("190", "村卫生室", "实际", "structure"),
        ("24", "社区卫生所", "实际", "structure"),
    ]  # fmt: skip


def test_a_number_on_the_line_below_the_name_of_a_counted_item_is_its_value() -> None:
    assert counts("联络电话\n\n0730-1234567\n\n人员编制\n\n128\n\n实有人数\n\n115\n\n职责概述\n\n3") == [
        ("128", "核定编制", "期末", "staffing"), ("115", "实有人数", "期末", "staffing"),
    ]  # fmt: skip


def test_short_forms_of_staff_words_mean_the_standard_item() -> None:
    text = "局机关人员编制数52人，实有人数48人。编制内实有人员131人，其中行政在职40人、事业在职91人，离退休62人。"
    assert [(raw, item) for raw, item, _, _ in counts(text)] == [
        ("52", "核定编制"), ("48", "实有人数"), ("131", "在职人员"), ("40", "在职人员/行政人员"),
        ("91", "在职人员/事业人员"), ("62", "离退休人员"),
    ]  # fmt: skip


def test_organisations_of_the_unit_are_structure_and_carry_no_heading() -> None:
    text = "局机关内设9个股室，下设县种苗站等4个二级机构，所属学校（单位）共计31所，其中：高中2所、小学29所。"
    assert counts(text) == [
        ("9", "内设机构", "实际", "structure"), ("4", "二级机构", "实际", "structure"),
        ("31", "所属学校（单位）", "实际", "structure"), ("2", "所属学校（单位）/高中", "实际", "structure"),
        ("29", "所属学校（单位）/小学", "实际", "structure"),
    ]  # fmt: skip


def test_the_total_of_a_region_names_nothing_by_itself() -> None:
    assert ("20", "", "", "") in counts("新增产业集群3个，全省总数达20个。")


def test_posts_and_staff_in_brackets_behind_a_unit_are_that_units() -> None:
    assert [item for _, item, _, _ in counts("所属二级单位2个：县房管所（编制15人，实有14人）。")][1:] == [
        "县房管所/核定编制", "县房管所/在职人员",
    ]  # fmt: skip


def test_persons_told_by_post_are_the_staff_whatever_was_spoken_of_before() -> None:
    text = "人员编制82名。年末实有98人，其中行政人员29人，事业人员48人，编外聘用人员21人。"
    assert [(raw, item) for raw, item, _, _ in counts(text)][1:3] == [("98", "在职人员"), ("29", "在职人员/行政人员")]


def test_units_whose_accounts_make_up_the_departments_are_its_budget_units() -> None:
    assert [item for _, item, _, _ in counts("部门决算由5个预算单位的决算汇总而成，包括：")] == ["预算单位数量"]


def test_chinese_numerals_count_what_the_words_before_them_name() -> None:
    text = "我局编制数五十人，在职人员四十八人，退休二十人。国内公务接待十二批次，九十六人次。分两个层面、三次推进。"
    assert [(raw, item) for raw, item, _, _ in counts(text)] == [
        ("五十", "核定编制"), ("四十八", "在职人员"), ("二十", "退休人员"),
        ("十二", "国内公务接待批次"), ("九十六", "国内公务接待人次"),
    ]  # fmt: skip


def test_a_chinese_numeral_of_about_so_many_counts_nothing() -> None:
    assert counts("我局有编制人员数十人，在职人员近百人。") == []


def test_posts_in_all_are_the_posts_and_who_is_there_besides_is_no_part_of_the_staff() -> None:
    text = "核定行政编制17名、事业编制25名，合计42名。年末实有干部职工38人，其中事业干部23人，另有公益岗人员5人。"
    found = {raw: item for raw, item, _, _ in counts(text)}
    assert found["42"] == "核定编制"
    assert found["23"] == "干部职工/事业干部"
    assert found["5"] == "公益岗人员"
