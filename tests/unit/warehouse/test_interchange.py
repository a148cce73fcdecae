from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.errors import InterchangeError
from ingest.figure import Figure
from ingest.interchange import looks_like_figures, read_figures, rows_of_figures_file, write_figures
from ingest.load import figures_frame
from ingest.schema import FIGURES, INTERCHANGE_COLUMNS

MONEY = {"元": Decimal("0.0001"), "万元": Decimal(1)}
HEAD = "doc,page,raw,value,unit,item,metric"


def read(path: Path, text: str, money=MONEY) -> pl.DataFrame:
    path.write_text(text, encoding="utf-8")
    return read_figures(path, money)


@pytest.fixture
def path(tmp_path) -> Path:
    return tmp_path / "figures.csv"


def test_value_norm_and_decimals_follow_from_the_unit_where_they_are_missing(path):
    frame = read(path, f'{HEAD}\na.pdf,1,"1,234",1234,元,支出,amount\na.pdf,1,5.60,5.60,万元,支出,amount\n')
    assert frame["value_norm"].to_list() == [Decimal("0.1234"), Decimal("5.60")]
    assert frame["decimals"].to_list() == [4, 2]


def test_a_figure_without_item_is_unmapped_and_a_rate_is_a_claim(path):
    frame = read(path, f"{HEAD}\na,1,1,1,,,\na,1,2,2,%,支出,rate\na,1,3,3,万元,支出,amount\n")
    assert frame["numeral_class"].to_list() == ["unmapped", "claim", "fact"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("doc,page,raw\na,1,1\n", "表头：缺少必需的列：value"),
        (f"{HEAD},basiss\na,1,1,1,,,,\n", "basiss"),
        (f'{HEAD}\na,1,1,"1,2",,,\n', "第 2 行 value 列：应为普通小数"),
        (f"{HEAD}\na,1,1,1,,,\na,1,1,1e5,,,\n", "第 3 行 value 列"),
        (f"{HEAD}\na,0,1,1,,,\n", "页码从 1 开始"),
        (f"{HEAD}\na,x,1,1,,,\n", "page 列：应为非负整数"),
        (f"{HEAD}\n,1,1,1,,,\n", "doc 列：必填项为空"),
        (f"{HEAD}\na,1,1,1,,,money\n", "metric 列"),
        (f"{HEAD}\na,1,12.3,12.4,,,\n", "与 raw 印出的数字不同"),
        (f"{HEAD}\na,1,1,{'9' * 30},,,\n", "整数至多 27 位"),
        (f"{HEAD}\n", "没有数据"),
        ("", "文件是空的"),
        (f"{HEAD}\na,1,1,1,,,,,,,\n", "不是完整的 CSV"),
    ],
)
def test_a_fault_is_told_with_its_file_row_and_column(path, text, says):
    with pytest.raises(InterchangeError) as caught:
        read(path, text)
    assert says in str(caught.value)
    assert "figures.csv" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_all_faults_are_counted_and_the_first_is_shown(path):
    with pytest.raises(InterchangeError, match="共 3 处") as caught:
        read(path, f"{HEAD}\na,1,1,1,,,\na,1,1,x,,,\na,z,1,1,,,\na,1,1,y,,,\n")
    assert "第 3 行 value 列" in str(caught.value)


def test_another_encoding_is_told(path):
    path.write_bytes(f"{HEAD}\n决算,1,1,1,,,\n".encode("gb18030"))
    with pytest.raises(InterchangeError, match="UTF-8"):
        read_figures(path, MONEY)


def test_a_workbook_and_a_parquet_file_give_the_same_figures_as_the_csv(tmp_path, path):
    rows = {"doc": ["a.pdf"], "page": ["2"], "raw": ["1,234.50"], "value": ["1234.50"], "unit": ["万元"]}
    expected = read(path, 'doc,page,raw,value,unit\na.pdf,2,"1,234.50",1234.50,万元\n')["value_norm"].to_list()
    frame = pl.DataFrame(rows)
    frame.write_parquet(tmp_path / "f.parquet")
    frame.with_columns(pl.col("value").cast(pl.Decimal(20, 4))).write_parquet(tmp_path / "d.parquet")
    frame.with_columns(pl.col("value").cast(pl.Float64), pl.col("page").cast(pl.Int64)).write_excel(tmp_path / "f.xlsx")
    for name in ("f.parquet", "d.parquet", "f.xlsx"):
        assert looks_like_figures(tmp_path / name)
        assert read_figures(tmp_path / name, MONEY)["value_norm"].to_list() == expected


def test_a_number_that_a_spreadsheet_cannot_keep_exactly_is_refused(tmp_path):
    frame = pl.DataFrame({"doc": ["a"], "page": [1], "raw": ["0.1"], "value": [0.1 + 0.2]})
    frame.write_parquet(tmp_path / "f.parquet")
    with pytest.raises(InterchangeError, match="超过 15 位"):
        read_figures(tmp_path / "f.parquet", MONEY)


def test_a_damaged_workbook_is_told_and_is_no_figures_file(tmp_path):
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04 not a workbook")
    assert not looks_like_figures(broken)
    with pytest.raises(InterchangeError, match="打不开"):
        read_figures(broken, MONEY)


@given(
    st.lists(
        st.decimals(min_value=-(10**15), max_value=10**15, places=None, allow_nan=False, allow_infinity=False).map(
            lambda d: d.quantize(Decimal("1e-4"))
        ),
        min_size=1,
        max_size=5,
    )
)
def test_what_is_written_is_read_back_to_the_last_digit(tmp_path_factory, values):
    path = tmp_path_factory.mktemp("csv") / "f.csv"
    figures = [
        Figure(1, 2, 3, 4, raw=f"{v:f}", value=v, value_norm=v, decimals=4, unit="万元", item="支出", metric="amount")
        for v in values
    ]
    write_figures(path, [figures_frame("0" * 64, "报告.pdf", figures)])
    back = read_figures(path, MONEY)
    assert back["value"].to_list() == values
    assert tuple(pl.read_csv(path, infer_schema=False).columns) == INTERCHANGE_COLUMNS


def test_each_document_of_a_figures_file_gets_its_own_rows_and_a_stable_id(path):
    frame = read(path, f"{HEAD}\na,1,1,1,,,\nb,1,2,2,,,\na,1,3,3,,,\n")
    first, second = rows_of_figures_file(path, frame, "v")
    assert (first.doc, first.figure_count, second.doc, second.figure_count) == ("a", 2, "b", 1)
    assert first.tables["figures"].columns == list(FIGURES)
    assert rows_of_figures_file(path, frame, "w")[0].document_id == first.document_id
