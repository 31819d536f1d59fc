"""The darkroom beside a server, as it is run: woken by a photo, in processes of its own."""

import subprocess
import sys

import pytest

from tests.deploy.server import ROOT, environment

pytestmark = pytest.mark.xdist_group("server")

SEND_TWO = """
import sys, time
from datetime import timedelta
from uuid import uuid4
import django
django.setup()
from django.core.files.base import ContentFile
from django.utils import timezone
from crawltrack.accounts.models import Person
from milestones import developing
from milestones.models import Child, Photo
from tests.pictures import picture
owner = Person.objects.create_user(f"{uuid4()}@example.org", "a-floor-is-for-babies")
child = Child.objects.welcome(owner, name="Mira", born=timezone.now().date() - timedelta(days=200), due=None)
for sent in (picture(), b"<svg/>"):
    Photo.objects.add(child, owner, uuid4(), ContentFile(sent, "photo"))
    developing.wake()
while (photos := child.photos.order_by("added_at")).filter(state="waiting").exists():
    time.sleep(0.1)
print([(photo.state, photo.why, photo.width) for photo in photos])
"""


def test_photos_are_developed_by_a_process_that_comes_when_it_is_woken(server):
    own = environment(server.data, DJANGO_SETTINGS_MODULE="crawltrack.settings", **server.own)
    sent = subprocess.run(
        [sys.executable, "-c", SEND_TWO], cwd=ROOT, env=own, capture_output=True, text=True, timeout=60, check=False
    )
    assert sent.stdout.strip() == "[('ready', '', 640), ('refused', 'kind', 0)]", sent.stderr
    assert sent.stderr.count(" INFO milestones.developing: Photo ") == 2
