"""`python -m bench.populate 1000 100000 [--lists]`: worlds of so many cases, kept for `make bench-scale`."""

from __future__ import annotations

import sys

from bench.scale.cluster import running
from bench.scale.worlds import made, set_up


def main() -> None:
    with running():
        set_up()
        for argument in [one for one in sys.argv[1:] if one.isdecimal()] or ["1000"]:
            print(made(int(argument), of_lists="--lists" in sys.argv).address)


if __name__ == "__main__":
    main()
