"""One data file about a funding programme becomes a PDF brief and a PowerPoint deck. See README.md here."""

__version__ = "0.2.0"
