"""Settings that were misspelt, or cannot be read: found before anything is done."""

from __future__ import annotations

import math
import re
from difflib import get_close_matches
from typing import Any

from scrapy.settings import SETTINGS_PRIORITIES, BaseSettings, default_settings
from scrapy.utils.misc import load_object

from newsbot import settings as own_settings
from newsbot.errors import ConfigurationError
from newsbot.own_files import check_output
from newsbot.pagestore.place import keeps_pages

_OWN = "NEWSBOT_"
_PATH = re.compile(r"[a-z]\w*(\.\w+)+")
"""Of a class: what Scrapy's own value of a setting looks like that names one."""
_OURS = {
    name.removeprefix(_OWN): value
    for name, value in vars(own_settings).items()
    if name.startswith(_OWN)
}


def check_settings(settings: BaseSettings) -> None:
    """Raises ConfigurationError, which names the setting."""
    for name in settings:
        if not isinstance(name, str) or _is_default(settings, name):
            continue
        if not name.startswith(_OWN):
            _check(settings, name, getattr(default_settings, name, None), is_own=False)
            continue
        word = name.removeprefix(_OWN)
        if word not in _OURS:
            close = get_close_matches(word, _OURS, n=1)
            known = ", ".join(_OWN + other for other in sorted(_OURS))
            advice = f"is {_OWN}{close[0]} meant?" if close else f"known are {known}"
            raise ConfigurationError(f"there is no setting {name}; {advice}")
        _check(settings, name, _OURS[word], is_own=True)
    reactor = own_settings.TWISTED_REACTOR
    if settings["TWISTED_REACTOR"] != reactor or not settings.getbool("TWISTED_REACTOR_ENABLED"):
        raise ConfigurationError(f"setting TWISTED_REACTOR: newsbot works with {reactor} only")
    keeps_pages(settings)
    if textfile := settings.get("NEWSBOT_PROMETHEUS"):
        check_output(textfile, settings)


def _is_default(settings: BaseSettings, name: str) -> bool:
    priority = settings.getpriority(name)
    return priority is None or priority < SETTINGS_PRIORITIES["project"]


def _check(settings: BaseSettings, name: str, default: Any, *, is_own: bool) -> None:
    """Whether a value is of the kind of its default. Scrapy reads many whole numbers as others."""
    value = settings.get(name)
    if any(
        _PATH.fullmatch(word)
        for word in _classes(getattr(default_settings, f"{name}_BASE", default))
    ):
        _check_classes(name, value)
    if value is None or not isinstance(default, (int, float)):
        return
    is_flag = isinstance(default, bool)
    is_count = is_own and isinstance(default, int)
    try:
        if is_flag:
            settings.getbool(name)
            return
        number = settings.getint(name) if is_count else settings.getfloat(name)
        if math.isfinite(number) and (number >= 0 or not is_own):
            return
    except (ValueError, TypeError, OverflowError):
        pass
    takes = "1 or 0" if is_flag else f"a {'whole ' * is_count}number{' from 0 on' * is_own}"
    raise ConfigurationError(f"setting {name}: {value!r} is not understood; it takes {takes}")


def _classes(value: Any) -> list[str]:
    """The words that may name one: the value, or what a dictionary of parts does not turn off."""
    if isinstance(value, (dict, BaseSettings)):
        parts = [word for pair in value.items() if pair[1] is not None for word in pair]
    else:
        parts = [value]
    return [word for word in parts if isinstance(word, str)]


def _check_classes(name: str, value: Any) -> None:
    for word in _classes(value):
        if "." in word:
            try:
                load_object(word)
            except Exception as error:
                raise ConfigurationError(
                    f"setting {name}: {word} cannot be loaded ({type(error).__name__}: {error})"
                ) from error
