"""The sign that a shape says something which is not compiled to queries."""


class Uncovered(Exception):  # noqa: N818  # no error: the shape is left to pySHACL
    """A shape says what the queries do not cover; pySHACL looks at it instead."""
