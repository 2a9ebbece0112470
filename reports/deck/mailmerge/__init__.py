"""A personal deck for each reader, from one that is rendered once."""
