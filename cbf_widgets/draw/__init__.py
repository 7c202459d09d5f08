"""Figures and print pages: positions first, ink second; never a widget."""
