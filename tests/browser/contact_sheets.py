"""Lays the pictures of one size and look side by side, so that all pages can be looked over on a few sheets."""

from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

FOLDER = Path(__file__).parents[2] / "screenshots"
ON_A_SHEET = 24
PAGES = {"phone": (8, (260, 620)), "desktop": (4, (540, 420))}  # how many side by side, and how large
GAP, NAME = 16, 24


def sheet(pictures: list[Path], columns: int, size: tuple[int, int]) -> Image.Image:
    width, height = size[0] + GAP, size[1] + NAME + GAP
    whole = Image.new("RGB", (columns * width + GAP, -(-len(pictures) // columns) * height + GAP), "#888")
    pen = ImageDraw.Draw(whole)
    for number, path in enumerate(pictures):
        row, column = divmod(number, columns)
        x, y = GAP + column * width, GAP + row * height
        pen.text((x, y), path.stem, "#000", ImageFont.load_default(13))
        with Image.open(path) as picture:
            scale = size[0] / picture.width
            cut = picture.convert("RGB").crop((0, 0, picture.width, min(picture.height, round(size[1] / scale))))
            whole.paste(cut.resize((size[0], round(cut.height * scale)), Image.Resampling.LANCZOS), (x, y + NAME))
    return whole


for folder in (each for each in FOLDER.iterdir() if each.is_dir()):
    pictures = sorted(folder.glob("*.png"))
    for start in range(0, len(pictures), ON_A_SHEET):
        number = f"-{start // ON_A_SHEET + 1}" if len(pictures) > ON_A_SHEET else ""
        columns, size = PAGES[folder.name.partition("-")[0]]
        sheet(pictures[start : start + ON_A_SHEET], columns, size).save(f"{folder}{number}.png")
