"""What is said in comments and docstrings: contracts and reasons, nothing unfinished."""

import ast
import re

from .reading import (
    Comment,
    Files,
    Function,
    alarm,
    comments,
    docstrings,
    functions,
    is_view,
    line_of,
    matches,
    of_each_file,
    parsed,
    without_comments,
)

OWN_TEXT = (
    *("*.py", "*.js", "*.css", "*.c", "*.h", "*.sh", "*.toml", "*.yml", "*.cfg", "*.service"),
    *("templates/*", "Makefile", "*/Makefile"),
)
NOT_OURS = ("*/vendor/*", "docs/*")
UNFINISHED = re.compile(
    r"(?i:\bfor now\b(?!\()|(?<![`:\w-])placeholders?\b(?![`=\w-])|\bin a real app|\blorem\b"
    r"|\bcoming soon\b|\bnot yet implemented\b)|\b(?:TODO|FIXME|XXX)\b"
)
FILLER = re.compile(r"(?i:\blorem ipsum\b|\bcoming soon\b|\bbinnenkort beschikbaar\b)")
BANNER = re.compile(r"([-=#*~_+])\1{4,}")
NARRATING_SHARE = 0.05
RECURRING_SHARE = 0.6
WORD = re.compile(r"[A-Za-z]+")
SMALL_WORDS = {"the", "and", "for", "are", "this", "that", "with", "from", "then", "into", "not"}
DIRECTIVE = re.compile(r"#!|#\s*(?:noqa|type:|pragma|fmt:|mypy:|-\*-)")


@of_each_file("*.py")
def modules_say_what_they_are_for(path: str, text: str) -> list[str]:
    """Ask one sentence on top of every module that holds code."""
    module = parsed(text)
    if not module.body or ast.get_docstring(module) is not None:
        return []
    return [alarm(path, 1, "no module docstring", "one sentence: what this module is for")]


@of_each_file("lcm/*/operations*.py", "lcm/*/queries*.py")
def operations_and_queries_have_contracts(path: str, text: str) -> list[str]:
    """Ask a docstring of every public operation and query."""
    remedy = "say what holds afterwards, what None means, which DomainError, if a repeat is safe"
    return [
        alarm(path, node.lineno, f'"{node.name}" has no contract', remedy)
        for node in parsed(text).body
        if isinstance(node, Function)
        and not node.name.startswith("_")
        and ast.get_docstring(node) is None
    ]


@of_each_file("lcm/*.py")
def views_speak_in_one_line(path: str, text: str) -> list[str]:
    """Hold the docstring of a view to one line."""
    return [
        alarm(path, view.lineno, f'view "{view.name}" explains itself', "one line or none")
        for view in functions(text)
        if is_view(view) and "\n" in (ast.get_docstring(view) or "")
    ]


@of_each_file(*OWN_TEXT, but=NOT_OURS)
def nothing_is_unfinished(path: str, text: str) -> list[str]:
    """Refuse comments and docstrings that put off work, and filler text anywhere."""
    prose = [(one.line, one.text) for one in comments(path, text)]
    if path.endswith(".py"):
        prose += docstrings(text)
    found = [
        (line + line_of(words, match.start()) - 1, match[0])
        for line, words in prose
        for match in UNFINISHED.finditer(words)
    ]
    if not matches(path, "tests/*", "*.toml"):
        rest = without_comments(path, text)
        found += [(line_of(rest, match.start()), match[0]) for match in FILLER.finditer(rest)]
    remedy = "build it, or take it out and open an issue; a gap filled later is a blank or a field"
    return [alarm(path, line, f'"{words}" puts off work', remedy) for line, words in found]


@of_each_file(*OWN_TEXT, but=NOT_OURS)
def no_banners(path: str, text: str) -> list[str]:
    """Refuse comments that draw lines."""
    return [
        alarm(path, one.line, "a banner", "split the file; a name says what a line cannot")
        for one in comments(path, text)
        if BANNER.search(one.text) and not one.text.startswith("#!")
    ]


def comments_do_not_narrate(files: Files) -> list[str]:
    """Hold comments whose words recur in the code they stand at under 5 % of all comments."""
    code = [
        path
        for path in files
        if matches(path, "*.py", "lcm/static/js/*.js") and not matches(path, *NOT_OURS)
    ]
    blocks = [(path, block) for path in code for block in comment_blocks(path, files[path])]
    narrating = [(path, block) for path, block in blocks if narrates(block, files[path])]
    if len(narrating) <= NARRATING_SHARE * len(blocks):
        return []
    return [
        alarm(path, block.line, "the comment repeats the code", "say why, or take it out")
        for path, block in narrating
    ]


def comment_blocks(path: str, text: str) -> list[Comment]:
    """Return the comments; own-line comments on adjoining lines are one, placed at the last."""
    blocks: list[Comment] = []
    for one in comments(path, text):
        if DIRECTIVE.match(one.text):
            continue
        joins = blocks and one.is_own_line and blocks[-1].is_own_line
        if joins and blocks[-1].line == one.line - 1:
            before = blocks.pop()
            blocks.append(Comment(one.line, f"{before.text} {one.text}", is_own_line=True))
        else:
            blocks.append(one)
    return blocks


def narrates(comment: Comment, text: str) -> bool:
    """Say whether most words of the comment stand in the code behind or under it."""
    words = _stems(comment.text)
    lines = text.splitlines()
    if not comment.is_own_line:
        code = lines[comment.line - 1].split(comment.text)[0]
    else:
        below = lines[comment.line + comment.text.count("\n") :]
        code = next((line for line in below if line.strip()), "")
    recurring = words & _stems(code)
    return len(words) > 1 and len(recurring) >= RECURRING_SHARE * len(words)


def _stems(text: str) -> set[str]:
    split = re.sub(r"([a-z])([A-Z])", r"\1 \2", text)
    words = {word.lower() for word in WORD.findall(split)} - SMALL_WORDS
    return {re.sub(r"(ing|ed|es|s|e)$", "", word) for word in words if len(word) > 2}
