"""A personal brief or deck for every row of a table of recipients.

`recipients` reads the table, `letters` says what is personal, a press makes the copies, `run` writes them down. What is
known of a recipient reaches the copy and nothing else: no log, no message, no name of a file, no metadata.
"""
