"""The cleaner's patterns are rows with examples, and few stand in code."""

import ast
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from time import thread_time
from typing import Any

from lib.clean import words
from lib.clean.measure import weight
from lib.clean.says.furniture import Position, wording, wordings
from tests.cases import every_case

CLEAN = Path(words.__file__).parents[1]
IN_CODE = 135  # literal patterns in lib.clean: a new one is a row of YAML, or says here why it is not

ROWS = {
    f"{path.stem}: {name}": row
    for path in sorted(Path(words.__file__).parent.glob("*.yaml"))
    if isinstance(topic := words.read(path.stem), dict) and "patterns" in topic
    for name, row in words.rows(path.stem).items()
}
FURNITURE = (*words.read("furniture"), *words.read("closing")["closing"])
WORDINGS = (*wordings(), *wordings("closing"))
SIZES = (10, 14, 20, 28, 40, 80, 320, 1_250, 5_000)  # letters
RUNS = (" ", "a", "A", "1", ", ", "Ab ", "- ", "(", "가")
MEASURABLE, SLOW = 0.001, 0.003  # seconds of processor time

ASKING = {
    f"re.{name}"
    for name in ("compile", "match", "search", "sub", "subn", "findall", "finditer", "fullmatch", "split")
}


def _asking(key: str) -> Callable[[str], re.Match[str] | None]:
    pattern = words.pattern(*key.split(": "))
    ways = {"whole": pattern.fullmatch, "start": pattern.match, "anywhere": pattern.search}
    return ways[ROWS[key].get("match", "anywhere")]


@every_case(("key", "row"), ROWS.items())
def test_a_row_finds_what_it_is_for_and_nothing_near_it(key: str, row: Mapping[str, Any]) -> None:
    ask = _asking(key)
    assert set(row) <= {"name", "pattern", "match", "case", "yes", "no"}
    assert row.get("yes") and row.get("no")
    groups = row["yes"] if isinstance(row["yes"], Mapping) else dict.fromkeys(row["yes"])
    for text, expected in groups.items():
        found = ask(str(text))
        assert found, text
        assert {group: found[group] for group in expected or ()} == (expected or {})
    assert not [text for text in row["no"] if ask(str(text))]


@every_case("number", range(len(FURNITURE)))
def test_a_wording_of_furniture_finds_what_it_is_for(number: int) -> None:
    row, rule = FURNITURE[number], WORDINGS[number]
    assert row.get("yes") and row.get("no")
    assert [text for text in row["yes"] if not rule.fits(text, weight(text))] == []
    assert [text for text in row["no"] if rule.fits(text, weight(text))] == []
    place: Position = "anywhere" if number < len(wordings()) else "closing"
    assert [text for text in row["yes"] if wording(text, place) is None] == []
    for ask in (rule.opening and rule.opening.match, rule.inside and rule.inside.search):
        assert not ask or _explosion(ask, row["yes"]) is None


def test_a_name_stands_once_in_its_topic() -> None:
    topics = {key.split(": ")[0] for key in ROWS}
    names = [(topic, row["name"]) for topic in topics for row in words.read(topic)["patterns"]]
    assert [name for name, count in Counter(names).items() if count > 1] == []


def test_each_row_is_used_and_each_name_has_a_row() -> None:
    used = set()
    for path in CLEAN.rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and ast.unparse(call.func) in ("words.pattern", "pattern"):
                used.add(": ".join(ast.literal_eval(argument) for argument in call.args))
    assert used == set(ROWS)


@every_case("key", ROWS)
def test_the_time_of_a_row_grows_with_the_square_of_a_text_at_most(key: str) -> None:
    assert _explosion(_asking(key), ROWS[key]["yes"]) is None


@every_case("expression", [r"(a+)+$", r"(?:A[\w.]* ?){2,4}$", r"\s*\s*\s*x"])
def test_a_time_that_explodes_is_noticed(expression: str) -> None:
    assert _explosion(re.compile(expression).search, ["AB ab"]) is not None


def _explosion(ask: Callable[[str], object], examples: Mapping[str, object] | list[str]) -> str | None:
    """Return the text on which the time grows faster than with the square of its length; None for no text."""
    opening, few = str(next(iter(examples))), islice(examples, 4)
    units = [(head, run) for run in RUNS for head in ("", opening)] + [("", str(each)) for each in few]
    for head, run in units:
        before, shorter, fewer = 0.0, "", 0
        for size in SIZES:
            text = f"{head}{run * (size // len(run) + 1)}\n#"
            took = _time(ask, text)
            if before and took > MEASURABLE:
                grown = (size / fewer) ** 2.5
                if took > before * grown:  # a busy machine may have held up one of both
                    took = min(took, *(_time(ask, text) for _ in range(3)))
                    before = max(before, *(_time(ask, shorter) for _ in range(3)))
                if took > before * grown:
                    return f"{size} letters of {run!r} behind {head!r}"
            if took > SLOW:  # what is longer grows alike
                break
            before, shorter, fewer = took, text, size
    return None


def _time(ask: Callable[[str], object], text: str) -> float:
    start = thread_time()
    ask(text)
    return thread_time() - start


def test_few_patterns_stand_in_code() -> None:
    found = {path: in_code(path.read_text(encoding="utf-8")) for path in sorted(CLEAN.rglob("*.py"))}
    listed = "\n".join(f"{count} {path.relative_to(CLEAN)}" for path, count in found.items() if count)
    assert sum(found.values()) <= IN_CODE, listed


@every_case(
    ("code", "count"),
    [
        ("re.compile(r'a'), re.search('b' + rest, text), re.sub(rf'{WORD}c', '', text)", 3),
        ("re.compile(b'a' % more), re.compile(any_of(['a', 'b']))", 2),
        ("WORD = 'a+'\nre.compile(WORD)", 1),
        ("every = tuple(re.compile(each) for each in ('a', 'b'))\nlist(map(re.compile, ['c', 'd']))", 4),
        ("def has(form, text):\n    return re.search(form, text)\nhas('a', text), has('b', text)", 2),
        ("re.compile(any_of(words['a'])), words.pattern('names', 'desk'), re.escape('a')", 0),
    ],
)
def test_a_pattern_in_code_is_counted(code: str, count: int) -> None:
    assert in_code(code) == count


def in_code(source: str) -> int:
    """Return how many literal patterns a module hands to `re`, directly, one by one or by a function."""
    tree = ast.parse(source)
    named = {ast.unparse(node.targets[0]): node.value for node in tree.body if isinstance(node, ast.Assign)}
    lists = {
        ast.unparse(part.target): part.iter for part in ast.walk(tree) if isinstance(part, ast.comprehension)
    }
    handing = {
        node.name: [argument.arg for argument in node.args.args].index(asked.args[0].id)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
        for asked in _calls_of_re(node)
        if isinstance(asked.args[0], ast.Name) and asked.args[0].id in {each.arg for each in node.args.args}
    }
    given = [call.args[0] for call in _calls_of_re(tree)]
    for call in ast.walk(tree):
        if isinstance(call, ast.Call):
            called = ast.unparse(call.func)
            place = handing.get(called, len(call.args))
            given += call.args[place : place + 1]
            given += call.args[1:] if called == "map" and ast.unparse(call.args[0]) == "re.compile" else ()
    return sum(_literals(lists.get(ast.unparse(each), named.get(ast.unparse(each), each))) for each in given)


def _calls_of_re(tree: ast.AST) -> Iterator[ast.Call]:
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    return (call for call in calls if ast.unparse(call.func) in ASKING)


def _literals(node: ast.expr) -> int:
    """Return how many texts an expression holds: each of a list, else one or none."""
    if isinstance(node, (ast.List, ast.Tuple)):
        return sum(map(_literals, node.elts))
    if isinstance(node, ast.Constant):
        return isinstance(node.value, (str, bytes))
    if isinstance(node, ast.BinOp):
        return max(_literals(node.left), _literals(node.right))
    if isinstance(node, ast.Call):
        return min(1, sum(map(_literals, node.args)))
    return isinstance(node, ast.JoinedStr)
