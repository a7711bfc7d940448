"""`make bench`: prints a Markdown table of ratios, of CPU time, medians of interleaved runs, with their targets."""

from __future__ import annotations

from bench.ground import ground, set_up


def main() -> None:
    set_up()
    with ground():
        from bench import cases, fleet, hotline, main_job, pages, papers

        rows = [*papers.rows(), *cases.rows(), *pages.rows(), *hotline.rows(), *fleet.rows(), *main_job.rows()]
    print("| what | beside | measured | target |\n|---|---|---|---|")
    for row in rows:
        print(f"| {' | '.join(row)} |")


if __name__ == "__main__":
    main()
