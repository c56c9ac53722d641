"""The version of the project, which figures, requests and packages name."""

VERSION = "0.2.0"  # as pyproject.toml says
