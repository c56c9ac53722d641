"""Filters and the questions of charts as SQL over the documented views, for readers to go on from."""
