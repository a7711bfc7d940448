"""What leaves the portal as a file for a spreadsheet, an archive or a program."""

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PAGES = ("text/html", "application/pdf", "image/")
EXPORTS = {
    **dict.fromkeys(
        ("registries:template", "grids:template", "codes:template", "channels:template", "channels:results"), XLSX
    ),
    "catalogue:export": "application/zip",
    "catalogue:export_draft": "application/zip",
    "work:download": "application/zip",
    "health": "application/json",
    # What a phone keeps for the day, and the program that keeps it.
    "encounters:worker": "text/javascript",
    "encounters:session": "application/json",
    "encounters:today": "application/json",
    "visits:worker": "text/javascript",
    "visits:session": "application/json",
    "visits:today": "application/json",
    "sitemap": "application/xml",
    "reports:table": "text/csv",
    "reporting:file": "text/csv",
    # A draw, to be recomputed by anybody: no table, opened by a program.
    "draws:frozen": "application/json",
    "draws:result": "application/json",
    "draws:script": "text/x-python",
    "mfa_download_recovery_codes": "text/plain",
}


def kind_of(answer):
    """The type of content an answer names, without its parameters."""
    return answer.get("Content-Type", "").split(";")[0]


def is_export(answer):
    """Whether an answer is a file that is no page, picture or paper."""
    return answer.status_code == 200 and not kind_of(answer).startswith(PAGES)
