"""What is shown: one folder per widget; widgets never import each other."""
