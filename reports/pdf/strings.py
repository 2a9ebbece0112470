"""Texts as PDF strings."""


def utf16(text: str) -> str:
    """Write a text as a PDF string that any reader decodes alike."""
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"
