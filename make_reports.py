"""Build the brief and the deck: `python make_reports.py [build DATA]`. See README.md."""

import sys

if __name__ == "__main__":
    try:
        from reports.cli import main  # which processes that make copies need not import

        sys.exit(main())
    except KeyboardInterrupt:  # while it was imported
        sys.exit(130)
