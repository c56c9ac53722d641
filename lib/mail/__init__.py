"""Mailing what is new: only to whom, through what and when the reader has set up."""
