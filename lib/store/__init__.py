"""Everything kept on disk: the archive, the original captures, the journal of the reader's work, backups."""
