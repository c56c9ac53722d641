"""Wireroom: captured news pages in, trusted articles and checkable co-mention charts out."""

VERSION = "0.1.0"  # as pyproject.toml says
