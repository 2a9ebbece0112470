"""What a data file may say: its types, its scalars, its schema, and the YAML that it is written in."""
