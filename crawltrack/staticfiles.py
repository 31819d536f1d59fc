from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFiles(CompressedManifestStaticFilesStorage):
    """Every file's name carries its content's hash, also where one JavaScript module imports another."""

    support_js_module_import_aggregation = True
