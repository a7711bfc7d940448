"""`make bench`: prints a Markdown table of ratios, of CPU time, medians of interleaved runs, with their targets."""

from __future__ import annotations

from bench.ground import ground, set_up


def main() -> None:
    set_up()
    with ground():
        from bench import cases, fleet, hotline, main_job, pages, papers

        print("| what | beside | measured | target |\n|---|---|---|---|")
        # The hotline last: it brings the people and companies of the demo, of whom others found their own.
        for part in (papers, cases, pages, fleet, main_job, hotline):
            # As it is measured: what fails later takes nothing of it along.
            for row in part.rows():
                print(f"| {' | '.join(row)} |", flush=True)


if __name__ == "__main__":
    main()
