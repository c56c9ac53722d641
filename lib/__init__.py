"""Wireroom: captured news pages in, trusted articles and checkable co-mention charts out."""
