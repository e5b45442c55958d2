"""CJK radicals -> the characters they stand for: 工 printed as ⼯ (U+2F2F) is 工.

A PDF may give a glyph that a radical and a character share back as the radical (Chromium with Noto CJK: 33 kinds in one form). One character
stays one.
Source: EquivalentUnifiedIdeograph.txt of Unicode 14; for U+2F00-2FD5 it agrees with NFKC, the supplement U+2E80-2EF3 has no NFKC form.
"""

FIRST, LAST = 0x2E80, 0x2FDF

# sixteen code points a row, from U+2E80; one that is not assigned or stands for nothing stands for itself
_CHARACTERS = (
    "⺀厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣"
    "尢𡯂巳幺彑彐忄心扌攵⺚旡日月歺母"
    "民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹"
    "纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹"
    "艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑"
    "钅長镸长门𨸏阝雨青韦页风飞食𩙿飠"
    "饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜"
    "龙龜亀龟⻴⻵⻶⻷⻸⻹⻺⻻⻼⻽⻾⻿"
    "一丨丶丿乙亅二亠人儿入八冂冖冫几"
    "凵刀力勹匕匚匸十卜卩厂厶又口囗土"
    "士夂夊夕大女子宀寸小尢尸屮山巛工"
    "己巾干幺广廴廾弋弓彐彡彳心戈戶手"
    "支攴文斗斤方无日曰月木欠止歹殳毋"
    "比毛氏气水火爪父爻爿片牙牛犬玄玉"
    "瓜瓦甘生用田疋疒癶白皮皿目矛矢石"
    "示禸禾穴立竹米糸缶网羊羽老而耒耳"
    "聿肉臣自至臼舌舛舟艮色艸虍虫血行"
    "衣襾見角言谷豆豕豸貝赤走足身車辛"
    "辰辵邑酉釆里金長門阜隶隹雨靑非面"
    "革韋韭音頁風飛食首香馬骨高髟鬥鬯"
    "鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠"
    "鼻齊齒龍龜龠⿖⿗⿘⿙⿚⿛⿜⿝⿞⿟"
)
_FOLDED = {FIRST + number: character for number, character in enumerate(_CHARACTERS)}


def fold_radicals(text: str) -> str:
    """The text with every radical as the character it stands for; as long as before."""
    return text.translate(_FOLDED)
