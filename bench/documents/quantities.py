"""A random unit's year as exact amounts in yuan, so that every identity of public accounts holds before rounding.

Keys: ``inc`` income, ``exp`` spending, ``gp`` spending from the general public budget, ``tp`` 三公, ``proc``
procurement, ``staff`` heads, ``score`` indicators; ``p.`` is the year before, ``b.`` the budget at the start of the
year, ``f.`` the budget of the whole year. Codes of functions and economic classes follow the key (``exp.2010601``).
What is not financed from the general public budget is paid from 事业收入 and 其他收入 of the year, so that all that is
carried over is 财政拨款.
"""

from __future__ import annotations

from fractions import Fraction
from random import Random

Amounts = dict[str, Fraction]

FUNCTIONS = {
    "201": "一般公共服务支出", "20106": "财政事务", "2010601": "行政运行", "2010602": "一般行政管理事务",
    "2010607": "信息化建设", "2010699": "其他财政事务支出", "20108": "审计事务", "2010804": "审计业务",
    "206": "科学技术支出", "20604": "技术研究与开发", "2060404": "科技成果转化与扩散",
    "2060499": "其他技术研究与开发支出", "208": "社会保障和就业支出", "20805": "行政事业单位养老支出",
    "2080501": "行政单位离退休", "2080505": "机关事业单位基本养老保险缴费支出",
    "2080506": "机关事业单位职业年金缴费支出", "20808": "抚恤", "2080801": "死亡抚恤", "210": "卫生健康支出",
    "21011": "行政事业单位医疗", "2101101": "行政单位医疗", "2101103": "公务员医疗补助", "213": "农林水支出",
    "21301": "农业农村", "2130106": "科技转化与推广服务", "221": "住房保障支出", "22102": "住房改革支出",
    "2210201": "住房公积金", "2210203": "购房补贴",
}  # fmt: skip
ECONOMIC = {
    "301": "工资福利支出", "30101": "基本工资", "30102": "津贴补贴", "30103": "奖金",
    "30108": "机关事业单位基本养老保险缴费", "30113": "住房公积金", "303": "对个人和家庭的补助", "30302": "退休费",
    "30305": "生活补助", "302": "商品和服务支出", "30201": "办公费", "30202": "印刷费", "30207": "邮电费",
    "30211": "差旅费", "30228": "工会经费", "30239": "其他交通费用", "310": "资本性支出", "31002": "办公设备购置",
}  # fmt: skip
ALWAYS = ("2010601", "2080505", "2080506", "2101101", "2210201")
BOTH = ("2010601",)
PROJECTS = ("2010602", "2010607", "2010699", "2010804", "2060404", "2060499", "2130106")

SUMS: dict[str, tuple[tuple[str, ...], ...]] = {
    "total": (("inc", "carry_in"), ("exp", "carry_out")),
    "inc": (("inc.fiscal", "inc.biz", "inc.other"),),
    "exp": (("basic", "project"),),
    "gp": (("basic", "gp.project"),),
    "basic": (("people", "office"),),
    "tp": (("tp.abroad", "tp.car", "tp.host"), ("tp.abroad", "tp.buy", "tp.run", "tp.host")),
    "tp.car": (("tp.buy", "tp.run"),),
    "proc": (("proc.goods", "proc.works", "proc.services"),),
    "f.exp": (("b.exp", "adjusted"),),
    "staff": (("staff.admin", "staff.inst", "staff.contract"),),
    "posts": (("posts.admin", "posts.inst"),),
}
"""What adds up to what, where all parts stand in one paragraph or table."""

COUNTS = {"staff", "posts", "tp.batches", "tp.people", "tp.cars", "units", "jobs"}


def is_count(key: str) -> bool:
    """Say whether the quantity is a number of people, things or times."""
    return key in COUNTS or key.startswith(("staff.", "posts."))


def make_quantities(random: Random) -> Amounts:
    """Return one unit's exact numbers."""
    size = random.choice([30, 120, 400, 1500]) * 10_000
    made: Amounts = {}
    _spending(random, made, size)
    _income(random, made)
    _three_public(random, made)
    _procurement(random, made)
    _heads(random, made)
    for key in [key for key in made if not is_count(key) and made[key]]:
        made[f"p.{key}"] = _near(random, made[key])
    for year in ("p.", "b."):
        made |= {year + key: value for key, value in _budget(random, made, year).items()}
    made["adjusted"] = _near(random, made["exp"]) / 10
    made["f.exp"] = made["b.exp"] + made["adjusted"]
    if made["f.exp"] < made["exp"]:
        made["adjusted"] += made["exp"] * Fraction(51, 50) - made["f.exp"]
        made["adjusted"] = Fraction(round(made["adjusted"] * 100), 100)
        made["f.exp"] = made["b.exp"] + made["adjusted"]
    return made


def _fen(random: Random, low: float, high: float) -> Fraction:
    """A random amount in yuan and fen."""
    return Fraction(random.randint(int(low * 100), int(high * 100)), 100)


def _near(random: Random, amount: Fraction) -> Fraction:
    """An amount 3 to 35 % away from this one."""
    by = random.choice([-1, 1]) * random.uniform(0.03, 0.35)
    return Fraction(round(amount * 100 * Fraction(1 + by)), 100)


def _spending(random: Random, made: Amounts, size: int) -> None:
    optional = [code for code in FUNCTIONS if len(code) == 7 and code not in ALWAYS]
    chosen = sorted([*ALWAYS, *random.sample(optional, random.randint(3, 8))])
    if not any(code in PROJECTS for code in chosen):
        chosen = sorted([*chosen, "2010602"])
    for code in chosen:
        amount = _fen(random, size * 0.05, size * 0.6)
        basic, project = (Fraction(0), amount) if code in PROJECTS else (amount, Fraction(0))
        if code in BOTH:
            basic, project = amount * 4, _fen(random, size * 0.02, size * 0.1)
        for level in ("", code[:3], code[:5], code):
            for name, part in (("", basic + project), (".basic", basic), (".project", project)):
                key = f"exp.{level}{name}" if level else f"all{name}"
                made[key] = made.get(key, Fraction(0)) + part
    made["exp"], made["basic"], made["project"] = made.pop("all"), made.pop("all.basic"), made.pop("all.project")
    left = made["basic"]
    weights = {code: random.uniform(0.2, 1) * (6 if code.startswith("30101") else 1) for code in _leaves()}
    scale = sum(weights.values())
    for place, (code, weight) in enumerate(weights.items(), start=1):
        share = Fraction(round(made["basic"] * 100 * Fraction(weight / scale)), 100)
        amount = left if place == len(weights) else share
        left -= amount
        for key in (code, code[:3], "people" if code[:3] in ("301", "303") else "office"):
            key = f"eco.{key}" if key[0].isdigit() else key
            made[key] = made.get(key, Fraction(0)) + amount


def _leaves() -> list[str]:
    return [code for code in ECONOMIC if len(code) == 5]


def _income(random: Random, made: Amounts) -> None:
    for code in [code for code in FUNCTIONS if len(code) == 7 and f"exp.{code}" in made]:
        paid = made[f"exp.{code}.project"]
        fiscal = Fraction(round(paid * random.randint(70, 95)), 100)
        for key in ("gp", *(f"gp.{code[:length]}" for length in (3, 5, 7))):
            for name, part in (("", made[f"exp.{code}.basic"] + fiscal), (".project", fiscal)):
                made[key + name] = made.get(key + name, Fraction(0)) + part
            made[f"{key}.basic"] = made[key] - made[f"{key}.project"]
    own = made["exp"] - made["gp"]
    made["inc.other"] = Fraction(round(own * random.randint(20, 45)), 100)
    made["inc.biz"] = own - made["inc.other"]
    made["carry_in"] = _fen(random, 2_000, float(made["exp"]) * 0.05)
    made["carry_out"] = _fen(random, 2_000, float(made["exp"]) * 0.04)
    made["total"] = made["exp"] + made["carry_out"]
    made["inc"] = made["total"] - made["carry_in"]
    made["inc.fiscal"] = made["inc"] - own
    made["fiscal.total"] = made["inc.fiscal"] + made["carry_in"]
    made["zero"] = Fraction(0)
    classes = [code for code in FUNCTIONS if len(code) == 3 and f"exp.{code}" in made]
    for source in ("fiscal", "biz", "other"):
        for code, part in zip(classes, split(random, made[f"inc.{source}"], len(classes)), strict=True):
            made[f"inc.{source}.{code}"] = part
            made[f"inc.{code}"] = made.get(f"inc.{code}", Fraction(0)) + part


def split(random: Random, whole: Fraction, count: int) -> list[Fraction]:
    """Cut an amount into so many parts of whole fen."""
    weights = [random.randint(10, 100) for _ in range(count)]
    parts = [Fraction(int(whole * 100 * weight / sum(weights)), 100) for weight in weights[1:]]
    return [whole - sum(parts, Fraction(0)), *parts]


def _three_public(random: Random, made: Amounts) -> None:
    made["tp.abroad"] = _fen(random, 20_000, 150_000)
    made["tp.buy"] = _fen(random, 90_000, 360_000)
    made["tp.run"] = _fen(random, 15_000, 180_000)
    made["tp.host"] = _fen(random, 5_000, 90_000)
    _add_three_public(made)
    made["tp.cars"] = Fraction(random.randint(2, 12))
    made["tp.batches"] = Fraction(random.randint(8, 70))
    made["tp.people"] = made["tp.batches"] * random.randint(5, 9) + random.randint(1, 4)


def _add_three_public(made: Amounts) -> None:
    made["tp.car"] = made["tp.buy"] + made["tp.run"]
    made["tp"] = made["tp.abroad"] + made["tp.car"] + made["tp.host"]


def _procurement(random: Random, made: Amounts) -> None:
    for part in ("goods", "works", "services"):
        made[f"proc.{part}"] = _fen(random, 40_000, 2_500_000)
    made["proc"] = made["proc.goods"] + made["proc.works"] + made["proc.services"]
    made["proc.plan"] = made["proc"] * Fraction(random.randint(1010, 1200), 1000)
    made["proc.sme"] = made["proc"] * Fraction(random.randint(400, 950), 1000)


def _heads(random: Random, made: Amounts) -> None:
    for key, low, high in (("admin", 18, 90), ("inst", 11, 70), ("contract", 3, 30)):
        made[f"staff.{key}"] = Fraction(random.randint(low, high))
    made["staff"] = made["staff.admin"] + made["staff.inst"] + made["staff.contract"]
    made["posts.admin"] = made["staff.admin"] + random.randint(1, 9)
    made["posts.inst"] = made["staff.inst"] + random.randint(1, 9)
    made["posts"] = made["posts.admin"] + made["posts.inst"]
    made["units"] = Fraction(random.randint(3, 7))


def _budget(random: Random, made: Amounts, year: str) -> Amounts:
    """Amounts of another year or of the budget, consistent among themselves."""
    budget: Amounts = {}
    source = made
    for key in ("people", "office", "project", "inc.fiscal", "inc.biz", "inc.other", "carry_in"):
        budget[key] = _near(random, source[key])
    over = Fraction(random.randint(101, 125), 100)
    for key in ("tp.abroad", "tp.buy", "tp.run", "tp.host"):
        budget[key] = _near(random, source[key]) if year == "p." else Fraction(round(source[key] * over / 100) * 100)
    _add_three_public(budget)
    budget["basic"] = budget["people"] + budget["office"]
    budget["exp"] = budget["basic"] + budget["project"]
    budget["inc"] = budget["inc.fiscal"] + budget["inc.biz"] + budget["inc.other"]
    budget["total"] = budget["inc"] + budget["carry_in"]
    for key in [key for key in source if key.startswith(("exp.", "gp"))]:
        budget[key] = _near(random, source[key]) if source[key] else Fraction(0)
    return budget
