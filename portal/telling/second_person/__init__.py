"""Whatever waits for a second person is told to those who may be one."""
