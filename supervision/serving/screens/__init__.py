"""Pages of service: what reached nobody yet, what a company agreed to, scanned acknowledgements."""
