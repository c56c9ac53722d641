"""Prints the benchmark tables of the app, the questions and the store: `make bench`."""

import sys

from bench import questions, start, store

STORIES = 100_000

print("== The app on the sample: wall seconds")
start.main()
print(f"\n== Stories written through save(): {STORIES:,}")
sys.stdout.flush()
store.main(STORIES)
print(f"\n== Questions to {STORIES:,} stories: CPU milliseconds of all threads")
sys.stdout.flush()
questions.main(STORIES, None)
