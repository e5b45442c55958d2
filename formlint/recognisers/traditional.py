"""Headings in traditional characters are compared as their simplified spelling: 項目支出績效自評表 is 项目支出绩效自评表.

Only the characters that words of the form definitions use, each with its first simplified form; what a document prints stays as it is.
"""

TRADITIONAL = (
    "來係個備傢債價內別則劃劑動務匯區參員問單噹嚮國埰執報壓學寀實審專對導屬彆彙後復態應戶採摺撥擔據擬數旂時曏會業構標權歸決況減測準滙"
    "滿濟為營爲狀現環產産當發監眾確碼礎稅稱箇範簽籌籤約納級細終結統經綜維編縣總績繫續羣義聯職興萬蔘處號衆衕補製複覈見規觀計設註証評話"
    "說説調請論證負財責費資賦質較轉辦迴週進運過達鄉釋釦銜錶鎭鎮長門開間閤階際險隻離電響項預領題額類養餘體髮點齣"
)
SIMPLIFIED = (
    "来系个备家债价内别则划剂动务汇区参员问单当向国采执报压学采实审专对导属别汇后复态应户采折拨担据拟数旗时向会业构标权归决况减测准汇"
    "满济为营为状现环产产当发监众确码础税称个范签筹签约纳级细终结统经综维编县总绩系续群义联职兴万参处号众同补制复核见规观计设注证评话"
    "说说调请论证负财责费资赋质较转办回周进运过达乡释扣衔表镇镇长门开间合阶际险只离电响项预领题额类养余体发点出"
)
TO_SIMPLIFIED = str.maketrans(TRADITIONAL, SIMPLIFIED)
