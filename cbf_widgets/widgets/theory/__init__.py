"""Theories of change: explore one, compare twelve, build one's own."""
