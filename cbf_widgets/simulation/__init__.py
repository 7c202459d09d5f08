"""Helpful contagion and the ratchet: the network of steps, its dynamics, ensembles of runs, and the exact answer for small networks."""
