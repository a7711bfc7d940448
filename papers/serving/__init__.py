"""Service of letters (送达), whatever app writes them: what begins a limit begins it when it has reached somebody."""
