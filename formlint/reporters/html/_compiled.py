"""The template, compiled: kept where Python keeps the bytecode of this package, since compiling it takes ten times as long as filling it in.

It is trusted as that bytecode is: who may write there may change the package. What another template, another Jinja2, another Python or other options
made, and what is broken, is made anew. Nothing is kept where Python may keep none or the folder cannot be written to.
"""

import sys
from contextlib import suppress
from functools import cache
from importlib.util import cache_from_source
from pathlib import Path

import jinja2
import jinja2.compiler
from jinja2.bccache import Bucket

FOLDER = Path(__file__).parent
MADE_BY = (Path(jinja2.compiler.__file__), Path(__file__))  # Jinja2 numbers its bytecode, but that number stays over many of its versions


class _Kept(jinja2.FileSystemBytecodeCache):
    def get_source_checksum(self, source: str) -> str:
        made = [(each.st_mtime_ns, each.st_size) for each in (file.stat() for file in MADE_BY)]
        return super().get_source_checksum(f"{source}{made}")

    def load_bytecode(self, bucket: Bucket) -> None:
        try:
            super().load_bytecode(bucket)
        except Exception:  # noqa: BLE001 - it is unpickled: what is broken may raise anything
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        if sys.dont_write_bytecode:
            return
        with suppress(OSError):
            Path(self.directory).mkdir(parents=True, exist_ok=True)
            super().dump_bytecode(bucket)
            Path(self.directory, self.pattern % bucket.key).chmod(Path(__file__).stat().st_mode & 0o666)  # else nobody but who wrote it may read it


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
