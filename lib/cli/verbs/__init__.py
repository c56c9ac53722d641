"""The verbs of the command line: a module each, with HELP, arguments(parser) and run(options)."""
