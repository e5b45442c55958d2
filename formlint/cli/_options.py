"""Options that several commands take."""

from pathlib import Path

import click

FILE = click.Path(path_type=Path)
FOLDER = click.Path(path_type=Path, exists=True, file_okay=False)

lang = click.option("--lang", type=click.Choice(["zh", "en"]), help="语言（或环境变量 FORMLINT_LANG） / Language of the messages (FORMLINT_LANG).")
definition = click.option("--definition", "definitions", multiple=True, metavar="文件 / FILE", type=FILE, help="自有表格定义 / Own form definition.")
packs = click.option(
    "--checks",
    "packs",
    multiple=True,
    metavar="文件夹 / FOLDER",
    type=FOLDER,
    help="自有检查（文件夹/包/名称.py） / Own checks (FOLDER/pack/name.py).",
)
config = click.option("--config", "config", metavar="文件 / FILE", type=FILE, help="使用这份配置 / Use this configuration.")
isolated = click.option("--isolated", is_flag=True, help="不读取任何配置 / Read no configuration.")
