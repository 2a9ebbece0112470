"""A personal brief or deck for every row of a table of recipients.

`recipients` reads the table, a renderer makes the copies, `run` writes them and keeps the manifest. What is
known of a recipient reaches the copy and nothing else: no log, no message, no name of a file, no metadata.
"""
