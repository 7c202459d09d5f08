"""Frozen, typed values. Standard library only: no file, array, figure or widget."""
