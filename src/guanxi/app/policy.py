"""What a browser may do with an answer: the content policies."""

# Scripts come from our files alone; styles that the kit writes into the page bear the page's own number.
_PAGE = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; img-src 'self' data: blob:; "
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
# What is no page runs nothing and loads nothing, even when it is opened as one.
ANSWER = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


def page_policy(nonce: str) -> str:
    """The policy of one page; `nonce` is used once."""
    return _PAGE.format(nonce=nonce)
