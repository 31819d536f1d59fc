"""Links as codes that the camera of another phone reads."""

import qrcode
from django.utils.safestring import SafeString
from qrcode.image.svg import SvgPathFillImage

QUIET_ZONE = 4  # modules of nothing around the code, as its standard asks for


def qr_code(text: str, alt: str) -> SafeString:
    """An inline SVG: one path on one ground. The style sheet gives both their colours, which no look may swap."""
    code = qrcode.QRCode(border=QUIET_ZONE, error_correction=qrcode.ERROR_CORRECT_M)
    code.add_data(text)
    drawn = code.make_image(SvgPathFillImage, attrib={"class": "qr", "role": "img", "aria-label": alt})
    return SafeString(drawn.to_string(encoding="unicode"))  # ElementTree has escaped `alt`; `text` is only modules
