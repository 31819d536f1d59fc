"""The table, and what it says beside the figures that were committed last."""

import json
import os
import platform
import subprocess
from collections.abc import Iterable

from bench.measure import BARE, CLIENTS, Round
from tests.deploy.server import ROOT

LAST = "bench/last.json"
HEAD = f"""
                            one client                    {CLIENTS} clients        the page
sessions  page        median ms       95% ms          a second        queries    bytes   brotli   median, last time"""


def publish(rounds: Iterable[tuple[int, Round]]) -> None:
    """Prints each round as it comes, and writes them all to bench/last.json."""
    last, now = _committed(), {}
    machine = {
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "load_before": round(os.getloadavg()[0], 1),
    }
    print("; ".join(f"{what.replace('_', ' ')}: {said}" for what, said in machine.items()))
    print(HEAD)
    for size, figures in rounds:
        now[str(size)] = figures
        print(_table(size, figures, last.get(str(size), {})), flush=True)
    print(f"\n× is times the bare view's, ÷ its share. Written to {LAST}.")
    (ROOT / LAST).write_text(json.dumps({"machine": machine, "sessions": now}, indent=1) + "\n")


def _committed() -> dict[str, Round]:
    """The rounds in the last commit, or none."""
    git = ["git", "show", f"HEAD:{LAST}"]
    found = subprocess.run(git, cwd=ROOT, capture_output=True, text=True)  # noqa: S603
    return json.loads(found.stdout)["sessions"] if found.returncode == 0 else {}


def _table(size: int, figures: Round, last: Round) -> str:
    bare = figures[BARE]
    lines = [""]
    for page, found in figures.items():
        line = f"{size:>8,}  {page:<10}"
        for name in ("median", "p95"):
            line += f"{found[name]:>9.2f} {found[name] / bare[name]:>5.1f}×"
        line += f"{found['rate']:>12.0f} ÷{bare['rate'] / found['rate']:<5.1f}"
        line += "".join(
            f"{found[name]:>9,}" if name in found else " " * 9 for name in ("queries", "bytes", "compressed")
        )
        if page in last:
            line += f"{last[page]['median'] / last[BARE]['median']:>10.1f}×"
        lines.append(line)
    return "\n".join(lines)
