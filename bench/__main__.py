"""`make bench`: what a page costs, beside what Django itself costs on the same machine in the same minutes."""

import os
import sys
import tempfile
from pathlib import Path

import django

from tests.deploy.server import environment

with tempfile.TemporaryDirectory(prefix="crawltrack-bench-") as folder:
    settled = {**environment(Path(folder)), "DJANGO_SETTINGS_MODULE": "crawltrack.settings"}
    os.environ.clear()
    os.environ.update(settled)
    django.setup()

    from bench import report
    from bench.measure import rounds

    report.publish(rounds(Path(folder), [int(size) for size in sys.argv[1:]]))
