"""The version of Wireroom, as figures, requests and packages name it."""

VERSION = "0.2.0"  # as pyproject.toml says
