"""The integrity report: what an auditor would object to, counted by one query each, with the rows behind the number."""
