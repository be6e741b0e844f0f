"""Interfax-Ukraine, as data: hosts, editions, headings, phrases, class names.

Adding an edition, a heading or an advertising phrase touches only this file. Headings and phrases
are written as printed; they are compared with case, whitespace, punctuation at the ends and
apostrophes folded (`newsbot.text.clean.fold`).
"""

from __future__ import annotations

from datetime import timedelta

from newsbot.sites import phrases
from newsbot.sites.paths import NumberedPages, Paths
from newsbot.sites.site import Advertising, Classes, Edition, Site

EDITIONS = {
    "uk": Edition(
        code="uk",
        language="uk",
        host="interfax.com.ua",
        other_hosts=("ua.interfax.com.ua",),
    ),
    "ru": Edition(code="ru", language="ru", host="ru.interfax.com.ua"),
    "en": Edition(code="en", language="en", host="en.interfax.com.ua"),
}

_SECTION = "[a-z0-9][a-z0-9_-]{0,63}"
PATHS = Paths(
    # Between section and number may stand any tag, which has nothing to do with the article: no
    # step upwards, and neither behind a year nor a year before a day or month, as in a calendar.
    article=rf"/news/(?!tag/|[0-9_-]+/[^/]+/)(?P<section>{_SECTION})/"
    r"(?:(?!\.{1,2}/|[0-9_-]+/[0-9]{1,4}(?:-amp)?\.)[^/]+/)?(?P<id>[1-9][0-9]{0,11})(?:-amp)?\.html",
    plain="/news/{section}/{id}.html",
    section=r"/news/(?!(?:latest|last|tag)(?:-[0-9]+)?\.)(?P<section>[a-z][a-z0-9-]{0,63}?)"
    r"(?:-[1-9][0-9]{0,4})?\.html",
    tag=r"/news/tag/[^/]+\.html",
    latest="/news/latest.html",
    rss=("/news/last.rss",),
    section_list="/news/{section}.html",
    paging=NumberedPages("{stem}.html", "{stem}-{number}.html"),
)

BLOCKS = {
    "related": (
        "Ще за темою",
        "Ще по темі",
        "Більше за темою",
        "Читайте також за темою",
        "Еще по теме",
        "Ещё по теме",
        "More about",
        "More on the topic",
        "More on this topic",
        "Related news",
    ),
    "latest": (
        "Останнє",
        "Останні новини",
        "Последнее",
        "Последние новости",
        "Latest",
        "Latest news",
    ),
}

SECTION_NAMES = {
    "general": {"uk": "Події", "ru": "События", "en": "Facts"},
    "political": {"uk": "Політика", "ru": "Политика", "en": "Politics"},
    "economic": {"uk": "Економіка", "ru": "Экономика", "en": "Economy"},
    "greendeal": {"uk": "Зелена угода", "ru": "Зеленая сделка", "en": "Green Deal"},
    "telecom": {"uk": "Телеком", "ru": "Телеком", "en": "Telecom"},
    "investments": {"uk": "Інвестиції", "ru": "Инвестиции", "en": "Investments"},
    "pharmacy": {"uk": "Фармацевтика", "ru": "Фармацевтика", "en": "Pharmacy"},
    "sport": {"uk": "Спорт", "ru": "Спорт", "en": "Sport"},
    "interview": {"uk": "Інтерв'ю", "ru": "Интервью", "en": "Interview"},
    "video": {"uk": "Відео", "ru": "Видео", "en": "Video"},
    "press-conference": {
        "uk": "Пресконференції",
        "ru": "Пресс-конференции",
        "en": "Press Conferences",
    },
    "press-release": {"uk": "Пресрелізи", "ru": "Пресс-релизы", "en": "Press Releases"},
    "press-announcement": {"uk": "Пресанонси", "ru": "Пресс-анонсы", "en": "Press Announcement"},
}

ADVERTISING = Advertising(
    labels_follow=True,
    labels=(
        *phrases.AD_LABELS,
        "AD",
        "Загрузка...",
        "Завантаження...",
    ),
    lines=(
        "UKR.NET- новини з усієї України",
        "UKR.NET новини з усієї України",
        "UKR.NET- новости со всей Украины",
        "UKR.NET новости со всей Украины",
        "UKR.NET - news from all over Ukraine",
        "UKR.NET - news from across Ukraine",
    ),
    inserts=phrases.INSERTS,
    promos=(
        *phrases.PROMOS,
        "Поділитися",
        "Поділіться",
        "Поделиться",
        "Поделитесь",
        "Share",
    ),
    channels=(
        *phrases.CHANNELS,
        "social",
    ),
    owners=(
        *phrases.OWNERS,
        "interfax-ukraine",
        "інтерфакс-україна",
        "інтерфакс-україни",
        "интерфакс-украина",
        "интерфакс-украины",
    ),
    notices=phrases.NOTICES,
    classes=frozenset(
        {
            "ad",
            "ads",
            "adv",
            "advert",
            "advertising",
            "ad-wrapper",
            "ad-subtitle",
            "adsbygoogle",
            "banner",
            "linkator-block",
            "recommends",
            "fb-comments",
            "share",
            "share-buttons",
            "social",
            "social-buttons",
            "subscribe",
            "subscribe-promo",
            "read-also",
            "counter",
            "embed",
            "twitter-tweet",
            "instagram-media",
            "tiktok-embed",
            "fb-post",
            "telegram-post",
            "article-share",
        }
    ),
    image_paths=("/media/ads", "/ads/", "/banners/", "counter", "pixel", "/static/", "/stat."),
)

INTERFAX = Site(
    name="interfax.com.ua",
    editions=EDITIONS,
    paths=PATHS,
    late_by=timedelta(days=4),  # announcements take their number when they are drafted
    numbers_a_day=265,
    blocks=BLOCKS,
    reading_time=(
        r"(?:час читання:? )?(\d{1,3}) ?хв(?:\.|илин[аиу]?)?(?: читати| читання)?",
        r"(?:время чтения:? )?(\d{1,3}) ?мин(?:\.|ут[аыу]?)?(?: читать| чтения| на чтение)?",
        r"(?:reading time:? )?(\d{1,3}) ?min(?:\.|utes?|s)?(?: read| to read)?",
    ),
    source_labels=phrases.SOURCE_LABELS,
    modified_labels=phrases.MODIFIED_LABELS,
    author_labels=phrases.AUTHOR_LABELS,
    labels=("Інтерфакс-Україна", "Интерфакс-Украина", "Interfax-Ukraine"),
    share_lines=phrases.SHARE_LINES,
    section_names=SECTION_NAMES,
    comment_headings=phrases.COMMENT_HEADINGS,
    not_articles=(
        *phrases.NOT_ARTICLES,
        "перевірте, що ви людина",
        "підтвердіть, що ви не робот",
        "подтвердите, что вы не робот",
        "технічні роботи",
        "технические работы",
        "технічне обслуговування",
        "техническое обслуживание",
        "scheduled maintenance",
        "be right back",
        "gateway time",
        "forbidden",
        "not found",
        "не знайдено",
        "спробуйте пізніше",
        "попробуйте позже",
        "попробуйте позднее",
        "try again later",
        "помилка сервера",
        "ошибка сервера",
        "captcha",
        "капча",
        "файли cookie",
        "файлы cookie",
        "ми цінуємо вашу приватність",
        "мы ценим вашу конфиденциальность",
    ),
    challenges=(
        *phrases.CHALLENGES,
        "cloudflare ray id",
        "ddos-guard",
        "web server is down error code",
        "bad gateway error code",
    ),
    imprint=(
        *phrases.IMPRINT,
        "copyright ©",
        "copyright (c)",
        "copyright 1",
        "copyright 2",
        "copyright interfax",
        "використання матеріалів агентств",
        "використання матеріалів інтерфакс",
        "використання матеріалів сайт",
        "использование материалов агентств",
        "использование материалов интерфакс",
        "использование материалов сайт",
        "передрук дозвол",
        "передрук заборон",
        "передрук матеріалів",
        "перепечатка запрещ",
        "перепечатка материалов",
        "перепечатка разреш",
    ),
    zone="Europe/Kyiv",
    announcements=frozenset({"press-announcement"}),
    ads=ADVERTISING,
    classes=Classes(
        title=("article-content-title",),
        body=("article-content",),
        time=("article-time", "article-time-big"),
        lead=("article-lead", "lead", "standfirst"),
        author=("article-author", "author", "byline"),
        tags=("article-tags",),
        section=("category-title",),
        image=("article-content-image",),
        caption=("article-image-caption", "caption"),
        block=("articles-list",),
    ),
)
