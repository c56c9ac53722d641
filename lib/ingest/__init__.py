"""Takes sources into the archive: worker processes read and clean captures, batches store them."""
