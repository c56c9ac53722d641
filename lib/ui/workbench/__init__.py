"""The Workbench page: typed SQL, its answer, the tables that can be asked, saved charts checked."""
