from django.contrib.staticfiles.finders import FileSystemFinder
from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFiles(CompressedManifestStaticFilesStorage):
    """Every file's name carries its content's hash, also where one JavaScript module imports another."""

    support_js_module_import_aggregation = True


def our_files() -> list[str]:
    """The names of the static files that are this site's own, without their hashes."""
    return sorted(name for name, _storage in FileSystemFinder().list([]))
