"""The supervisor's dashboard: each number is a register as filtered, counted; its link opens the very rows."""
