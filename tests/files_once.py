"""The files of the web UI, looked through once: every client of a test makes the middleware anew."""

from typing import Any, ClassVar

from guanxi.app.static import WebFiles


class FilesOnce(WebFiles):
    """As the product's, but what a folder holds is kept for the next client."""

    _known: ClassVar[dict[tuple[str, str], dict[str, Any]]] = {}

    def update_files_dictionary(self, root: str, prefix: str) -> None:
        """Add the files of a folder to what is served."""
        place = root, prefix
        if place not in self._known:
            super().update_files_dictionary(root, prefix)
            self._known[place] = dict(self.files)
        self.files.update(self._known[place])
