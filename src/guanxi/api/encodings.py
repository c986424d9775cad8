"""Which content encodings a caller takes."""


def accepted(header: str) -> frozenset[str]:
    """The encodings that an Accept-Encoding header names and does not refuse by a quality of nothing (gzip;q=0)."""
    found = set()
    for part in header.split(","):
        name, *parameters = (piece.strip().lower() for piece in part.split(";"))
        if name and not any(_refuses(one) for one in parameters):
            found.add(name)
    return frozenset(found)


def _refuses(parameter: str) -> bool:
    key, _, value = parameter.partition("=")
    return key.strip() == "q" and not value.strip().strip("0.")
