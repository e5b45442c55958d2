"""Frozen data as JSON and back, by the types of its fields: what comes back is what was written, or a ValueError.

For dataclasses, texts, bytes (in base 64), whole numbers, finite floats, decimals (as texts), enums, tuples, mappings from texts, sets of texts, and
unions of these. Fields that hold their default are left out. In a union of dataclasses, `is` names the class. Nothing else can come out of a file,
whatever is in it.
"""

import json
import re
import sys
import types
import typing
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from decimal import Decimal
from enum import Enum
from functools import cache, partial
from operator import attrgetter
from typing import Any

_DECIMAL = re.compile(r"-?[0-9]{1,60}(\.[0-9]{1,60})?")


def text(value: Any) -> str:
    """The value on one line of JSON, in which JSON's own kinds may hold ours and ours theirs."""
    return _WRITER.encode(value)


def _plain(value: Any) -> Any:
    """What JSON has no kind for, with what it holds as it is."""
    return _way(value.__class__)(value)


_WRITER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False, default=_plain)  # what is frozen holds no circles


@cache
def _way(kind: type) -> Callable[[Any], Any]:
    """How what is of this class is written: found once, a report of one form has 500 things of a dozen classes."""
    if is_dataclass(kind):
        defaults = _defaults(kind)
        needed = [name for name, default in defaults.items() if default is MISSING]
        return partial(_told, kind.__name__, needed, [(name, default) for name, default in defaults.items() if default is not MISSING])
    if issubclass(kind, Enum):
        return attrgetter("value")
    if issubclass(kind, Decimal):
        return "{:f}".format
    if issubclass(kind, bytes):
        return lambda data: b64encode(data).decode("ascii")
    if issubclass(kind, Mapping):
        return dict
    if issubclass(kind, frozenset):
        return sorted
    raise TypeError(f"{kind.__name__} has no place in JSON")


def _told(kind: str, needed: Iterable[str], defaults: Iterable[tuple[str, Any]], value: Any) -> dict[str, Any]:
    told = {"is": kind}
    for name in needed:
        told[name] = getattr(value, name)
    for name, default in defaults:
        each = getattr(value, name)
        if each is not default and each != default:
            told[name] = each
    return told


def decoded(data: Any, wanted: Any) -> Any:
    """The value of the type `wanted`. Raises ValueError."""
    origin, parts = typing.get_origin(wanted), typing.get_args(wanted)
    if origin in (types.UnionType, typing.Union):
        return _one_of(data, parts)
    if origin is tuple:
        return _tuple(data, parts)
    if origin is not None and issubclass(origin, Mapping):
        return {key: decoded(each, parts[1]) for key, each in _a(dict, data).items()}
    if origin is frozenset:
        return frozenset(decoded(each, parts[0]) for each in _a(list, data))
    if is_dataclass(wanted):
        return _made(data, wanted)
    return _scalar(data, wanted)


def _scalar(data: Any, wanted: Any) -> Any:
    if wanted is float:
        if isinstance(data, bool) or not isinstance(data, int | float) or not abs(data) <= sys.float_info.max:
            raise ValueError("not a number")
        return data
    if wanted is Decimal:
        if not _DECIMAL.fullmatch(_a(str, data)):
            raise ValueError("not a decimal")
        return Decimal(data)
    if wanted is bytes:
        return b64decode(_a(str, data), validate=True)
    if isinstance(wanted, type) and issubclass(wanted, Enum):
        return wanted(data)
    if wanted is int and isinstance(data, bool):
        raise ValueError("not a whole number")
    return _a(wanted, data)


def _a(wanted: Any, data: Any) -> Any:
    if not isinstance(data, wanted):
        raise ValueError(f"not {wanted.__name__}")
    return data


def _one_of(data: Any, parts: tuple[Any, ...]) -> Any:
    if data is None and type(None) in parts:
        return None
    classes = [each for each in parts if is_dataclass(each)]
    if classes and isinstance(data, dict):
        fitting = next((each for each in classes if getattr(each, "__name__", "") == data.get("is")), None)
        if fitting is None:
            raise ValueError("not known here")
        return decoded(data, fitting)
    listed = isinstance(data, list)
    (other,) = [
        each for each in parts if each is not type(None) and each not in classes and (typing.get_origin(each) is tuple or each is list) == listed
    ]
    return decoded(data, other)


def _tuple(data: Any, parts: tuple[Any, ...]) -> tuple[Any, ...]:
    listed = _a(list, data)
    if len(parts) == 2 and parts[1] is Ellipsis:
        return tuple(decoded(each, parts[0]) for each in listed)
    if len(listed) != len(parts):
        raise ValueError("not that many")
    return tuple(decoded(each, part) for each, part in zip(listed, parts, strict=True))


def _made(data: Any, wanted: Any) -> Any:
    kinds = _types(wanted)
    told = {name: decoded(each, kinds[name]) for name, each in _a(dict, data).items() if name in kinds}
    missing = [name for name in kinds if name not in told and _default(wanted, name) is MISSING]
    if missing or data.get("is", wanted.__name__) != wanted.__name__:
        raise ValueError("lacks something")
    return wanted(**told)


@cache
def _types(wanted: Any) -> dict[str, Any]:
    hints = typing.get_type_hints(wanted)
    return {each.name: hints[each.name] for each in fields(wanted) if each.init}


@cache
def _defaults(wanted: Any) -> dict[str, Any]:
    return {each.name: each.default if each.default_factory is MISSING else each.default_factory() for each in fields(wanted) if each.init}


def _default(wanted: Any, name: str) -> Any:
    return _defaults(wanted)[name]
