"""What stands between the cells of a text: a tab, a comma, a semicolon, a line – or gaps, as in a letter or a chat."""

from __future__ import annotations

import re

_WIDE_GAP = re.compile(r"\t| {2,}|\u3000+")


def parted(text: str) -> tuple[str, str]:
    """The mark between the cells, and the text as it is parted by it: without `sep=;`, and a tab for each gap."""
    head, _end, rest = text.partition("\n")
    if head.strip('" ').lower().startswith("sep="):
        return (head.strip('" ')[4:5] or ",", rest)
    counts = {mark: sum(line.count(mark) for line in text.split("\n", 20)[:20]) for mark in "\t;,，|、"}
    if counts["\t"]:
        return "\t", text
    if any(counts[mark] for mark in ";,，|"):
        # 、 lists several things within a cell wherever another mark parts the cells.
        counts["、"] = 0
    if any(counts.values()):
        return max(counts, key=lambda mark: (_parts_alike(text, mark), counts[mark])), text
    if _is_apart_by_gaps(text):
        return "\t", "\n".join(_WIDE_GAP.sub("\t", line.strip()) for line in text.split("\n"))
    if _is_apart_by_spaces(text):
        return "\t", "\n".join("\t".join(line.split()) for line in text.split("\n"))
    return ",", text


def _parts_alike(text: str, mark: str) -> int:
    """On how many of the first lines a mark stands as often as on the first: a comma within cells does not."""
    lines = [line.count(mark) for line in text.split("\n", 20)[:20] if line.strip()]
    return lines.count(lines[0]) if lines[0] else 0


def _is_apart_by_gaps(text: str) -> bool:
    """A list set in columns: as many words on each line, apart by more than one space."""
    found = {len(_WIDE_GAP.split(line.strip())) for line in text.split("\n") if line.strip()}
    return len(found) == 1 and found != {1}


def _is_apart_by_spaces(text: str) -> bool:
    """Lines out of a letter or a chat: as many words on each, one as long as an identifier; 豫H 51001 is one cell."""
    lines = [line.split() for line in text.split("\n") if line.strip()]
    if len({len(words) for words in lines}) != 1 or len(lines[0]) == 1:
        return False
    # The first may name the columns.
    return all(
        any(len(word) >= 18 or (len(word) >= 7 and not word.isdigit()) for word in words)
        for words in (lines[1:] or lines)
    )
