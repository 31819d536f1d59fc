"""Photos in a bucket that speaks S3: kept, developed, handed over by signed addresses, and gone when they go."""

from urllib.parse import parse_qs, urlsplit

import boto3
import pytest
import requests
from django.urls import reverse
from moto import mock_aws

from crawltrack import private_bucket
from milestones.models import Photo, photo_files
from tests.pictures import photo, picture
from tests.world import log

SECRET = "a-secret-that-stays-here"
OPTIONS = {
    **{"bucket": "our-photos", "endpoint": "https://s3.eu-central-1.amazonaws.com", "region": "eu-central-1"},
    **{"folder": "family", "key": "key", "secret": SECRET},
}


@pytest.fixture
def bucket(settings):
    """The keys that are in the bucket."""
    with mock_aws():
        client = boto3.client("s3", "eu-central-1", aws_access_key_id="key", aws_secret_access_key=SECRET)
        client.create_bucket(Bucket="our-photos", CreateBucketConfiguration={"LocationConstraint": "eu-central-1"})
        stored = {"BACKEND": "crawltrack.private_bucket.PrivateBucket", "OPTIONS": OPTIONS}
        settings.STORAGES = settings.STORAGES | {"photos": stored}
        yield lambda: {each["Key"] for each in client.list_objects_v2(Bucket="our-photos").get("Contents", [])}


@pytest.fixture
def shown(world, bucket):
    return photo(log(world.mira, world.owner, world.ago(5), "backward"), world.owner, picture(60, 40))


def path_of(child, shown, size="full.jpg"):
    return reverse("photo-file", args=[child.pk, shown.pk, size])


def test_what_is_sent_is_developed_there_into_all_sizes(shown, bucket):
    assert shown.state == "ready"
    assert bucket() == {f"family/{photo_files.path(shown.name, variant)}" for variant in photo_files.VARIANTS}


def test_who_was_let_in_is_led_to_an_address_that_opens_for_minutes(world, shown, owner):
    response = owner.get(path_of(world.mira, shown), {"download": ""})
    assert response.status_code == 302
    there = urlsplit(response["Location"])
    assert there.netloc == "our-photos.s3.eu-central-1.amazonaws.com"
    assert parse_qs(there.query)["X-Amz-Expires"] == ["300"]
    assert SECRET not in response["Location"]
    assert response["Cache-Control"] == "private, no-cache"
    assert "Cookie" in response["Vary"]
    answer = requests.get(response["Location"], timeout=5)
    with photo_files.get(shown.name, "full.jpg") as kept:
        assert answer.content == kept.read()
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="Mira {world.ago(5)}.jpg"'
    assert requests.get(response["Location"].partition("?")[0], timeout=5).status_code == 403


def test_a_head_is_signed_as_one(world, shown, owner):
    signed = owner.head(path_of(world.mira, shown))["Location"]
    assert signed != owner.get(path_of(world.mira, shown))["Location"]


def test_nobody_else_is_led_anywhere(world, shown, stranger, client):
    assert stranger.get(path_of(world.mira, shown)).status_code == 404
    assert client.get(path_of(world.mira, shown))["Location"].startswith(reverse("account_login"))


def test_a_photo_that_goes_leaves_nothing_in_the_bucket(world, shown, bucket, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        Photo.objects.get(pk=shown.pk).delete()
    assert bucket() == set()
    with pytest.raises(FileNotFoundError):
        photo_files.get(shown.name, "full.jpg")


def test_a_bucket_that_does_not_answer_undoes_no_deletion(
    world, shown, bucket, settings, caplog, django_capture_on_commit_callbacks
):
    stored = settings.STORAGES["photos"]
    settings.STORAGES = settings.STORAGES | {"photos": stored | {"OPTIONS": OPTIONS | {"bucket": "no-such-bucket"}}}
    with django_capture_on_commit_callbacks(execute=True):
        Photo.objects.get(pk=shown.pk).delete()
    assert not Photo.objects.exists()
    assert "NoSuchBucket" in caplog.text


def test_the_address_stays_the_same_for_minutes_so_that_a_browser_knows_the_picture_again(
    world, shown, owner, monkeypatch
):
    times = [1000 * private_bucket.SAME_FOR + seconds for seconds in (0, private_bucket.SAME_FOR - 1)]
    signed = []
    for seconds in (*times, times[1] + 1):
        monkeypatch.setattr(private_bucket, "time", lambda: seconds)  # noqa: B023
        there = owner.get(path_of(world.mira, shown))["Location"]
        signed.append(private_bucket.PrivateBucket._signed.cache_info().misses)
    assert signed[0] == signed[1] == signed[2] - 1
    assert requests.get(there, timeout=5).headers["Cache-Control"] == "private, max-age=300"
