"""The feed exporter: Scrapy's own, made to say when it cannot write."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from scrapy.extensions.feedexport import FeedExporter, FileFeedStorage, apply_uri_params

from newsbot.errors import RunError

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


class ConfirmingFeedExporter(FeedExporter):
    """Refuses to start where a feed cannot be written."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        for path in self._local_paths():
            _check_writable(path)

    def _local_paths(self) -> list[Path]:
        paths = []
        spider = self.crawler.spider
        assert spider is not None
        for template, options in self.feeds.items():
            params = self._get_uri_params(spider, options["uri_params"])
            storage = self._get_storage(apply_uri_params(template, params), options)
            if isinstance(storage, FileFeedStorage):
                paths.append(Path(storage.path))
        return paths


def _check_writable(path: Path) -> None:
    """Raises RunError, and leaves no empty file behind."""
    existed = path.exists()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab"):
            pass
        if not existed:
            path.unlink()
    except OSError as error:
        raise RunError(
            f"the feed {path} cannot be written ({error.strerror}); "
            "free or change the folder, or name another with -o or NEWSBOT_DATA_DIR"
        ) from error
