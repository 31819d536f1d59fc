from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pillow_heif
import pytest
from PIL import Image

from milestones.darkroom import Developed
from milestones.darkroom.develop import SIZES, develop

pillow_heif.register_heif_opener()  # so that tests can save HEIC; the darkroom opens it in its own way


@pytest.fixture
def developed(tmp_path: Path) -> Callable[[bytes], tuple[Developed, dict[str, bytes]]]:
    """What is known of a sent picture, and its files. Whatever happens, nothing else is left."""

    def develop_it(sent: bytes) -> tuple[Developed, dict[str, bytes]]:
        file, into = tmp_path / "sent", tmp_path / "made"
        into.mkdir(exist_ok=True)
        file.write_bytes(sent)
        made = {}
        try:
            known = develop(file, into)
            made = {name: (into / name).read_bytes() for name in SIZES}
        finally:
            assert {left.name for left in into.iterdir()} == {*made}
            for name in made:
                (into / name).unlink()
        return known, made

    return develop_it


@pytest.fixture
def shown(developed: Callable) -> Callable[[bytes], Image.Image]:
    """The largest size of a sent picture, as a screen shows it."""

    def show(sent: bytes) -> Image.Image:
        return Image.open(BytesIO(developed(sent)[1]["full.jpg"]))

    return show


def saved(picture: Image.Image, kind: str, **how: object) -> bytes:
    kept = BytesIO()
    picture.save(kept, kind, **how)
    return kept.getvalue()
