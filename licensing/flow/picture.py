"""The flows as pictures a lawyer can read: one column in the order of the procedure, made from the code, never drawn.

Steps stand below each other as the flow class lists them; ways that skip ahead run on the right, ways back on the
left, one line for each step they lead to. What may come at any time stands below with the step it leads to.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from viewflow.workflow import flow as engine
from viewflow.workflow.flow import Flow

from desk.nodes import Message
from licensing.flow.after_grant import AfterGrantFlow
from licensing.flow.bundle_flow import BundleFlow
from licensing.flow.flows import LicensingFlow

FLOWS: dict[str, type[Flow]] = {"procedure": LicensingFlow, "after-grant": AfterGrantFlow, "one-thing": BundleFlow}
WIDTH, BOX, HEIGHT, ROW, LANE, FIRST = 720, 250, 46, 72, 16, 40
CENTRE = 300
STYLE = """
text { font: 14px system-ui, "Noto Sans CJK SC", sans-serif; fill: #1b2733; text-anchor: middle; }
text.side { text-anchor: start; } text.head { font-weight: 650; }
.box { fill: #fff; stroke: #5b6b7b; stroke-width: 1.3; } .auto { fill: #f1f4f7; }
.gate { fill: #fff7e0; stroke: #a67c00; } .start, .end { fill: #e8f0fb; stroke: #0b57a4; stroke-width: 1.6; }
.here { fill: #cfe3fb; stroke: #0b57a4; stroke-width: 3; }
.way { fill: none; stroke: #5b6b7b; stroke-width: 1.4; } .tip { fill: #5b6b7b; }
"""


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """A step in its row."""

    node: Any
    row: int

    @property
    def y(self) -> int:
        return FIRST + self.row * ROW


def flow_svg(name: str = "procedure", *, highlight: str = "") -> SafeString:
    """The flow as SVG in the reader's language; `highlight` marks the step of that name as “here”."""
    listed = list(vars(FLOWS[name]))
    nodes = sorted(FLOWS[name].instance.nodes(), key=lambda node: listed.index(node.name))
    steps = [Drawn(node=node, row=row) for row, node in enumerate(n for n in nodes if not isinstance(n, Message))]
    messages = [node for node in nodes if isinstance(node, Message)]
    parts = [*_ways(steps), *(_box(step, here=step.node.name == highlight) for step in steps)]
    height = FIRST + len(steps) * ROW
    parts += _messages(messages, top=height + 20)
    height += 60 + len(messages) * 34 if messages else 0
    title = escape(str(FLOWS[name].process_title))
    # Our own drawing, from our own titles, which are escaped.
    return mark_safe(  # noqa: S308
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" role="img">'
        f"<title>{title}</title><style>{STYLE}</style>"
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">'
        f'<path class="tip" d="M0 0 8 4 0 8z"/></marker></defs>{"".join(parts)}</svg>'
    )


def _title(node: Any) -> str:
    return str(node.task_title or node.name)


def _box(step: Drawn, *, here: bool) -> str:
    node, x, y = step.node, CENTRE - BOX // 2, step.y
    middle = y + HEIGHT // 2
    kind = "box"
    if isinstance(node, engine.Switch | engine.If):
        kind = "box gate"
        inner, outer, foot = x + 16, x + BOX - 16, y + HEIGHT
        points = f"{x},{middle} {inner},{y} {outer},{y} {x + BOX},{middle} {outer},{foot} {inner},{foot}"
        shape = f'<polygon class="{"here" if here else kind}" points="{points}"/>'
    else:
        round_ = HEIGHT // 2 if isinstance(node, engine.StartHandle | engine.End) else 6
        if isinstance(node, engine.StartHandle):
            kind = "start"
        elif isinstance(node, engine.End):
            kind = "end"
        elif not isinstance(node, engine.View):
            kind = "box auto"
        css = "here" if here else kind
        shape = f'<rect class="{css}" x="{x}" y="{y}" width="{BOX}" height="{HEIGHT}" rx="{round_}"/>'
    lines = _wrapped(_title(node))
    first = middle + 5 - (len(lines) - 1) * 8
    words = "".join(f'<text x="{CENTRE}" y="{first + n * 17}">{escape(line)}</text>' for n, line in enumerate(lines))
    return shape + words


def _wrapped(text: str, room: float = 31) -> list[str]:
    """A title on one line or two; Chinese characters take twice the room of Latin letters."""
    if sum(2 if ord(c) > 0x2E7F else 1 for c in text) <= room or " " not in text:
        return [text]
    words = text.split(" ")
    cut = min(range(1, len(words)), key=lambda n: abs(len(" ".join(words[:n])) - len(text) / 2))
    return [" ".join(words[:cut]), " ".join(words[cut:])]


def _ways(steps: Sequence[Drawn]) -> list[str]:
    by_node = {step.node: step for step in steps}
    drawn: list[str] = []
    right: dict[Drawn, list[Drawn]] = {}
    left: dict[Drawn, list[Drawn]] = {}
    for step in steps:
        for edge in step.node._outgoing():
            to = by_node[edge.dst]
            if to.row == step.row + 1:
                drawn.append(f'<path class="way" marker-end="url(#tip)" d="M{CENTRE} {step.y + HEIGHT}V{to.y - 2}"/>')
            else:
                (right if to.row > step.row else left).setdefault(to, []).append(step)
    for side, lanes in ((1, right), (-1, left)):
        ordered = sorted(lanes.items(), key=lambda lane: abs(lane[0].row - lane[1][0].row))
        for number, (to, sources) in enumerate(ordered):
            drawn += _lane(to, sources, side=side, x=CENTRE + side * (BOX // 2 + 22 + number * LANE))
    return drawn


def _lane(to: Drawn, sources: Sequence[Drawn], *, side: int, x: int) -> list[str]:
    """One line beside the column, joined by every step that leads to `to`."""
    edge = CENTRE + side * BOX // 2
    out, into = 10, -8
    target = to.y + HEIGHT // 2 + into
    lines = [f'<path class="way" d="M{edge} {step.y + HEIGHT // 2 + out}H{x}V{target}"/>' for step in sources]
    return [*lines, f'<path class="way" marker-end="url(#tip)" d="M{x} {target}H{edge + side * 2}"/>']


def _messages(messages: Sequence[Any], *, top: int) -> list[str]:
    """What may come at any human step, each with the step it leads to."""
    if not messages:
        return []
    x = CENTRE - BOX // 2 - 60
    head = escape(_("May come from outside and end the open step"))
    drawn = [f'<text class="side head" x="{x}" y="{top + 8}">{head}</text>']
    for number, node in enumerate(messages):
        y = top + 36 + number * 34
        to = " / ".join(_title(edge.dst) for edge in node._outgoing())
        drawn.append(
            f'<circle class="box" cx="{x + 10}" cy="{y - 5}" r="10"/>'
            f'<path class="way" d="M{x + 5} {y - 9}h10v8h-10zl5 4 5-4"/>'
            f'<text class="side" x="{x + 30}" y="{y}">{escape(_title(node))} → {escape(to)}</text>'
        )
    return drawn
