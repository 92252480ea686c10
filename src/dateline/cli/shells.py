"""The completion of shells: that of click, extended for values with spaces and commas."""

from __future__ import annotations

import os
import re
from typing import Any

from click.shell_completion import BashComplete, CompletionItem, FishComplete, ShellComplete, ZshComplete

_SPECIAL = {"": (r"[^\w%+,./-]", r"\\\g<0>"), '"': (r'["$`\\]', r"\\\g<0>"), "'": ("'", r"'\\''")}
"""What bash would not take as it stands, outside of quotes and within, and how to write it.

`@ = :` would begin a word of their own.
"""


class Bash(BashComplete):
    """Bash, which puts a value into the line as it stands, and breaks words at `=`.

    Where files are offered beside other values, click's script would drop those.
    """

    source_template = BashComplete.source_template.replace("read type", "read -r type").replace(
        "COMPREPLY=()\n            compopt -o default",
        "compopt -o default\n"
        '            [[ ${#COMPREPLY[@]} -eq 0 ]] || COMPREPLY+=($(compgen -f -- "${COMP_WORDS[COMP_CWORD]}"))',
    )

    def get_completion_args(self) -> tuple[list[str], str]:
        """Return the words before the one to complete, and that; `--db = FILE` is one word again."""
        before, incomplete = super().get_completion_args()
        words: list[str] = []
        for word in (*before, incomplete):
            if words and words[-1].startswith("--") and (word == "=" or words[-1].endswith("=")):
                words[-1] += word
            else:
                words.append(word)
        return words[:-1], words[-1]

    def format_completion(self, item: CompletionItem[Any]) -> str:
        """Return the line of an item, its value written as the shell reads it."""
        special, written = _SPECIAL[_open_quote()]
        return f"{item.type},{re.sub(special, written, item.value)}"


class Fish(FishComplete):
    """Fish, whose values may have commas."""

    source_template = FishComplete.source_template.replace('string split ","', 'string split -m 1 ","')


SHELLS: dict[str, type[ShellComplete]] = {"bash": Bash, "fish": Fish, "zsh": ZshComplete}
"""The shells that dateline has a script for."""


def _open_quote() -> str:
    """Return the quotation mark that the word to complete begins with, or nothing."""
    words = os.environ["COMP_WORDS"].split("\n")
    number = int(os.environ["COMP_CWORD"])
    word = words[number] if number < len(words) else ""
    return word[:1] if word[:1] in ("'", '"') else ""
