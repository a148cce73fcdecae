"""Sentences of final accounts, budgets and self-evaluation reports, several wordings each, all our own.

Slots are those of :mod:`bench.documents.writing`.
"""

from __future__ import annotations

REASONS = (
    "主要原因是人员变动和业务安排调整。",
    "变动原因：部分项目跨年度实施。",
    "主要是按照进度支付合同款。",
    "原因在于压缩一般性开支、统筹安排重点工作。",
    "",
)

TOTALS = (
    "{Y}度收入总计{total}，包括本年收入{inc}、年初结转和结余{carry_in}；支出总计{total}，包括本年支出{exp}、年末结转和结余"
    "{carry_out}。",
    "{Y}度收、支总计均为{total}。与上年度相比，收、支总计各{total?p.total:增加|减少}{total-p.total}，"
    "{total?p.total:增长|下降}{total~p.total}。",
    "{E}{Y}度收入支出总计{total}。与{P}度相比，收入支出总计{total?p.total:增加|减少}{total-p.total}，"
    "{total?p.total:增长|下降}{total~p.total}。",
    "{Y}度收入总计{total}，支出总计{total}，与上年相比收支总计{total?p.total:增加|减少}{total-p.total}，"
    "{total?p.total:增幅|降幅}{total~p.total}。",
    "{Y}度收入总计{total}、支出总计{total}。与{!year:P|O}度相比，收入、支出总计各{total?p.total:增加|减少}{total-p.total}，"
    "{total?p.total:增长|下降}{total~p.total}。",
    "{E}{Y}度收入总计{total}，其中年初结转和结余{carry_in}，本年收入合计{inc}；支出总计{total}，其中本年支出合计{exp}，"
    "年末结转和结余{carry_out}。",
    "{Y}度收、支总计{total}，较上年决算数{total?p.total:增加|减少}{total-p.total}，"
    "{total?p.total:增长|下降}{total~p.total}。",
    "{Y}度部门收入总计{total}，比{P}的{p.total}{total?p.total:增加|减少}{total-p.total}；部门支出总计{total}，"
    "其中年末结转和结余{carry_out}。",
)

INCOME = (
    "本年收入{inc}，比上年{inc?p.inc:增加|减少}{inc-p.inc}（{inc?p.inc:增长|下降}{inc~p.inc}），其中财政拨款收入、事业收入、"
    "其他收入分别为{inc.fiscal}、{inc.biz}、{inc.other}。",
    "{Y}度本年收入合计{inc}，其中：财政拨款收入{inc.fiscal}，占{inc.fiscal%inc}；事业收入{inc.biz}，"
    "占{inc.biz%inc}；其他收入{inc.other}，占{inc.other%inc}。",
    "本年收入合计{inc}，包括：财政拨款收入{inc.fiscal}，占本年收入合计的{inc.fiscal%inc}；事业收入{inc.biz}，"
    "占本年收入合计的{inc.biz%inc}；其他收入{inc.other}，占本年收入合计的{inc.other%inc}。",
    "{Y}度本年收入{inc}，其中财政拨款收入{inc.fiscal}（占{inc.fiscal%inc}）、事业收入{inc.biz}（占{inc.biz%inc}）、"
    "其他收入{inc.other}（占{inc.other%inc}）。",
    "{Y}度本年收入合计{inc}，较上年{inc?p.inc:增加|减少}{inc-p.inc}，{inc?p.inc:增长|下降}{inc~p.inc}。其中：财政拨款收入"
    "{inc.fiscal}，占{inc.fiscal%inc}；事业收入{inc.biz}，占{inc.biz%inc}；其他收入{inc.other}，占{inc.other%inc}。",
    "{Y}度本年收入合计{inc}。其中：财政拨款收入{inc.fiscal}、事业收入{inc.biz}、其他收入{inc.other}，"
    "分别占{inc.fiscal%inc}、{inc.biz%inc}、{inc.other%inc}。",
    "本年收入合计{inc}，比上年{inc?p.inc:增加|减少}{inc-p.inc}，{inc?p.inc:增长|下降}{inc~p.inc}。其中：财政拨款收入"
    "{inc.fiscal}，占收入合计的{inc.fiscal%inc}；事业收入{inc.biz}，占收入合计的{inc.biz%inc}；其他收入{inc.other}，"
    "占收入合计的{inc.other%inc}。",
    "{E}{Y}度收入合计{inc}。（一）财政拨款收入{inc.fiscal}，占收入合计{inc.fiscal%inc}。（二）事业收入{inc.biz}，"
    "占收入合计{inc.biz%inc}。（三）其他收入{inc.other}，占收入合计{inc.other%inc}。",
)

SPENDING = (
    "{Y}度本年支出合计{exp}，其中基本支出、项目支出分别为{basic}、{project}，分别占本年支出合计的{basic%exp}、"
    "{project%exp}。",
    "本年支出合计{exp}，较上年{exp?p.exp:增加|减少}{exp-p.exp}（{exp?p.exp:增长|下降}{exp~p.exp}），其中基本支出{basic}，"
    "项目支出{project}。",
    "{Y}度本年支出合计{exp}，其中：基本支出{basic}，占{basic%exp}；项目支出{project}，占{project%exp}。",
    "本年支出合计{exp}，包括：基本支出{basic}，占本年支出合计的{basic%exp}；项目支出{project}，"
    "占本年支出合计的{project%exp}。",
    "{Y}度本年支出合计{exp}，比上年{exp?p.exp:增加|减少}{exp-p.exp}，{exp?p.exp:增长|下降}{exp~p.exp}。其中，"
    "基本支出{basic}（占{basic%exp}），项目支出{project}（占{project%exp}）。",
    "{Y}度本年支出合计{exp}，上年为{p.exp}，{exp?p.exp:增长|下降}{exp~p.exp}。其中：基本支出{basic}，占{basic%exp}；"
    "项目支出{project}，占{project%exp}。",
    "{Y}度支出合计{exp}，其中：基本支出{basic}，占支出合计的{basic%exp}；项目支出{project}，占支出合计的{project%exp}。",
    "本年支出合计{exp}，比上年{exp?p.exp:增加|减少}{exp-p.exp}，{exp?p.exp:增长|下降}{exp~p.exp}。其中：基本支出{basic}，"
    "占支出合计的{basic%exp}；项目支出{project}，占支出合计的{project%exp}。",
    "{Y}度本年支出{exp}，从支出性质看，基本支出和项目支出各占{basic%exp}、{project%exp}，金额分别为{basic}、{project}。",
    "{E}{Y}度支出合计{exp}。（一）基本支出{basic}，占支出合计{basic%exp}。（二）项目支出{project}，"
    "占支出合计{project%exp}。",
)

SELF_SPENDING = (
    "{Y}部门整体支出{exp}，其中：基本支出{basic}，项目支出{project}。",
    "{E}{Y}度部门整体支出{exp}，由基本支出{basic}和项目支出{project}构成，分别占{basic%exp}和{project%exp}。",
    "{Y}度总支出{exp}，其中基本支出{basic}，占总支出的{basic%exp}；项目支出{project}，占总支出的{project%exp}。",
    "{Y}部门支出决算{exp}，比{P}的{p.exp}{exp?p.exp:增加|减少}{exp-p.exp}，{exp?p.exp:增长|下降}{exp~p.exp}；"
    "其中基本支出{basic}，项目支出{project}。",
    "{Y}度本部门支出总额{exp}，其中基本支出{basic}、项目支出{project}。",
    "{Y}实际支出{exp}，包括基本支出{basic}，占{basic%exp}；项目支出{project}，占{project%exp}。",
    "{Y}部门整体支出决算数{exp}，较{P}的{p.exp}{exp?p.exp:增长|下降}{exp~p.exp}，其中基本支出{basic}，项目支出{project}。",
)

BASIC = (
    "基本支出{basic}，其中人员经费{people}、公用经费{office}，分别占基本支出的{people%basic}、{office%basic}。",
    "{Y}度一般公共预算财政拨款基本支出{basic}，其中：人员经费{people}，公用经费{office}。",
    "基本支出{basic}，包括人员经费{people}，占{people%basic}；公用经费{office}，占{office%basic}。",
    "一般公共预算财政拨款基本支出{basic}。其中：人员经费{people}，主要包括基本工资、津贴补贴、奖金、住房公积金等；"
    "公用经费{office}，主要包括办公费、印刷费、差旅费、其他交通费用等。",
    "{Y}度财政拨款基本支出{basic}，其中人员经费{people}，占基本支出的{people%basic}，日常公用经费{office}，"
    "占基本支出的{office%basic}。",
    "{Y}度一般公共预算财政拨款基本支出{basic}，其中：人员经费{people}，占{people%basic}；公用经费{office}，占{office%basic}。",
    "基本支出{basic}。人员经费{people}，占基本支出的{people%basic}；公用经费{office}，占基本支出的{office%basic}。",
)

EXECUTION = (
    "{Y}全年预算数{f.exp}，执行数{exp}，预算执行率{exp/f.exp}，其中年初预算{b.exp}，年中调整增加{adjusted}。",
    "{Y}年初预算数{b.exp}，年中追加{adjusted}，全年预算数{f.exp}，全年执行数{exp}，预算执行率{exp/f.exp}。",
    "{Y}全年预算数{f.exp}，执行数{exp}，支出进度{exp/f.exp}。",
    "部门预算执行情况：全年预算数{f.exp}，实际支出{exp}，预算执行率为{exp/f.exp}。",
    "{Y}度支出年初预算为{b.exp}，支出决算为{exp}，完成年初预算的{exp/b.exp}。",
    "年初预算{b.exp}，决算{exp}，完成年初预算的{exp/b.exp}，决算比年初预算{exp?b.exp:增加|减少}{exp-b.exp}。",
    "{Y}部门预算全年预算数为{f.exp}，全年执行数为{exp}，执行率为{exp/f.exp}。",
    "年初批复预算{b.exp}，年中调整{adjusted}，调整后全年预算{f.exp}；实际执行{exp}，执行率{exp/f.exp}。",
)

THREE_PUBLIC_TOTAL = (
    "{Y}“三公”经费决算{tp}，较{P}{tp?p.tp:增加|减少}{tp-p.tp}（{tp?p.tp:增长|下降}{tp~p.tp}），其中因公出国（境）费、"
    "公务用车购置及运行维护费、公务接待费分别为{tp.abroad}、{tp.car}、{tp.host}。",
    "{Y}“三公”经费年初预算{b.tp}，决算{tp}，完成年初预算的{tp/b.tp}，比年初预算{tp?b.tp:增加|减少}{tp-b.tp}。其中："
    "因公出国（境）费{tp.abroad}，公务用车购置费{tp.buy}，公务用车运行维护费{tp.run}，公务接待费{tp.host}。",
    "{Y}度“三公”经费财政拨款支出预算为{b.tp}，支出决算为{tp}，完成预算的{tp/b.tp}。其中：因公出国（境）费支出预算为"
    "{b.tp.abroad}，支出决算为{tp.abroad}，完成预算的{tp.abroad/b.tp.abroad}；公务用车购置及运行维护费支出预算为{b.tp.car}，"
    "支出决算为{tp.car}，完成预算的{tp.car/b.tp.car}；公务接待费支出预算为{b.tp.host}，支出决算为{tp.host}，"
    "完成预算的{tp.host/b.tp.host}。",
    "“三公”经费财政拨款支出年初预算为{b.tp}，支出决算为{tp}，完成年初预算的{tp/b.tp}，其中：因公出国（境）费支出"
    "{tp.abroad}，占{tp.abroad%tp}；公务用车购置及运行维护费支出{tp.car}，占{tp.car%tp}；公务接待费支出{tp.host}，"
    "占{tp.host%tp}。",
    "{Y}“三公”经费支出{tp}，比上年{tp?p.tp:增加|减少}{tp-p.tp}，{tp?p.tp:增长|下降}{tp~p.tp}。其中：因公出国（境）费"
    "{tp.abroad}，公务用车购置及运行维护费{tp.car}，公务接待费{tp.host}。",
    "全年“三公”经费实际支出{tp}，完成预算{b.tp}的{tp/b.tp}，比{P}决算{p.tp}{tp?p.tp:增加|减少}{tp-p.tp}，"
    "{tp?p.tp:增长|下降}{tp~p.tp}。其中因公出国（境）费{tp.abroad}、公务用车购置及运行维护费{tp.car}、公务接待费{tp.host}。",
    "{Y}度“三公”经费财政拨款支出决算{tp}，完成年初预算{b.tp}的{tp/b.tp}，比上年{tp?p.tp:增加|减少}{tp-p.tp}，"
    "{tp?p.tp:增长|下降}{tp~p.tp}。其中：因公出国（境）费{tp.abroad}，占{tp.abroad%tp}；公务用车购置及运行维护费{tp.car}，"
    "占{tp.car%tp}；公务接待费{tp.host}，占{tp.host%tp}。",
    "“三公”经费年初预算数{b.tp}，决算数{tp}，决算数{tp?b.tp:大于|小于}预算数。因公出国（境）费、公务用车购置及运行维护费、"
    "公务接待费决算数分别为{tp.abroad}、{tp.car}、{tp.host}。",
)

ABROAD = (
    "因公出国（境）费支出{tp.abroad}，比上年{tp.abroad?p.tp.abroad:增加|减少}{tp.abroad-p.tp.abroad}，"
    "{tp.abroad?p.tp.abroad:增长|下降}{tp.abroad~p.tp.abroad}。",
    "因公出国（境）费预算{b.tp.abroad}，决算{tp.abroad}，完成预算的{tp.abroad/b.tp.abroad}。",
    "因公出国（境）费支出{tp.abroad}，较{P}的{p.tp.abroad}{tp.abroad?p.tp.abroad:增加|减少}{tp.abroad-p.tp.abroad}。",
    "因公出国（境）费年初预算{b.tp.abroad}，支出决算{tp.abroad}，完成年初预算的{tp.abroad/b.tp.abroad}，"
    "决算数{tp.abroad?b.tp.abroad:大于|小于}预算数。",
    "因公出国（境）费{tp.abroad}，与上年的{p.tp.abroad}相比{tp.abroad?p.tp.abroad:增长|下降}{tp.abroad~p.tp.abroad}。",
)

CARS = (
    "公务用车购置及运行维护费支出{tp.car}，其中：公务用车购置费{tp.buy}，公务用车运行维护费{tp.run}。"
    "年末公务用车保有量{tp.cars}辆。",
    "公务用车购置及运行维护费{tp.car}，比上年{tp.car?p.tp.car:增加|减少}{tp.car-p.tp.car}，"
    "{tp.car?p.tp.car:增长|下降}{tp.car~p.tp.car}。其中公务用车购置费{tp.buy}、公务用车运行维护费{tp.run}。",
    "公务用车购置及运行维护费支出决算为{tp.car}，完成预算{b.tp.car}的{tp.car/b.tp.car}。其中：公务用车购置支出"
    "{tp.buy}，公务用车运行维护费支出{tp.run}。",
    "公务用车购置及运行维护费年初预算{b.tp.car}，决算{tp.car}，决算数{tp.car?b.tp.car:大于|小于}预算数。其中，"
    "公务用车购置{tp.buy}，公务用车运行维护{tp.run}。",
)

HOSTING = (
    "公务接待费支出{tp.host}，比上年{tp.host?p.tp.host:增加|减少}{tp.host-p.tp.host}，"
    "{tp.host?p.tp.host:增长|下降}{tp.host~p.tp.host}，国内公务接待{tp.batches}批次、{tp.people}人次。",
    "公务接待费支出{tp.host}，共接待{tp.batches}批次{tp.people}人次，人均{tp.host@tp.people}。",
    "公务接待费预算{b.tp.host}，支出决算{tp.host}，完成预算的{tp.host/b.tp.host}。全年接待{tp.batches}批次，"
    "{tp.people}人次，人均{tp.host@tp.people}。",
    "公务接待费年初预算为{b.tp.host}，支出决算为{tp.host}，决算数{tp.host?b.tp.host:大于|小于}年初预算数。国内公务接待"
    "{tp.batches}批次，{tp.people}人次。",
    "公务接待费{tp.host}，比上年的{p.tp.host}{tp.host?p.tp.host:增加|减少}{tp.host-p.tp.host}。全年国内公务接待"
    "{tp.batches}批次、{tp.people}人次。",
)

OFFICE = (
    "机关运行经费支出{office}，比{P}度{office?p.office:增加|减少}{office-p.office}，"
    "{office?p.office:增长|下降}{office~p.office}。",
    "{Y}度机关运行经费支出{office}，比上年的{p.office}{office?p.office:增加|减少}{office-p.office}，"
    "{office?p.office:增幅|降幅}为{office~p.office}。",
    "本部门{Y}度机关运行经费支出{office}，较上年{office?p.office:增加|减少}{office-p.office}，"
    "主要用于办公费、印刷费、差旅费等。上年支出{p.office}。",
    "{Y}度机关运行经费支出{office}，比{!year:P|O}{office?p.office:增加|减少}{office-p.office}，"
    "{office?p.office:增长|下降}{office~p.office}。",
    "机关运行经费支出{office}，比年初预算数{b.office}{office?b.office:增加|减少}{office-b.office}。",
)

PROCUREMENT = (
    "{Y}度政府采购支出总额{proc}，货物、工程、服务采购支出分别为{proc.goods}、{proc.works}、{proc.services}，分别占"
    "{proc.goods%proc}、{proc.works%proc}、{proc.services%proc}。",
    "{Y}度政府采购支出总额{proc}，其中：政府采购货物支出{proc.goods}、政府采购工程支出{proc.works}、"
    "政府采购服务支出{proc.services}。授予中小企业合同金额{proc.sme}，占政府采购支出总额的{proc.sme%proc}。",
    "{Y}度政府采购金额{proc}，其中：货物采购金额{proc.goods}、工程采购金额{proc.works}、服务采购金额{proc.services}。",
    "{Y}政府采购计划金额为{proc.plan}，实际采购金额为{proc}，采购执行率为{proc/proc.plan}。",
    "政府采购支出总额{proc}，其中货物类{proc.goods}，工程类{proc.works}，服务类{proc.services}。",
    "{Y}度政府采购支出总额{proc}，其中：政府采购货物支出{proc.goods}，占{proc.goods%proc}；政府采购工程支出{proc.works}，"
    "占{proc.works%proc}；政府采购服务支出{proc.services}，占{proc.services%proc}。",
    "政府采购支出总额{proc}。货物支出{proc.goods}、工程支出{proc.works}、服务支出{proc.services}。授予中小企业合同金额"
    "{proc.sme}，占政府采购支出总额的{proc.sme%proc}。",
)

STAFF = (
    "核定编制{posts}名，其中行政编制{posts.admin}名、事业编制{posts.inst}名。截至{Y}底，在职人员{staff}人，其中："
    "行政人员{staff.admin}人，事业人员{staff.inst}人，编外聘用人员{staff.contract}人。",
    "本部门编制数{posts}名（行政编制{posts.admin}名，事业编制{posts.inst}名），年末实有在职人员{staff}人，其中行政"
    "{staff.admin}人、事业{staff.inst}人、合同制聘用{staff.contract}人。",
    "人员编制{posts}名，其中：行政编制{posts.admin}名，事业编制{posts.inst}名。年末实有{staff}人，其中行政人员"
    "{staff.admin}人，事业人员{staff.inst}人，编外聘用人员{staff.contract}人。",
)

FUNCTION_ROW = (
    "{name}年初预算为{b.exp.code}，支出决算为{exp.code}，完成年初预算的{exp.code/b.exp.code}。",
    "{name}支出{exp.code}，比上年{exp.code?p.exp.code:增加|减少}{exp.code-p.exp.code}，"
    "{exp.code?p.exp.code:增长|下降}{exp.code~p.exp.code}。",
    "{name}年初预算{b.exp.code}，决算{exp.code}，决算数{exp.code?b.exp.code:大于|小于}预算数。",
    "{name}年初预算为{b.exp.code}，支出决算为{exp.code}，完成年初预算的{exp.code/b.exp.code}，"
    "决算数{exp.code?b.exp.code:大于|小于}年初预算数。",
    "{name}决算支出{exp.code}，上年决算{p.exp.code}，{exp.code?p.exp.code:增加|减少}{exp.code-p.exp.code}。",
)
FUNCTION_SHARE = ("{name}{exp.code}，占{exp.code%exp}",)

BUDGET = (
    "{Y}，{E}安排“三公”经费预算{tp}，比上年预算{tp?p.tp:增加|减少}{tp-p.tp}，{tp?p.tp:增长|下降}{tp~p.tp}。其中："
    "因公出国（境）费{tp.abroad}，公务用车购置及运行费{tp.car}，公务接待费{tp.host}。",
    "{Y}“三公”经费财政拨款预算数为{tp}，较{P}预算{p.tp}{tp?p.tp:增加|减少}{tp-p.tp}，其中：因公出国（境）费预算{tp.abroad}，"
    "公务用车购置及运行费预算{tp.car}，公务接待费预算{tp.host}。",
    "{Y}“三公”经费预算安排{tp}，其中因公出国（境）费{tp.abroad}、公务用车购置费{tp.buy}、公务用车运行维护费{tp.run}、"
    "公务接待费{tp.host}。",
)
BUDGET_ABROAD = (
    "因公出国（境）费预算{tp.abroad}，比上年预算{tp.abroad?p.tp.abroad:增加|减少}{tp.abroad-p.tp.abroad}，"
    "{tp.abroad?p.tp.abroad:增长|下降}{tp.abroad~p.tp.abroad}。",
    "因公出国（境）费{tp.abroad}，上年预算{p.tp.abroad}，{tp.abroad?p.tp.abroad:增加|减少}{tp.abroad-p.tp.abroad}。",
)
BUDGET_CARS = (
    "公务用车购置及运行费预算{tp.car}，其中：公务用车购置费{tp.buy}，公务用车运行费{tp.run}。",
    "公务用车购置及运行费{tp.car}，比上年预算{tp.car?p.tp.car:增加|减少}{tp.car-p.tp.car}，{tp.car?p.tp.car:增长|下降}"
    "{tp.car~p.tp.car}。其中公务用车购置费{tp.buy}，公务用车运行费{tp.run}。",
)
BUDGET_HOSTING = (
    "公务接待费预算{tp.host}，比上年预算{tp.host?p.tp.host:增加|减少}{tp.host-p.tp.host}，"
    "{tp.host?p.tp.host:增长|下降}{tp.host~p.tp.host}。",
    "公务接待费{tp.host}，较上年预算{p.tp.host}{tp.host?p.tp.host:增长|下降}{tp.host~p.tp.host}。",
)

UNITS_STATED = (
    "从预算单位构成看，纳入{E}{Y}度部门决算编制范围的单位共{units}个，包括：",
    "纳入本部门{Y}度决算汇编范围的预算单位共{units}个，分别是：",
    "{Y}度纳入{E}部门决算编制范围的预算单位共有{units}个，名单如下：",
    "{E}{Y}度部门决算由{units}个预算单位的决算汇总而成，包括：",
)
UNITS_BELOW_STATED = (
    "{E}下属预算单位{units}个，具体为：",
    "本部门下设{units}个预算单位，分别为：",
    "{E}所属预算单位共计{units}家，包括：",
)
SCORE_TOTAL = (
    "经自评，{Y}度部门整体支出绩效自评得分{SCORE}分，自评等级为“{GRADE}”。",
    "按照评分标准，{E}{Y}度部门整体支出绩效自评总分{SCORE}分，评价等次为“{GRADE}”（90分及以上为优，80至90分为良，"
    "60至80分为中，60分以下为差）。",
    "{Y}度自评得{SCORE}分（满分100分），等级为{GRADE}。",
    "{Y}度部门整体支出绩效自评综合得分{SCORE}分，评价等级为“{GRADE}”。",
    "对照指标体系逐项打分，本部门自评得分为{SCORE}分，绩效等级{GRADE}。",
)
SCORE_LINE = (
    "{name}得{SCORE}分（满分{WEIGHT}分）",
    "{name}分值{WEIGHT}分，自评得分{SCORE}分",
    "{name}（满分{WEIGHT}分）得{SCORE}分",
    "{name}（{WEIGHT}分），自评得{SCORE}分",
)
DEDUCTION_LINE = (
    "{name}分值{WEIGHT}分，扣{LOST}分，得{SCORE}分",
    "{name}（{WEIGHT}分）：因材料报送不及时扣{LOST}分，自评得{SCORE}分",
)

GENERAL = (
    "{Y}度一般公共预算财政拨款支出年初预算为{b.gp}，支出决算为{gp}，完成年初预算的{gp/b.gp}。",
    "{Y}度一般公共预算财政拨款支出{gp}，其中：基本支出{basic}，占{basic%gp}；项目支出{gp.project}，占{gp.project%gp}。",
    "一般公共预算财政拨款支出决算{gp}，比上年{gp?p.gp:增加|减少}{gp-p.gp}，{gp?p.gp:增长|下降}{gp~p.gp}。",
)
NOTHING_BEFORE = (
    "{Y}新增课题专项经费{proc.sme}，上年该项支出为{zero}{!zero:|，增长100.00%}。",
    "其他对个人和家庭的补助{tp.host}，{P}决算数为{zero}{!zero:，上年没有此项支出|，比上年增长100.00%}。",
)
SHARES_ONLY = (
    "从资金来源看，财政拨款收入、事业收入、其他收入占本年收入合计的比重分别为{inc.fiscal%inc}、{inc.biz%inc}、{inc.other%inc}。",
    "从采购结构看，货物类占{proc.goods%proc}，工程类占{proc.works%proc}，服务类占{proc.services%proc}。",
    "“三公”经费中，因公出国（境）费占{tp.abroad%tp}，公务用车购置及运行维护费占{tp.car%tp}，公务接待费占{tp.host%tp}。",
)
PROGRESS = (
    "支出进度方面，1-3月支出进度为{RATE3}，1-6月支出进度为{RATE6}，1-9月支出进度为{RATE9}。",
    "截至3月底、6月底、9月底，部门预算执行进度分别为{RATE3}、{RATE6}、{RATE9}。",
    "{Y}6月执行进度{RATE6}，9月执行进度{RATE9}，11月执行进度{RATE11}。",
)
CUMULATED = (
    "1-9月累计支出{SPENT9}，1-12月累计支出{SPENT12}。",
    "1-6月累计支出{SPENT6}，1-9月累计支出{SPENT9}，1-12月累计支出{SPENT12}。",
)
YEAR_TITLE = ("{!year:Y|P}度部门决算情况说明", "{!year:Y|P}度收入支出决算总体情况说明")
YEARLY = (
    "{Y}度本年支出合计{exp}，上年本年支出合计{p.exp}。年初结转和结余{carry_in}，年末结转和结余{carry_out}。",
    "{Y}度本年支出合计{exp}，比上年的{p.exp}{exp?p.exp:增加|减少}{exp-p.exp}。年初结转和结余{carry_in}，"
    "年末结转和结余{carry_out}。",
)
YEARLY_OTHERS = (
    "“三公”经费支出决算{tp}，上年“三公”经费支出决算{p.tp}。",
    "公用经费支出{office}，公务接待费支出{tp.host}。",
)

# 财预〔2016〕143号: what a disclosure explains beside its tables, in words without numbers
OWED_EXPLANATIONS = (
    "部门主要职责：贯彻执行有关方针政策。",
    "部门机构设置：按规定设置内设机构。",
    "机关运行经费、政府采购和国有资产占用情况：按规定列支、办理和管理。",
    "预算绩效情况：按要求开展预算绩效管理。",
    "名词解释：采用财政部门的统一口径。",
)
