"""The archive, the kept originals and the reader's marks."""
