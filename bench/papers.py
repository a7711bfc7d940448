"""Certificates: render, render + sign + store, size."""

from __future__ import annotations

import ctypes
import os
import subprocess
import tempfile
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from bench.measuring import Row, side_by_side
from papers.pdf import html_of, render
from papers.produce import produce
from papers.sign import sign
from tests.papers.test_papers import LICENCE, SEAL

CHROMIUM = [
    "/usr/bin/chromium-headless-shell",
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
]

PR_SET_CHILD_SUBREAPER = 36


def rows() -> list[Row]:
    from weasyprint import HTML

    html = html_of(LICENCE)
    plain_html = html.replace("<style>", '<style>html{font-family:"Noto Serif CJK SC",serif}')

    def plain() -> bytes:
        return bytes(HTML(string=plain_html).write_pdf())

    # What draws the page is a process Chromium does not wait for: it becomes a child of ours, and its time counts.
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    serial = iter(range(10_000))

    def whole() -> None:
        produce(replace(LICENCE, number=f"豫交运管许可焦字410802{next(serial):06d}号"), signer="410802")

    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        page.write_text(html, encoding="utf-8")

        def browser() -> None:
            command = [*CHROMIUM, f"--user-data-dir={folder}/u", f"--print-to-pdf={folder}/out.pdf", page.as_uri()]
            subprocess.run(command, check=True, capture_output=True)
            with suppress(ChildProcessError):
                while True:
                    os.waitpid(-1, 0)

        plain_seconds, ours, full, chromium = side_by_side(plain, lambda: render(LICENCE), whole, browser, runs=5)
    signed = sign(render(LICENCE), signer="410802", name=SEAL.name)
    return [
        (
            "certificate, render only, warm",
            "plain WeasyPrint, system font",
            f"{ours / plain_seconds:.2f} ×",
            "≤ 0.35 ×",
        ),
        ("certificate, render + sign + store", "headless Chromium printing it", f"{full / chromium:.2f} ×", "≤ 0.12 ×"),
        (
            "certificate size, signed",
            "the plain one",
            f"{len(signed) / len(plain()):.2f} ×, {len(signed) / 1000:.0f} kB",
            "≤ 0.4 ×, ≤ 100 kB",
        ),
    ]
