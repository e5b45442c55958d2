"""The template, compiled: kept where Python keeps the bytecode of this package, since compiling it takes ten times as long as filling it in.

Nowhere, where Python may keep none or the folder cannot be written to.
"""

import sys
from contextlib import suppress
from functools import cache
from importlib.util import cache_from_source
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket

FOLDER = Path(__file__).parent


class _Kept(jinja2.FileSystemBytecodeCache):
    def load_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        if sys.dont_write_bytecode:
            return
        with suppress(OSError):
            Path(self.directory).mkdir(parents=True, exist_ok=True)
            super().dump_bytecode(bucket)


@cache
def template() -> jinja2.Template:
    """What `page.html` makes of a report."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(FOLDER),
        bytecode_cache=_Kept(str(Path(cache_from_source(__file__)).parent), f"page-%s.{sys.implementation.cache_tag}.pyc"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("page.html")
