"""Teaching and research tools for *Creating Better Futures*, in JupyterLab."""

__version__ = "0.1.0"
