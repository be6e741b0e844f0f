"""Any news site of which no description exists: what most of them have in common, as data.

A description of a site says more, and says it surely. Here stand only words that mean the same on
every site, in Ukrainian, Russian and English; an article read with them says so in its evidence.
"""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from urllib.parse import urljoin, urlsplit

from newsbot.sites.site import Advertising, Classes, Site
from newsbot.sites.urls import ArticleAddress

_NUMBER = re.compile(r"(?<!\d)\d{5,12}(?!\d)")
"""Fewer digits are a year, a day or a page of a list."""
_DAY = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
_SLUG = re.compile(r"[^/]*?[^\W\d_]+(?:[-_]+\w+){2,}[^/]*/*$")
_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|yclid|mc_[ce]id|cmp|cmpid|ref|source")
_TAG = re.compile(
    r"/(?:tags?|topics?|labels?|keywords?|theme|tema|tegi?|search)(?:/|$)", re.IGNORECASE
)
_LONGEST = 2000
"""Characters of an address; one that is longer is no link to an article."""


class AnyHost:
    """Reads the addresses of whatever host: `newsbot.sites.urls.Addresses` without a description.

    What stands for the edition is the host. An address tells nothing surely here, so the page's own
    is taken as it is; a link leads to an article where it has a number or a title in it.
    """

    def edition_of(self, url: str) -> str | None:
        """The host of `url` (absolute), or None."""
        place = _place(url, "")
        return place and place[0]

    def canonical(self, href: str, base: str) -> str | None:
        """`href`, found on the page `base`, as an absolute address of the same host, or None."""
        host = self.edition_of(base)
        place = _place(href, base)
        return place[2] if place is not None and place[0] == host else None

    def article(self, href: str, edition: str, base: str = "") -> ArticleAddress | None:
        """The page's own address where `edition` is empty, else the article `href` leads to."""
        place = _place(href, base or (f"https://{edition}/" if edition else ""))
        if place is None:
            return None
        host, path, url = place
        number = _number_in(path)
        if edition and (host != edition or not (number or _SLUG.search(path))):
            return None
        name = number or hashlib.sha256(path.rstrip("/").encode()).hexdigest()[:16]
        return ArticleAddress(host, name, "", url, url)

    def section(self, href: str, edition: str) -> str | None:  # noqa: ARG002 - as `Addresses` has it
        """None: which part of an address is a section is not known."""
        return None

    def following(self, url: str) -> str | None:  # noqa: ARG002
        """None: how the pages of a list are numbered is not known."""
        return None

    def is_tag(self, href: str, edition: str) -> bool:
        place = _place(href, f"https://{edition}/")
        return place is not None and _TAG.search(place[1]) is not None


@lru_cache(maxsize=4096)
def _place(href: str, base: str) -> tuple[str, str, str] | None:
    """(host without `www.`, path, whole address without fragment and tracking) of a link."""
    if len(href) > _LONGEST:
        return None
    try:
        parts = urlsplit(urljoin(base, href.strip()))
        host = (parts.hostname or "").rstrip(".")
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not host or "@" in parts.netloc:
        return None
    netloc = host if port in {None, 80, 443} else f"{host}:{port}"
    path, query = parts.path or "/", ""
    if parts.query:
        pairs = parts.query.split("&")
        kept = [pair for pair in pairs if not _TRACKING.fullmatch(pair.partition("=")[0])]
        query = f"?{'&'.join(kept)}" if kept else ""
    url = "".join(f"{parts.scheme}://{netloc}{path}{query}".split())
    return netloc.removeprefix("www."), path + query, url


def _number_in(path: str) -> str | None:
    """The last long number in a path that is no day."""
    numbers = [number for number in _NUMBER.findall(path) if not _DAY.fullmatch(number)]
    return numbers[-1] if numbers else None


FURNITURE = frozenset(
    {
        "ad",
        "ads",
        "adv",
        "advert",
        "advertisement",
        "advertising",
        "advertorial",
        "affiliate",
        "audio",
        "banner",
        "bio",
        "biography",
        "breadcrumb",
        "breadcrumbs",
        "comment",
        "comments",
        "consent",
        "cookie",
        "cookies",
        "disclaimer",
        "disqus",
        "footer",
        "gallery",
        "hidden",
        "kicker",
        "liveblogteaser",
        "login",
        "menu",
        "modal",
        "nav",
        "navbar",
        "navigation",
        "newsletter",
        "newsletters",
        "outbrain",
        "overlay",
        "overline",
        "pagination",
        "paywall",
        "player",
        "playlist",
        "podcast",
        "poll",
        "popup",
        "popular",
        "print",
        "promo",
        "promobox",
        "promotion",
        "quiz",
        "rail",
        "rating",
        "recirc",
        "recirculation",
        "recommend",
        "recommendation",
        "recommendations",
        "recommended",
        "register",
        "registration",
        "related",
        "share",
        "sharebar",
        "sharing",
        "sidebar",
        "signup",
        "slideshow",
        "social",
        "sponsor",
        "sponsored",
        "sr",
        "subscribe",
        "subscription",
        "subscriptions",
        "survey",
        "taboola",
        "tag",
        "tags",
        "teaser",
        "teasers",
        "toolbar",
        "tooltip",
        "topics",
        "trending",
        "video",
        "widget",
    }
)
"""Words in the names of classes of what is never text: trafilatura and others have such lists."""
REMARKS = frozenset(
    {
        "author",
        "authors",
        "byline",
        "caption",
        "copyright",
        "credit",
        "credits",
        "dateline",
        "timestamp",
    }
)
"""The same, in the names of paragraphs too."""

GENERIC = Site(
    name="",
    blocks={
        "related": (
            "Читайте також",
            "Читайте ще",
            "За темою",
            "Ще за темою",
            "Матеріали за темою",
            "Новини за темою",
            "Схожі новини",
            "Схожі матеріали",
            "Пов'язані новини",
            "Читайте также",
            "По теме",
            "Еще по теме",
            "Материалы по теме",
            "Новости по теме",
            "Похожие новости",
            "Похожие материалы",
            "Related",
            "Related articles",
            "Related news",
            "Related stories",
            "Related topics",
            "More on this story",
            "More on this topic",
            "Read more",
            "Read next",
            "You may also like",
            "Recommended",
        ),
        "latest": (
            "Останнє",
            "Останні новини",
            "Усі новини",
            "Всі новини",
            "Новини",
            "Последнее",
            "Последние новости",
            "Все новости",
            "Новости",
            "Latest",
            "Latest news",
            "Latest stories",
            "Top stories",
            "Most read",
            "Most popular",
            "Популярне",
            "Популярное",
            "Найпопулярніше",
            "Самое популярное",
        ),
    },
    reading_time=(
        r"(?:час читання:? )?(\d{1,3}) ?хв(?:\.|илин[аиу]?)?(?: читати| читання)?",
        r"(?:время чтения:? )?(\d{1,3}) ?мин(?:\.|ут[аыу]?)?(?: читать| чтения| на чтение)?",
        r"(?:reading time:? )?(\d{1,3}) ?min(?:\.|utes?|s)? ?(?:read|to read|reading time)",
    ),
    source_labels=("Джерело", "Источник", "Source"),
    modified_labels=(
        "Оновлено",
        "Обновлено",
        "Updated",
        "Last updated",
        "Змінено",
        "Изменено",
        "Modified",
    ),
    author_labels=("Автор", "Автори", "Авторы", "Author", "Authors", "By"),
    share_lines=(
        "Поділитися",
        "Поділитись",
        "Поширити",
        "Друкувати",
        "Версія для друку",
        "Роздрукувати",
        "Теги",
        "Коментарі",
        "Коментувати",
        "Поделиться",
        "Распечатать",
        "Версия для печати",
        "Комментарии",
        "Share",
        "Print",
        "Email",
        "Save",
        "Tags",
        "Comments",
        "Facebook",
        "Twitter",
        "Telegram",
        "Viber",
        "X",
        "WhatsApp",
        "LinkedIn",
        "Copy link",
        "Загрузка...",
        "Завантаження...",
        "Loading...",
    ),
    not_articles=(
        "access denied",
        "перевірка браузера",
        "проверка браузера",
        "тимчасово недоступн",
        "временно недоступ",
        "temporarily unavailable",
        "under maintenance",
        "service unavailable",
        "bad gateway",
        "internal server error",
        "too many requests",
        "сторінку не знайдено",
        "сторінка не знайдена",
        "страница не найдена",
        "page not found",
        "404 not found",
        "доступ заборонено",
        "доступ запрещен",
        "увійдіть, щоб",
        "войдите, чтобы",
        "увійдіть або зареєструйтесь",
        "войдите или зарегистрируйтесь",
        "зареєструйтесь, щоб",
        "зарегистрируйтесь, чтобы",
        "для передплатників",
        "для подписчиков",
        "subscribe to read",
        "for subscribers only",
        "матеріал недоступн",
        "материал недоступ",
        "матеріал видалено",
        "материал удален",
        "публікацію видалено",
        "публикация удалена",
        "no longer available",
        "has been removed",
        "log in to continue",
        "sign in to continue",
        "we use cookies",
        "we value your privacy",
    ),
    challenges=(
        "just a moment...",
        "checking your browser before accessing",
        "verify you are human by completing",
        "attention required! | cloudflare",
        "performance & security by cloudflare",
        "enable javascript and cookies to continue",
        "checking if the site connection is secure",
        "ddos protection by",
        "your ip address has been blocked",
        "sorry, you have been blocked",
    ),
    imprint=(
        "©",
        "всі права захищен",
        "усі права захищен",
        "все права защищен",
        "all rights reserved",
        "використання матеріалів",
        "использование материалов",
        "передрук",
        "перепечатка",
    ),
    ads=Advertising(
        labels=(
            "Реклама",
            "Рекламна пауза",
            "На правах реклами",
            "На правах рекламы",
            "Advertising",
            "Advertisement",
            "Sponsored",
        ),
        inserts=(
            "Читайте також",
            "Читайте ще",
            "Дивіться також",
            "Також читайте",
            "Читайте также",
            "Читайте еще",
            "Смотрите также",
            "Также читайте",
            "Read also",
            "Read more",
            "See also",
            "Also read",
            "Related",
        ),
        promos=(
            "Підписуйтесь",
            "Підписуйтеся",
            "Підпишіться",
            "Підписатися",
            "Приєднуйтесь",
            "Приєднуйтеся",
            "Стежте за нами",
            "Читайте нас",
            "Слідкуйте за нами",
            "Подписывайтесь",
            "Подпишитесь",
            "Присоединяйтесь",
            "Следите за нами",
            "Читайте нас",
            "Subscribe",
            "Sign up",
            "Follow us",
            "Join us",
        ),
        channels=(
            "telegram",
            "телеграм",
            "facebook",
            "фейсбук",
            "viber",
            "вайбер",
            "twitter",
            "youtube",
            "instagram",
            "whatsapp",
            "google news",
            "розсилк",
            "рассылк",
            "newsletter",
            "соцмереж",
            "соцсет",
        ),
        owners=("наш", "нашу", "наші", "нашій", "нас", "нами", "наши", "нашей", "our", "us"),
    ),
    classes=Classes(furniture=FURNITURE, remarks=REMARKS),
)
