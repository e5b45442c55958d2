"""What needs LibreOffice: old Word and WPS documents (.doc, .wps), .rtf, .odt, .ods, workbooks saved as XML; turned into docx or xlsx, and read.

LibreOffice runs for one file, in a folder of its own that is deleted afterwards: a fresh profile with macros and links off and no way to the network,
no environment of the user, a time limit. Nothing is installed or fetched. Without LibreOffice the answer is what to do instead.
"""

import os
import re
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from formlint.documents import Document
from formlint.errors import ReadError
from formlint.limits import allowed
from formlint.readers import Source, docx, xlsx
from formlint.readers._contents import OLE2
from formlint.records import record, replace

SUFFIXES = (".doc", ".wps", ".rtf", ".odt", ".ods")

_KIND = re.compile(rb"application/vnd\.oasis\.opendocument\.(text|spreadsheet)")
_PROGRAMS = ("soffice", "libreoffice", "/Applications/LibreOffice.app/Contents/MacOS/soffice", r"C:\Program Files\LibreOffice\program\soffice.exe")
_KEPT = ("PATH", "SYSTEMROOT", "WINDIR", "TMPDIR", "TEMP", "TMP")
_SETTINGS = (  # path, name, value
    ("org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("org.openoffice.Office.Writer/Content/Update", "Link", "0"),
    ("org.openoffice.Office.Calc/Content/Update", "Link", "2"),
    ("org.openoffice.Inet/Settings", "ooInetProxyType", "2"),  # port 9 of this machine answers nobody
    ("org.openoffice.Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)


@record(frozen=True, slots=True)
class _Way:
    """The suffix that LibreOffice is given the file under, the one it turns it into, and its own name for the format.

    With the name it opens nothing else: without one it takes whatever is damaged for plain text.
    """

    suffix: str
    target: str
    filter: str

    @property
    def kind(self) -> str:
        return self.suffix[1:]


def read(source: Source) -> Document:
    """The tables and lines of a document, by way of LibreOffice."""
    if len(source.data) > allowed().slow_megabytes * 1_000_000:
        raise ReadError("too-big", most=str(allowed().slow_megabytes))
    way = _way(source)
    program = next((found for each in _PROGRAMS if (found := shutil.which(each))), None)
    if program is None:
        raise ReadError("needs-libreoffice", suffix=way.suffix, target=way.target)
    converted = Source(f"form{way.target}", _converted(program, source.data, way))
    document = docx.read(converted) if way.target == ".docx" else xlsx.read(converted)
    return replace(document, format=way.kind)


def _way(source: Source) -> _Way:
    """By the content, which has told the reader; a text document where it says nothing."""
    kind = _KIND.search(source.data[:200]) or _KIND.search(source.data)
    if source.data.startswith(b"PK") and kind:
        return _Way(".odt", ".docx", "writer8") if kind[1] == b"text" else _Way(".ods", ".xlsx", "calc8")
    if source.data.startswith(b"{\\rtf"):
        return _Way(".rtf", ".docx", "Rich Text Format")
    if source.data.startswith(OLE2):
        return _Way(".wps" if source.suffix == ".wps" else ".doc", ".docx", "MS Word 97")
    sheet = b"Excel.Sheet" in source.data or b":office:spreadsheet" in source.data
    return _Way(".xml", ".xlsx", "MS Excel 2003 XML") if sheet else _Way(".xml", ".docx", "MS Word 2003 XML")


def _converted(program: str, data: bytes, way: _Way) -> bytes:
    with tempfile.TemporaryDirectory(prefix="formlint-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        given, made = folder / f"form{way.suffix}", folder / "made" / f"form{way.target}"
        given.write_bytes(data)
        _write_profile(folder / "profile")
        command = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore", "--nologo", "--nodefault"]
        command += ["--nolockcheck", f"--infilter={way.filter}", "--convert-to", way.target[1:], "--outdir", made.parent.as_posix(), given.as_posix()]
        _run(command, folder, way)
        if not made.is_file() or made.stat().st_size > allowed().slow_megabytes * 1_000_000:
            raise ReadError("not-converted", suffix=way.suffix, target=way.target)
        return made.read_bytes()


def _write_profile(profile: Path) -> None:
    settings = "".join(
        f'<item oor:path="/{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>' for path, name, value in _SETTINGS
    )
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(
        f'<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry">{settings}</oor:items>\n',
        encoding="utf-8",
    )


def _run(command: list[str], folder: Path, way: _Way) -> None:
    """Runs it in a session of its own: the program is a script that starts another, and both end when the time is over."""
    environment = {name: os.environ[name] for name in _KEPT if name in os.environ} | {"HOME": folder.as_posix(), "LANG": "C.UTF-8"}
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    ) as process:
        try:
            process.wait(allowed().seconds)
        except subprocess.TimeoutExpired as error:
            raise ReadError("conversion-too-slow", suffix=way.suffix, target=way.target, seconds=str(allowed().seconds)) from error
        finally:
            _end(process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """Also what it may have left running."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except (AttributeError, ProcessLookupError, PermissionError):  # no sessions on this system; all have ended
        process.kill()
