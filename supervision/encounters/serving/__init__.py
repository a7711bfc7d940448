"""How a decision not to punish reaches the driver."""
