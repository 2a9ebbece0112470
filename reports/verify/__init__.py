"""Finished files read back and held against the data file, with other eyes than those that wrote them."""
