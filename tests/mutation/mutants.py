"""The mutants of one module: its text with one small fault each, by the operators of mutmut.

mutmut itself changes the bodies of functions only. Half of this logic is tables at the level of the module,
so its operators are applied to every expression of a module here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import libcst as cst
import libcst.matchers as m
from libcst.metadata import ByteSpanPositionProvider, MetadataWrapper, ParentNodeProvider, PositionProvider
from mutmut.mutation.mutators import mutation_operators, operator_string

LEFT_OUT = (cst.Annotation, cst.Decorator, cst.Import, cst.ImportFrom)
"""Nothing in these is changed: types are not evaluated, decorators are caches and frozen classes."""

UNCHANGED_CALLS = m.Name("len") | m.Name("isinstance") | m.Name("TypeVar")
TYPES_ONLY = m.If(test=m.Name("TYPE_CHECKING"))
NAMES_OF_THE_MODULE = m.Assign(targets=[m.AssignTarget(target=m.Name("__all__"))])


@dataclass(frozen=True)
class Mutant:
    """One fault: where it is, what stood there, what stands there now, and the text of the whole module."""

    module: str
    function: str
    line: int
    before: str
    after: str
    start: int
    end: int
    first_line: int
    last_line: int
    """Of the outermost function that holds it, its decorators included; of itself where there is none."""
    in_body: bool
    """Inside the body of a function; what is not decides at import."""

    @property
    def key(self) -> str:
        """The same as long as nothing before it in its module changes."""
        return f"{self.module}:{self.start}-{self.end}:{self.after}"

    def applied(self, source: bytes) -> str:
        return (source[: self.start] + self.after.encode() + source[self.end :]).decode()


def mutants(module: str, source: bytes) -> list[Mutant]:
    """Every mutant of a module, in the order of its text; each compiles."""
    wrapper = MetadataWrapper(cst.parse_module(source))
    collected = _Collector(module, source, wrapper.module)
    wrapper.visit(collected)
    found = {(one.start, one.end, one.after): one for one in collected.found if _compiles(one.applied(source))}
    return sorted(found.values(), key=lambda one: (one.start, one.end))


def _compiles(text: str) -> bool:
    try:
        compile(text, "mutant", "exec")
    except SyntaxError:
        return False
    return True


class _Collector(cst.CSTVisitor):
    METADATA_DEPENDENCIES = (ByteSpanPositionProvider, ParentNodeProvider, PositionProvider)

    def __init__(self, module: str, source: bytes, tree: cst.Module) -> None:
        super().__init__()
        self.module, self.source, self.tree = module, source, tree
        self.within: list[str] = []
        self.raising = self.bodies = 0
        self.outermost: cst.FunctionDef | None = None
        self.found: list[Mutant] = []

    def on_visit(self, node: cst.CSTNode) -> bool:
        if isinstance(node, LEFT_OUT) or m.matches(node, TYPES_ONLY | NAMES_OF_THE_MODULE):
            return False
        if m.matches(node, m.Call(func=UNCHANGED_CALLS) | m.AnnAssign(annotation=m.Annotation(m.Name("TypeAlias")))):
            return False
        if isinstance(node, cst.FunctionDef | cst.ClassDef):
            self.within.append(node.name.value)
        if isinstance(node, cst.FunctionDef) and self.outermost is None:
            self.outermost = node
        self.raising += isinstance(node, cst.Raise)
        self.bodies += self._is_body(node)
        if not isinstance(node, cst.SimpleString) or not self.raising:
            self.found += self._of(node)
        return True

    def on_leave(self, original_node: cst.CSTNode) -> None:
        if isinstance(original_node, cst.FunctionDef | cst.ClassDef):
            self.within.pop()
        if original_node is self.outermost:
            self.outermost = None
        self.raising -= isinstance(original_node, cst.Raise)
        self.bodies -= self._is_body(original_node)

    def _is_body(self, node: cst.CSTNode) -> bool:
        parent = self.get_metadata(ParentNodeProvider, node, None)
        return isinstance(parent, cst.FunctionDef) and parent.body is node

    def _of(self, node: cst.CSTNode) -> Iterator[Mutant]:
        for kind, operator in mutation_operators:
            if not isinstance(node, kind):
                continue
            for number, changed in enumerate(operator(node)):
                if operator is operator_string and number:  # another case of letters tells no more than another text
                    break
                span = self.get_metadata(ByteSpanPositionProvider, node)
                end = span.start + span.length
                before = self.source[span.start : end].decode()
                after = self.tree.code_for_node(changed)
                line = self.get_metadata(PositionProvider, node).start.line
                outer = self.outermost or node
                decorators = outer.decorators if isinstance(outer, cst.FunctionDef) else ()
                first = self.get_metadata(PositionProvider, next(iter(decorators), outer)).start.line
                where = ".".join(self.within) or "(module)"
                yield Mutant(
                    self.module,
                    where,
                    line,
                    before,
                    after,
                    span.start,
                    end,
                    first,
                    self.get_metadata(PositionProvider, outer).end.line,
                    self.bodies > 0,
                )
