"""Imports point one way: urls → views, api → forms, exchange → models → progression."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

# What each part of `milestones` may import from the parts beside it. A part may always import from itself.
MAY_IMPORT = {
    "apps": {"invited"},
    "urls": {"views", "api", "sitemaps"},
    "sitemaps": {"progression"},
    "context": {"views.access", "firsts", "invited"},
    "demo": {"models", "progression", "demo_photos"},
    "demo_photos": {"drawings"},
    "middleware": {"models"},
    "invited": {"models"},
    "firsts": {"models"},
    "twins": {"models"},
    "device_clock": set(),
    "intake": {"models", "developing"},
    "outbox": {"forms", "models", "twins", "device_clock"},
    "views": {"forms", "exchange", "models", "progression", "charts", "outbox", "cards", "developing"}
    | {"device_clock", "firsts", "intake", "invited", "twins"},
    "developing": {"models", "darkroom"},
    "mending": {"models"},
    "cards": {"progression", "drawings"},
    "api": {"views.access", "forms", "exchange", "models", "progression"},
    "forms": {"models", "progression"},
    "exchange": {"models", "progression"},
    "models": {"progression"},
    "templatetags": {"charts", "drawings", "progression"},  # formatting only, never a query
    "charts": {"progression"},
    "drawings": set(),
    "darkroom": set(),
    "progression": set(),
}
FREE = {"management", "migrations"}  # a command stands above everything, a migration beside it

# Plain Python, so that it can be read, tested and trusted without a site around it.
PURE = {"progression", "charts", "device_clock"}
PURE_MAY_IMPORT = {"django.utils.translation.gettext_lazy"}
TYPE_ONLY = {("milestones.progression.words", "django.utils.functional._StrPromise")}


def imports(source: str, module: str) -> Iterator[str]:
    """The dotted name of everything `source` imports, wherever in the file. `module` is its own dotted name."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            near = module.split(".")[: -node.level] if node.level else []
            yield from (".".join([*near, *filter(None, [node.module]), name.name]) for name in node.names)


def within(name: str, place: str) -> bool:
    return name == place or name.startswith(f"{place}.")


def trespasses(source: str, module: str) -> list[str]:
    """A sentence for each import of `source` that points where `module` must not look."""
    part = module.split(".")[1]
    if part in FREE:
        return []
    if part not in MAY_IMPORT:
        return [f"{module} has no place in the order yet: give milestones.{part} one in MAY_IMPORT."]
    return [
        f"{module} must not import {name}."
        for name in imports(source, module)
        if not (_beside(name, module, part) if within(name, "milestones") else _outside(name, module, part))
    ]


def _beside(name: str, module: str, part: str) -> bool:
    if part == "views" and within(name, "milestones.views") and module != "milestones.views.__init__":
        return within(name, "milestones.views.access")
    return any(within(name, f"milestones.{place}") for place in {part, *MAY_IMPORT[part]})


def _outside(name: str, module: str, part: str) -> bool:
    if part not in PURE or (module, name) in TYPE_ONLY:
        return True
    return name.partition(".")[0] in sys.stdlib_module_names or name in PURE_MAY_IMPORT


MODULES = [file for file in sorted((ROOT / "milestones").rglob("*.py")) if file != ROOT / "milestones/__init__.py"]


@pytest.mark.parametrize("file", MODULES, ids=lambda file: str(file.relative_to(ROOT)))
def test_no_import_points_up(file):
    module = ".".join(file.relative_to(ROOT).with_suffix("").parts)
    assert trespasses(file.read_text(encoding="utf-8"), module) == []


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("milestones.models.child", "from milestones.views import today"),
        ("milestones.models.child", "import milestones.forms.child"),
        ("milestones.models.child", "from milestones import forms"),
        ("milestones.models.child", "from ..forms import child"),
        ("milestones.models.child", "def later():\n    from milestones.exchange import archive"),
        ("milestones.forms.child", "from milestones.exchange.archive import read"),
        ("milestones.views.today", "from milestones.views.journey import journey"),
        ("milestones.views.today", "from milestones.views import journey"),
        ("milestones.views.today", "from . import journey"),
        ("milestones.views.access", "from milestones import urls"),
        ("milestones.urls", "from milestones.models import Child"),
        ("milestones.templatetags.words", "from milestones.models import Child"),
        ("milestones.progression.journey", "from milestones.models import Child"),
        ("milestones.progression.journey", "from django.utils import timezone"),
        ("milestones.progression.journey", "from django.utils.translation import gettext"),
        ("milestones.progression.journey", "from django.utils.functional import _StrPromise"),
        ("milestones.charts", "from django.utils.html import format_html"),
        ("milestones.helpers", "import json"),
    ],
)
def test_the_reader_sees_an_import_that_points_up(module, source):
    assert len(trespasses(source, module)) == 1


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("milestones.urls", "from milestones.views import today"),
        ("milestones.views.today", "from milestones.views.access import child_for"),
        ("milestones.views.today", "from milestones.views import access"),
        ("milestones.views.today", "from milestones.models import Child\nfrom milestones.progression import journey"),
        ("milestones.views.__init__", "from milestones.views import today"),
        ("milestones.forms.child", "from django import forms\nfrom crawltrack.accounts.zones import known_zones"),
        ("milestones.models.child", "from . import session\nfrom .session import Session"),
        ("milestones.progression.journey", "import datetime\nfrom .facts import ChildFacts"),
        ("milestones.progression.tips", "from django.utils.translation import gettext_lazy as _"),
        ("milestones.progression.words", "from django.utils.functional import _StrPromise as Words"),
        ("milestones.charts", "from milestones.progression.timeline import Timeline"),
        ("milestones.management.commands.demo", "from milestones.views import today"),
    ],
)
def test_the_reader_lets_an_import_that_points_down_pass(module, source):
    assert trespasses(source, module) == []
