"""How many walks of chance a test takes: few in every run, ten times as many in `make fuzz`."""

import os


def walks(number: int) -> int:
    """So many in every run, times WALKS."""
    return number * int(os.environ.get("WALKS", "1"))
