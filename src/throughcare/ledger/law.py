"""The pages of docs/law: every value of every area's policy, as a reader of policy wants it.

A page an area, made from its policy.py, and from each policy_<subject>.py beside it where one
module would be too long: each Dated, InForce and Setting that stands there under a name of its
own, or in a mapping or sequence under one. An InForce has no name of its own, so the string
under it in the module is its title.
"""

import ast
import dataclasses
import inspect
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from enum import Enum
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import click

from throughcare.kernel.law import Dated, InForce, Setting

_PACKAGE = Path(__file__).resolve().parents[1]
PAGES = _PACKAGE.parents[1] / "docs" / "law"

Value = Dated | InForce | Setting

_MADE = "<!-- Made by `throughcare law` from {module}: change it there. -->"


@click.command()
@click.option("--check", is_flag=True, help="Write nothing; fail if a page is not as it would be.")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=PAGES,
    show_default="docs/law",
    help="The folder of the pages.",
)
def law(check: bool, out: Path) -> None:
    """Write the pages of values fixed by law, contract or regime."""
    wanted = pages()
    wrong = stale(out, wanted)
    if check:
        if wrong:
            raise click.ClickException(f"run `throughcare law`: {', '.join(wrong)} would change")
        click.echo(f"{len(wanted)} pages are up to date")
        return
    out.mkdir(parents=True, exist_ok=True)
    for name in wrong:
        if name in wanted:
            (out / name).write_text(wanted[name], encoding="utf-8")
        else:
            (out / name).unlink()
        click.echo(f"{'wrote' if name in wanted else 'removed'} {name}")
    click.echo(f"{len(wanted)} pages are up to date")


def stale(out: Path, wanted: Mapping[str, str]) -> list[str]:
    """Return the names of the pages in ``out`` that are not as wanted."""
    there = {path.name: path.read_text(encoding="utf-8") for path in out.glob("*.md")}
    return sorted(name for name in {*wanted, *there} if wanted.get(name) != there.get(name))


def pages() -> dict[str, str]:
    """Return the text of every page by the name of its file."""
    result = {}
    index = [
        _MADE.format(module="every area's policy"),
        "",
        "# Values fixed by law, contract or regime",
        "",
        "A page an area. *Fixed* is what law, contract or a publisher fixes; *a setting* is what",
        "no source fixes, and a regime may set its own.",
        "",
    ]
    for area in areas():
        found = [(module, list(values(module))) for module in policies(area)]
        number = sum(len(each) for _, each in found)
        if number:
            result[f"{area}.md"] = _page(area, found)
            index.append(f"- [{_spoken(area)}]({area}.md): {_count(number)}")
    result["README.md"] = "\n".join([*index, ""])
    return result


def areas() -> list[str]:
    """Return the names of the areas that have a policy."""
    # By the files, since importing an area that has no policy may need Django.
    return sorted(path.parent.name for path in _PACKAGE.glob("*/policy.py"))


def policies(area: str) -> list[ModuleType]:
    """Return the modules of an area's policy."""
    names = sorted(path.stem for path in (_PACKAGE / area).glob("policy_*.py"))
    return [import_module(f"throughcare.{area}.{name}") for name in ("policy", *names)]


Found = Sequence[tuple[ModuleType, Sequence[tuple[str, str, Value]]]]


def _page(area: str, found: Found) -> str:
    made = " and ".join(module.__name__ for module, _ in found)
    lines = [_MADE.format(module=made), "", f"# {_spoken(area)}", ""]
    for module, each in found:
        if module.__doc__:
            lines += [inspect.cleandoc(module.__doc__), ""]
        for constant, title, value in each:
            lines += [f"## {title[:1].upper()}{title[1:]}", "", *_section(constant, value), ""]
    return "\n".join(lines)


def _section(constant: str, value: Value) -> list[str]:
    if isinstance(value, Setting):
        facts = ["a setting of the regime", _unit(value.unit)]
        return [_line(constant, facts), "", *_in_force("Default", value.value, value.source)]
    if isinstance(value, InForce):
        facts = ["fixed", "no date chooses, it belongs to its version"]
        return [_line(constant, facts), "", *_in_force("Value", value.value, value.source)]
    facts = ["fixed", f"chosen by {value.chosen_by}", _unit(value.unit)]
    lines = [_line(constant, facts), ""]
    for since, each in value.since.items():
        day = f"From {since:%A} {since.day} {since:%B %Y}"
        lines += _in_force(day, each.value, each.source)
    return lines


def _line(constant: str, facts: Sequence[str]) -> str:
    return f"`{constant}`: {'; '.join(fact for fact in facts if fact)}."


def _unit(unit: str) -> str:
    return f"in {unit}" if unit else ""


def _in_force(label: str, value: Any, source: str) -> list[str]:
    return [*_block(label, value, ""), f"  - *Source:* {source}"]


def _block(label: str, value: Any, indent: str) -> list[str]:
    """Return a value under its label: on the same line if it is plain, else as a list."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {
            each.name.replace("_", " "): getattr(value, each.name)
            for each in dataclasses.fields(value)
        }
        return _block(label, fields, indent)
    if isinstance(value, Mapping) and value:
        lines = [f"{indent}- {label}:"]
        for key, each in value.items():
            lines += _block(_plain(key), each, f"{indent}  ")
        return lines
    if _is_sequence(value) and any(_is_sequence(each) for each in value):
        return [
            f"{indent}- {label}:",
            *(f"{indent}  - {_plain(each)}" for each in value),
        ]
    return [f"{indent}- {label}: {_plain(value)}"]


def _plain(value: Any) -> str:
    match value:
        case None:
            return "none"
        case bool():
            return "yes" if value else "no"
        case Enum():
            return _plain(value.value)
        case date():
            return f"{value.day} {value:%B %Y}"
        case AbstractSet():
            return ", ".join(sorted(_plain(each) for each in value)) or "none"
        case Mapping():
            return (
                ", ".join(f"{_plain(key)}: {_plain(each)}" for key, each in value.items()) or "none"
            )
        case _ if _is_sequence(value):
            return ", ".join(_plain(each) for each in value) or "none"
        case type():
            return value.__name__
    return str(value)


def _is_sequence(value: Any) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str | bytes)


def values(module: ModuleType) -> Iterator[tuple[str, str, Value]]:
    """Give constant, title and value of all that stands in the module, in its order."""
    for constant, title in _constants(module):
        value = getattr(module, constant)
        if isinstance(value, Mapping):
            named = {f"{constant}[{_plain(key)}]": each for key, each in value.items()}
        elif _is_sequence(value):
            named = {f"{constant}[{number}]": each for number, each in enumerate(value)}
        else:
            named = {constant: value}
        for name, each in named.items():
            if isinstance(each, Dated | Setting):
                yield name, each.name, each
            elif isinstance(each, InForce):
                yield name, title if name == constant else f"{title}: {name}", each


def _constants(module: ModuleType) -> Iterator[tuple[str, str]]:
    """Give the names that the module itself assigns, each with the string under it."""
    body = ast.parse(inspect.getsource(module)).body
    for statement, after in zip(body, [*body[1:], None], strict=True):
        match statement:
            case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
                match after:
                    case ast.Expr(value=ast.Constant(value=str(said))):
                        yield name, " ".join(said.split())
                    case _:
                        yield name, name.replace("_", " ").lower()


def _spoken(area: str) -> str:
    return area.replace("_", " ").capitalize()


def _count(number: int) -> str:
    return "one value" if number == 1 else f"{number} values"
