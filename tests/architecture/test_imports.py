"""What tests and benches import from our modules stands in them: the type checker does not look into either."""

import ast
from functools import cache
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
UNCHECKED = ["tests", "bench"]
OURS = {*settings.OURS, "registry", *UNCHECKED}


@cache
def tree_of(path):
    return ast.parse(path.read_text(encoding="utf-8"))


def file_of(module):
    """The file of a module of ours, or None."""
    path = ROOT.joinpath(*module.split("."))
    return next((file for file in (path.with_suffix(".py"), path / "__init__.py") if file.exists()), None)


@cache
def names_of(module):
    """What a module binds outside of a function or a class."""
    file, bound = file_of(module), set()
    waiting = [*tree_of(file).body] if file else []
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            bound.add(node.name)
            continue
        if isinstance(node, ast.alias):
            bound.add(node.asname or node.name)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            bound.add(node.id)
        waiting += ast.iter_child_nodes(node)
    return bound


def test_what_tests_and_benches_import_stands_where_they_look_for_it():
    files = [file for room in UNCHECKED for file in (ROOT / room).rglob("*.py")]
    asked = [
        (str(file.relative_to(ROOT)), node.module, name.name)
        for file in files
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.ImportFrom) and node.module and node.module.partition(".")[0] in OURS
        for name in node.names
        if name.name != "*"
    ]

    assert len(asked) > 1000
    gone = [(by, module, name) for by, module, name in asked if name not in names_of(module)]
    assert [one for one in gone if not file_of(".".join(one[1:]))] == []
