import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from crawltrack.desk import desk
from crawltrack.mount import mounted
from crawltrack.uploads import taken_at

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "crawltrack.settings")

application = desk(
    mounted(get_wsgi_application(), below=settings.SITE.path), takes=taken_at, proxies=settings.TRUSTED_PROXIES
)
