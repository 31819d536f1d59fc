"""The pictures that must be dots, made from our drawings: the app's icons, what stands beside a shared link, and what
docs/design.md and the README show.

Run it after the drawings or the colours changed: .venv/bin/python docs/pictures.py (it needs Chromium, as `make test`
does). The README's four are cut from what `make screenshots` made, when it is there.
"""

import shutil
from collections.abc import Iterable
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
STATIC, DOCS, SCREENSHOTS = ROOT / "static", ROOT / "docs", ROOT / "screenshots"
ICONS = {  # how large, and how much of it the mark takes
    "apple-touch-icon.png": (180, 0.62),
    "icon-192.png": (192, 0.62),
    "icon-512.png": (512, 0.62),
    "icon-maskable-512.png": (512, 0.5),  # some phones cut a circle out of it
}
MOVEMENTS = ("up", "round", "knees", "back", "fwd")
LOOKS = ("light", "dark", "night")
SKINS = ("drawn", "light", "medium-light", "medium", "medium-dark", "dark")
GROUNDS = [("paper", "ink"), ("leaf", "ink-2"), ("hair", "ink"), ("ink", "paper"), ("press", "on-press")]
README = {  # what is shown, and how wide: from the top of the page, in the shape of the screen
    "today": ("phone-light/today.png", 260),
    "journey": ("phone-light/journey.png", 260),
    "night": ("phone-night/today.png", 260),
    "desk": ("desktop-light/today.png", 640),
}
SCREENS = {"phone": (390, 844), "desktop": (1280, 800)}

# The mark on a full square, so that any phone may cut its own shape out of it.
ICON = """<style>body{{margin:0;background:var(--ink);display:grid;place-content:center;inline-size:{size}px;
block-size:{size}px}}svg{{inline-size:{mark}px;block-size:{mark}px;color:var(--paper)}}</style>
<svg viewBox="0 0 48 40"><use href="#logo"/></svg>"""

SHARED = """<style>body{margin:0;inline-size:1200px;block-size:630px;display:grid;grid-template-columns:520px 680px;
background:var(--paper);color:var(--ink)}div{padding:0 0 0 64px;align-self:center}
h1{font:700 72px/1.08 var(--story);letter-spacing:-.03em;margin:0}p{font:700 34px/1 var(--story);margin:44px 0 0}
i{font-style:normal;background:linear-gradient(var(--a-line),var(--a-line)) 0 100%/100% .14em no-repeat}
svg{inline-size:100%;block-size:100%;overflow:hidden}</style><body class="m-back">
<div><h1>Backward is <i>a way forward</i></h1><p>Crawltrack</p></div>
<svg viewBox="-30 -232 520 482" preserveAspectRatio="xMidYMax slice">
<use href="#room" width="470" height="240"/></svg>"""

SHEET = """<style>body{margin:0;inline-size:900px;font:600 13px var(--plain)}
div{background:var(--paper);color:var(--ink);padding:12px 14px;display:flex;gap:10px;align-items:end}
figure{margin:0;flex:1;border-radius:14px;overflow:hidden;background:var(--a-tint);display:grid;justify-items:center;
padding-block-start:10px;border-block-end:6px solid var(--a-line)}
figure svg{block-size:84px;inline-size:auto;max-inline-size:96%}
figure.small svg{block-size:32px}
i{flex:1;block-size:34px;border-radius:9px;display:grid;place-content:center;font-style:normal}
svg{display:block;overflow:visible}</style>"""


def main() -> None:
    with sync_playwright() as playwright:
        chromium = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()
        for name, (size, share) in ICONS.items():
            picture(page, ICON.format(size=size, mark=size * share), (size, size), STATIC / "icons" / name)
        picture(page, SHARED, (1200, 630), STATIC / "icons/share.png")
        picture(page, SHEET + "".join(map(look, LOOKS)), (900, 588), DOCS / "looks.png")
        picture(page, SHEET + "".join(map(tones, LOOKS)), (900, 372), DOCS / "skin.png")
        browser.close()
    for name, (screenshot, width) in README.items():
        if (SCREENSHOTS / screenshot).exists():
            shrink(SCREENSHOTS / screenshot, SCREENS[screenshot.partition("-")[0]], width, DOCS / f"{name}.png")


def look(theme: str) -> str:
    """The five movements in a look, large and small, above the colours that are theirs and the look's."""
    large = "".join(f'<figure class="m-{name}">{drawing(name)}</figure>' for name in MOVEMENTS)
    small = "".join(f'<figure class="m-{name} small">{drawing(f"{name}-s")}</figure>' for name in MOVEMENTS)
    colours = "".join(
        f'<i style="background:var(--{ground});color:var(--{ink})">{ground}</i>'
        for ground, ink in [
            ("paper", "ink"),
            ("leaf", "ink-2"),
            ("hair", "ink"),
            ("ink", "paper"),
            ("press", "on-press"),
        ]
    )
    return f'<div data-theme="{theme}">{large}</div><div data-theme="{theme}">{small}{colours}</div>'


def tones(theme: str) -> str:
    """The skin tones in a look."""
    faces = "".join(f'<figure class="m-back skin-{skin}">{drawing("me")}</figure>' for skin in SKINS)
    return f'<div data-theme="{theme}">{faces}</div>'


def drawing(name: str) -> str:
    box = next(
        line.split('viewBox="')[1].split('"')[0] for line in sprite().splitlines() if f'<symbol id="{name}"' in line
    )
    return f'<svg viewBox="{box}"><use href="#{name}" width="{box.split()[2]}" height="{box.split()[3]}"/></svg>'


def sprite() -> str:
    return (STATIC / "drawings.svg").read_text(encoding="utf-8")


def picture(page: Page, body: str, size: Iterable[int], path: Path) -> None:
    tokens = (STATIC / "css" / "tokens.css").read_text(encoding="utf-8")
    drawings = sprite().replace("<svg ", '<svg style="position:absolute" width="0" height="0" ', 1)
    width, height = size
    page.set_viewport_size({"width": width, "height": height})
    page.set_content(f'<!doctype html><html data-theme="light"><style>{tokens}</style>{drawings}{body}</html>')
    page.screenshot(path=path)
    few_colours(Image.open(path), path)


def shrink(screenshot: Path, screen: tuple[int, int], width: int, path: Path) -> None:
    """The first screen of a page, `width` points wide."""
    first = Image.open(screenshot).convert("RGB").crop((0, 0, *screen))
    few_colours(first.resize((width, round(screen[1] * width / screen[0])), Image.Resampling.LANCZOS), path)


def few_colours(image: Image.Image, path: Path) -> None:
    """A flat drawing needs no more than 256 colours, and is a third of the size with them."""
    image.convert("RGB").quantize(256, dither=Image.Dither.NONE).save(path, optimize=True)


if __name__ == "__main__":
    main()
