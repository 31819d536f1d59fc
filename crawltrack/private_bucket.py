from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from time import time
from typing import Any

from botocore.config import Config
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from storages.backends.s3 import S3Storage

from crawltrack.private_store import PrivateStore, headers_of

SIGNED_FOR = 5 * 60  # seconds, of an address that opens one file to whoever has it
SAME_FOR = SIGNED_FOR - 60  # so long an address stays the same, so that a browser knows the picture again
AT_ONCE = 8  # what is asked of the bucket at the same time; each takes its way there and back


class PrivateBucket(PrivateStore, S3Storage):
    """A bucket of S3 or of what speaks like it. Nothing in it is public."""

    def __init__(
        self,
        bucket: str,
        endpoint: str,
        region: str,
        folder: str = "",
        key: str | None = None,
        secret: str | None = None,
    ) -> None:
        more: dict[str, Any] = {"access_key": key, "secret_key": secret} if key else {}
        config = Config(
            s3={"addressing_style": "virtual" if endpoint.endswith(".amazonaws.com") else "path"},
            signature_version="s3v4",
            # Checksums in headers that only Amazon's own store understands.
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
            connect_timeout=5,
            read_timeout=20,
        )
        super().__init__(
            bucket_name=bucket,
            endpoint_url=endpoint,
            region_name=region,
            location=folder,
            client_config=config,
            querystring_expire=SIGNED_FOR,
            default_acl=None,
            file_overwrite=True,
            **more,
        )

    def answer(self, request: HttpRequest, path: str, called: str, download: str = "") -> HttpResponse:
        headers = headers_of(path, called, download)
        shown_as = (headers["Content-Type"], headers["Content-Disposition"])
        response = HttpResponseRedirect(self._signed(path, *shown_as, request.method, int(time() // SAME_FOR)))
        response["Cache-Control"], response["Vary"] = headers["Cache-Control"], "Cookie"
        return response

    @lru_cache(maxsize=2000)  # noqa: B019 (there is one store, and it lives as long as the process)
    def _signed(self, path: str, kind: str, disposition: str, method: str, _minutes: int) -> str:
        parameters = {
            "ResponseContentType": kind,
            "ResponseContentDisposition": disposition,
            "ResponseCacheControl": f"private, max-age={SIGNED_FOR}",
        }
        return str(S3Storage.url(self, path, parameters=parameters, http_method=method))

    def discard(self, paths: Iterable[str]) -> None:
        client = self.connection.meta.client  # this, unlike `bucket`, may be used by several threads
        keys = [self._normalize_name(path) for path in paths]
        with ThreadPoolExecutor(AT_ONCE) as pool:
            [*pool.map(lambda key: client.delete_object(Bucket=self.bucket_name, Key=key), keys)]
