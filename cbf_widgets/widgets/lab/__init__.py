"""The lab: helpful contagion and the ratchet on a network of steps, run many times."""
