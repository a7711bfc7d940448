"""`make bench-scale`: what pages and timers cost the database in a small and in a large world.

`python -m bench.scale 1000 100000 [--lists] [--only WORD] [--keep-plans]`, by make
`make bench-scale CASES="1000 1000000 --lists"`. Prints a Markdown table, what a case takes on the
disk, and which of the ten hottest statements are carried out in another way than the kept plans say.
"""

from __future__ import annotations

import argparse
import sys

from bench.scale.cluster import running
from bench.scale.reading import Cost
from bench.scale.worlds import made, set_up, step_into


def main() -> None:
    wanted = argparse.ArgumentParser(description="What grows with the number of cases.")
    wanted.add_argument("cases", type=int, nargs="*", default=[1_000, 100_000])
    wanted.add_argument("--lists", action="store_true", help="worlds of what lists, searches and figures read alone")
    wanted.add_argument("--only", default="", help="only what has this in its name")
    wanted.add_argument("--slowest", type=int, default=0, help="print so many of the slowest statements of each page")
    wanted.add_argument("--keep-plans", action="store_true", help="keep the plans of the last world as they are now")
    told = wanted.parse_args()
    with running():
        set_up()
        _print(told.cases, of_lists=told.lists, only=told.only, slowest=told.slowest, keep_plans=told.keep_plans)


def _print(sizes: list[int], *, of_lists: bool, only: str, slowest: int, keep_plans: bool) -> None:
    from bench.scale import plans
    from bench.scale.pages import readings
    from bench.scale.reading import cost_of, listening

    costs: dict[str, list[Cost]] = {}
    hottest: dict[str, tuple[float, str]] = {}
    sizes_on_disk = {}
    for size in sizes:
        step_into(made(size, of_lists=of_lists))
        sizes_on_disk[size] = _bytes_per_case()
        for reading in readings():
            if only not in reading.name:
                continue
            cost = cost_of(reading.work, before=reading.before)
            print(f"{size:,} {reading.name}: {cost.database_ms:.1f} ms", file=sys.stderr, flush=True)
            costs.setdefault(reading.name, []).append(cost)
            reading.before()
            with listening() as heard:
                reading.work()
            for sql, params, seconds in sorted(heard.statements, key=lambda one: -one[2])[:slowest]:
                print(f"{size:,} {reading.name}: {seconds * 1000:.1f} ms: {sql[:1500]} {params}\n")
            if size == sizes[-1] and (found := plans.hottest_of(heard)):
                hottest[reading.name] = (found[2], plans.shape_of(found[0], found[1]))
    print_costs(sizes, costs)
    print("\n" + ", ".join(f"{size:,} cases: {kilobytes:.1f} kB a case" for size, kilobytes in sizes_on_disk.items()))
    _compare(hottest, keep=keep_plans)


def print_costs(sizes: list[int], costs: dict[str, list[Cost]]) -> None:
    heads = " | ".join(f"{size:,}" for size in sizes)
    print(f"| db CPU ms at … cases | {heads} | growth | queries | kB | python ms |\n|{'---|' * (len(sizes) + 5)}")
    for name, found in costs.items():
        spent = " | ".join(f"{cost.database_ms:.1f}" for cost in found)
        first, last = found[0], found[-1]
        # What is read from memory alone costs the database nothing.
        growth = f"{last.database_ms / first.database_ms:.1f} ×" if first.database_ms else "–"
        print(f"| {name} | {spent} | {growth} | {last.queries} | {last.kilobytes:.0f} | {last.python_ms:.0f} |")


def _bytes_per_case() -> float:
    """Kilobytes of the database for each case, files apart."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database()) / 1024.0 / count(*) FROM licensing_submission")
        return float(cursor.fetchone()[0])


def _compare(hottest: dict[str, tuple[float, str]], *, keep: bool) -> None:
    from bench.scale import plans

    now = {name: shape for name, (_seconds, shape) in hottest.items()}
    if keep:
        most = sorted(hottest, key=lambda name: -hottest[name][0])[: plans.HOTTEST]
        plans.keep({name: now[name] for name in most})
    for line in plans.changed(plans.kept(), now):
        print(f"Another plan: {line}")


if __name__ == "__main__":
    main()
