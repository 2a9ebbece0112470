"""A page on this machine that shows brief and deck, and what is wrong, as the data file is written."""
