import pytest
from django.test import Client

from tests.clock import clock
from tests.world import World, signed_in

__all__ = ["clock"]


@pytest.fixture
def owner(world: World) -> Client:
    return signed_in(world.owner)


@pytest.fixture
def caregiver(world: World) -> Client:
    return signed_in(world.caregiver)


@pytest.fixture
def viewer(world: World) -> Client:
    return signed_in(world.viewer)


@pytest.fixture
def stranger(world: World) -> Client:
    return signed_in(world.stranger)
