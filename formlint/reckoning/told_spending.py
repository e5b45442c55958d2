"""How running text says that money was spent, and at what rate: 实际支出298.7万元，预算执行率为99.57%. Each is a part of a pattern."""

SPENDING = "执行|支出|使用|支付|拨付"
RATES = "执行率|预算完成率|支出率|支付率|使用率|拨付率|支出进度|执行进度"
NUMBER_NEXT = "(?:为|是|达到?)?[:：]?$"  # between such a word and its number
