#!/usr/bin/env python
"""Crawltrack's command line: `python manage.py help` lists what it can do."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "crawltrack.settings")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as problem:
        # The person starting the server needs the sentence, not our traceback.
        sys.exit(f"Crawltrack cannot start. {problem}")


if __name__ == "__main__":
    main()
