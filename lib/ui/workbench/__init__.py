"""The Workbench page: typed SQL, its rows, the tables that can be queried, saved charts checked."""
