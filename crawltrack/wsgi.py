import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from crawltrack.desk import desk
from crawltrack.mount import mounted

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "crawltrack.settings")

application = desk(mounted(get_wsgi_application(), below=settings.SITE.path))
