"""Charts: a file each, from a frame to a figure.

A chart tells COLUMNS (what its frame must hold), QUESTION (its title), ASKS (the questions of lib/query
that fill its frame), figure(frame, theme=, note=) and alt(frame); and question(frame) where its title names
whom it is about. Modules without a QUESTION are shared.
"""

import importlib
import pkgutil
from types import ModuleType


def charts() -> dict[str, ModuleType]:
    """Return every chart by its name."""
    modules = {
        found.name: importlib.import_module(f"{__name__}.{found.name}")
        for found in pkgutil.iter_modules(__path__)
    }
    return {name: module for name, module in modules.items() if hasattr(module, "QUESTION")}
