"""The spiral builder."""
