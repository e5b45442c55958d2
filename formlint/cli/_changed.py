"""The files that changed, as git tells: `check --changed[=REV]`. Whole files, since a form has no lines to compare."""

import os
import subprocess
from collections.abc import Iterable
from pathlib import Path

from formlint.config.globs import below
from formlint.errors import FormlintError
from formlint.settling.suppressions import SUFFIX

# no hook or program of a repository that somebody handed in is run
_GIT = ("git", "-c", "core.fsmonitor=false", "-c", "core.quotePath=false", "--no-optional-locks")
SECONDS = 60


def changed(paths: Iterable[Path], revision: str) -> set[Path]:
    """Those of the files that differ from where the revision and the working tree parted, or that git does not know yet; also those whose
    side-car does.

    Raises FormlintError when git is missing, a file lies in no repository, or there is no such revision.
    """
    found: set[Path] = set()
    by_folder: dict[Path, list[Path]] = {}
    for path in paths:
        by_folder.setdefault(path.absolute().parent, []).append(path)
    known: dict[Path, set[str]] = {}
    for folder, files in by_folder.items():
        root = Path(os.fsdecode(_git(folder, "rev-parse", "--show-toplevel")).rstrip("\n"))
        if root not in known:
            known[root] = set(_names(root, revision))
        real = folder.resolve()
        for path in files:
            name = below(real / path.name, root.resolve())
            if name is None:  # the same folder under another letter
                raise FormlintError("no-repository", where=folder.as_posix(), found="")
            if {name, name + SUFFIX} & known[root]:
                found.add(path)
    return found


def _names(root: Path, revision: str) -> Iterable[str]:
    """Relative to the root."""
    parsed = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}", fault="no-such-revision", found=revision)
    commit = parsed.decode().strip()
    base = _git(root, "merge-base", commit, "HEAD", fault="no-such-revision", found=revision).decode().strip()
    listed = _git(root, "diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", "--no-textconv", base, "--")
    new = _git(root, "ls-files", "--others", "--exclude-standard", "-z")
    return (os.fsdecode(name) for name in (listed + new).split(b"\0") if name)


def _git(folder: Path, *arguments: str, fault: str = "no-repository", found: str = "") -> bytes:
    environment = {name: value for name, value in os.environ.items() if name not in ("GIT_DIR", "GIT_WORK_TREE")} | {"LC_ALL": "C"}
    try:
        done = subprocess.run([*_GIT, *arguments], cwd=folder, env=environment, capture_output=True, check=True, timeout=SECONDS)
    except FileNotFoundError as error:
        raise FormlintError("no-git") from error
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        raise FormlintError(fault, where=folder.as_posix(), found=found) from error
    return done.stdout
