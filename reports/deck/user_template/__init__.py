"""Slides in somebody else's template: read, checked, chosen from and adapted to."""
