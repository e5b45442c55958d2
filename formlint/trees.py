"""YAML as a tree of nodes, which know their lines, and what such a tree holds.

libyaml makes the tree in a tenth of the time of the Python loader. What it holds is taken from it here: the constructor of PyYAML asks for every
word how one makes a thing of its kind, which takes as long as the tree.
"""

from typing import Any

import yaml

Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TEXT, _LIST, _MAPPING = (("tag:yaml.org,2002:str", "scalar"), ("tag:yaml.org,2002:seq", "sequence"), ("tag:yaml.org,2002:map", "mapping"))
_NESTING = "[{-?"  # signs that begin a level, but for a deeper indentation
MANY = 4_000  # of these signs; our longest file has 1,800, and to count its levels takes as long as to read it
DEEPEST = 200  # levels; the deepest we know has 9


def tree_of(text: str) -> Any:
    """The tree of a YAML text, None of an empty one. Raises YAMLError."""
    if sum(map(text.count, _NESTING)) > MANY:
        _no_deeper(text)
    loader = Loader(text)
    try:
        return loader.get_single_node()
    finally:
        loader.dispose()


def held(node: Any) -> Any:
    """What a tree holds whose keys are words; what stands in it twice, by an alias, is made twice. Raises YAMLError and ValueError."""
    kind = node.tag, node.id  # a tag may be written to what is something else
    if kind == _TEXT:
        return node.value
    if kind == _MAPPING:
        return {key.value: held(value) for key, value in node.value}
    if kind == _LIST:
        return [held(each) for each in node.value]
    return yaml.constructor.SafeConstructor().construct_document(node)  # a number, a day, yes or no; whatever else is refused there


def _no_deeper(text: str) -> None:
    """libyaml calls itself for each level of a tree, and ends the process at 25,000: they are counted first."""
    depth = 0
    for event in yaml.parse(text, Loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            mark: Any = event.start_mark  # libyaml has marks of its own
            raise yaml.MarkedYAMLError(problem=f"more than {DEEPEST} levels", problem_mark=mark)
