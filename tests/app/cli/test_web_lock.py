"""A web lock made behind a partial index is completed for all platforms."""

from guanxi.app.cli.web_lock import complete


def test_names_what_the_index_lacks() -> None:
    wanted = {"@x/cli-linux-x64": "1.2.3", "@x/cli-linux-arm64-musl": "1.2.3", "@x/cli-win32-x64": "1.2.3"}
    lock = {
        "packages": {
            "": {"name": "web"},
            "node_modules/@x/x": {"version": "1.2.3", "dev": True, "optionalDependencies": wanted},
            "node_modules/@x/cli-linux-x64": {"version": "1.2.3", "optional": True},
        }
    }
    assert complete(lock) == ["node_modules/@x/cli-linux-arm64-musl", "node_modules/@x/cli-win32-x64"]
    assert next(iter(lock["packages"])) == ""
    assert lock["packages"]["node_modules/@x/cli-linux-arm64-musl"] == {
        "version": "1.2.3",
        "cpu": ["arm64"],
        "dev": True,
        "libc": ["musl"],
        "optional": True,
        "os": ["linux"],
    }
    assert complete(lock) == []
