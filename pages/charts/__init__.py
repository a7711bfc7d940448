"""Charts: drawn by the server, the same on a page, on paper and in a PDF."""
