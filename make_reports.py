"""Build the brief and the deck: `python make_reports.py [build DATA]`. See README.md."""

import sys

from reports.cli import main

if __name__ == "__main__":
    sys.exit(main())
