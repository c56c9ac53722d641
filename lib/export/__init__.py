"""Writing tables, figures and stories to files."""
