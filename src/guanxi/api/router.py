"""The API object."""

from ninja import NinjaAPI

api = NinjaAPI(title="Guanxi", version="1", docs_url=None, openapi_url=None)
