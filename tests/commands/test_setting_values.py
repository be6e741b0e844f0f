"""Settings that were misspelt or cannot be read."""

from __future__ import annotations

import re
import sys

import pytest
from scrapy.settings import Settings

from newsbot import settings as own_settings
from newsbot.commands.setting_values import check_settings
from newsbot.errors import EXIT_USAGE, ConfigurationError


def settings_with(name: str, value: object) -> Settings:
    settings = Settings()
    settings.setmodule(own_settings)  # at the priority of a project
    settings.set(name, value, priority="cmdline")
    return settings


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("NEWSBOT_MAX_REQUESTS", "many", ["NEWSBOT_MAX_REQUESTS", "'many'", "whole number from 0"]),
        ("NEWSBOT_MAX_REQUESTS", "-1", ["NEWSBOT_MAX_REQUESTS", "'-1'", "whole number from 0"]),
        ("NEWSBOT_MAX_REQUESTS", "1.5", ["NEWSBOT_MAX_REQUESTS", "'1.5'"]),
        ("NEWSBOT_MAX_PAUSE", "nan", ["NEWSBOT_MAX_PAUSE", "'nan'", "a number from 0"]),
        ("NEWSBOT_MAX_PAUSE", "inf", ["NEWSBOT_MAX_PAUSE", "'inf'"]),
        ("NEWSBOT_QUIET", "perhaps", ["NEWSBOT_QUIET", "'perhaps'", "1 or 0"]),
        ("DOWNLOAD_DELAY", "slow", ["DOWNLOAD_DELAY", "'slow'", "a number"]),
        ("RETRY_TIMES", "", ["RETRY_TIMES", "''"]),
        ("ROBOTSTXT_OBEY", "please", ["ROBOTSTXT_OBEY", "'please'"]),
        ("NEWSBOT_PAGES", "wacz", ["NEWSBOT_PAGES", "'wacz'", "warc, or nothing"]),
        ("NEWSBOT_LEDGR", "", ["NEWSBOT_LEDGR", "NEWSBOT_LEDGER meant"]),
        ("NEWSBOT_MAX_REQUEST", "5", ["NEWSBOT_MAX_REQUEST;", "NEWSBOT_MAX_REQUESTS meant"]),
        ("NEWSBOT_QQQ", "5", ["NEWSBOT_QQQ", "known are", "NEWSBOT_DATA_DIR"]),
        ("TWISTED_REACTOR", "", ["TWISTED_REACTOR", own_settings.TWISTED_REACTOR]),
        ("TWISTED_REACTOR_ENABLED", "0", ["TWISTED_REACTOR", own_settings.TWISTED_REACTOR]),
    ],
)
def test_it_is_named(name: str, value: str, words: list[str]) -> None:
    with pytest.raises(ConfigurationError) as caught:
        check_settings(settings_with(name, value))
    assert caught.value.exit_code == EXIT_USAGE
    for word in words:
        assert word in str(caught.value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("NEWSBOT_MAX_REQUESTS", "0"),
        ("NEWSBOT_LEDGER", ""),
        ("NEWSBOT_PAGES", ""),
        ("NEWSBOT_PAGES", "warc"),
        ("NEWSBOT_MAX_PAUSE", "0.5"),
        ("NEWSBOT_QUIET", "1"),
        ("RETRY_PRIORITY_ADJUST", "-5"),
        ("DOWNLOAD_DELAY", None),
        ("SOMEBODY_ELSES", "word"),
    ],
)
def test_what_can_be_read_passes(name: str, value: object) -> None:
    check_settings(settings_with(name, value))


def test_a_package_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "warcio", None)
    with pytest.raises(ConfigurationError, match=re.escape("pip install 'newsbot[warc]'")):
        check_settings(settings_with("NEWSBOT_PAGES", "warc"))
    check_settings(settings_with("NEWSBOT_PAGES", ""))
