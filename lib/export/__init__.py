"""Frames, figures and stories as files."""
