"""What every reader of tables raises."""


class TableError(Exception):
    """A file that cannot be read as a table: what is wrong, what may help, and in which row (0: in all of it)."""

    def __init__(self, message: str, hint: str | None = None, row: int = 0) -> None:
        self.message = message
        self.hint = hint
        self.row = row
        super().__init__(message)
