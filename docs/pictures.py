"""The pictures that must be dots, made from our drawings: the app's icons, and what stands beside a shared link.

Run it after the drawings changed: .venv/bin/python docs/pictures.py (it needs Chromium, as `make test` does).
"""

import shutil
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

STATIC = Path(__file__).resolve().parent.parent / "static"
ICONS = {"apple-touch-icon.png": 180, "icon-192.png": 192, "icon-512.png": 512}

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


def main() -> None:
    with sync_playwright() as playwright:
        chromium = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()
        for name, size in ICONS.items():
            picture(page, ICON.format(size=size, mark=size * 0.62), size, size, f"icons/{name}")
        picture(page, SHARED, 1200, 630, "icons/share.png")
        browser.close()


def picture(page: Page, body: str, width: int, height: int, name: str) -> None:
    tokens = (STATIC / "css" / "tokens.css").read_text(encoding="utf-8")
    drawings = (STATIC / "drawings.svg").read_text(encoding="utf-8")
    sprite = drawings.replace("<svg ", '<svg style="position:absolute" width="0" height="0" ', 1)
    page.set_viewport_size({"width": width, "height": height})
    page.set_content(f'<!doctype html><html data-theme="light"><style>{tokens}</style>{sprite}{body}</html>')
    page.screenshot(path=STATIC / name)


if __name__ == "__main__":
    main()
