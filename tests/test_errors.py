"""Errors of the program pass from one process to another, as they do from a worker to the run that waits."""

import importlib
import inspect
import pickle
import pkgutil
from collections.abc import Iterator

import lib
from lib.model.errors import Remedy, WireroomError

RUNS_THE_APP = "lib.ui.frame"
REMEDY = Remedy(command="doctor --mend", does="brings it back")


def errors() -> Iterator[type[Exception]]:
    """Yield the exception classes that lib defines."""
    for module in pkgutil.walk_packages(lib.__path__, "lib."):
        if module.name != RUNS_THE_APP:
            for found in vars(importlib.import_module(module.name)).values():
                if (
                    inspect.isclass(found)
                    and issubclass(found, Exception)
                    and found.__module__ == module.name
                ):
                    yield found


def made(error: type[Exception]) -> Exception:
    """Return an error of the class, with a text for each of its parameters."""
    parameters = inspect.signature(error.__init__).parameters.values()
    given = [each.name for each in parameters if each.kind is each.POSITIONAL_OR_KEYWORD][1:]
    return error(*given, *([REMEDY] if issubclass(error, WireroomError) else []))


def test_an_error_is_the_same_in_another_process() -> None:
    given = [made(error) for error in errors()]
    assert len(given) > 30
    for error in given:
        came = pickle.loads(pickle.dumps(error))
        assert (type(came), str(came), vars(came)) == (type(error), str(error), vars(error))
