"""A personal brief for each reader, from one that is rendered once; and all of them in one file."""
