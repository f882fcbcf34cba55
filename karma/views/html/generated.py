"""The Python code that templates become: a page prints 150 things, and a book has ten thousand pages."""

from __future__ import annotations

from keyword import iskeyword
from typing import TYPE_CHECKING, Any

from jinja2.compiler import CodeGenerator

if TYPE_CHECKING:
    from jinja2.compiler import Frame
    from jinja2.nodes import Call, Expr, Getattr


class Printing(CodeGenerator):
    """Has templates print by one function of ours what Jinja prints by two."""

    def _output_child_pre(self, node: Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.printed(")

    def _output_child_post(self, node: Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_post(node, frame, finalize)
        else:
            self.write(")")


class Trusted(Printing):
    """The code of karma's own templates: they look into things and call them as Python does.

    Only what asks for an attribute that is there, and calls what needs no context, is right here: in karma's
    own a test sees each of them (`tests/views/test_templates.py`). What comes with a book runs in a sandbox.
    """

    def visit_Getattr(self, node: Getattr, frame: Frame) -> None:  # noqa: N802  (Jinja's name)
        """`contact.name` as it stands there."""
        if iskeyword(node.attr):
            super().visit_Getattr(node, frame)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    def visit_Call(self, node: Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802
        """A macro or a method, called at once."""
        if forward_caller:
            super().visit_Call(node, frame, forward_caller)
            return
        self.write("environment.called(")
        self.visit(node.node, frame)
        self.signature(node, frame)
        self.write(")")
