"""One article an edition that carries every trap of the site at once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from html import escape

from newsbot.demo.words import EDITIONS, Tag
from replica.composition import inline_ad
from replica.content import Block, Content, Picture, paragraph
from replica.story import Special, Story
from replica.traps.heads import glued_time
from replica.words import WORDS


@dataclass(frozen=True, slots=True)
class _Words:
    """The sentences of the page, one set a language."""

    wrong_lang: str
    title: str
    title_html: str
    lead: str
    odd_html: str
    odd: str
    about: tuple[str, ...]
    heading: str
    items: tuple[str, str]
    quote: str
    rows: tuple[tuple[str, str], ...]
    lines: tuple[str, str]
    other_language: str
    caption: str
    insert: str
    author: str
    tag: Tag


_UK = _Words(
    wrong_lang="ru",
    title='"Тиждень "чистого" повітря": реклама, діти й ‘зелений’ маршрут — підсумки',
    title_html="\n  &quot;Тиждень &quot;чистого&quot; повітря&quot;: реклама,&nbsp;діти"
    " и\u0306 <em>‘зелений’</em>  маршрут&nbsp;&mdash; підсумки\n",
    lead="Сім днів без автомобілів у центрі: що показали вимірювання.",
    odd_html="Уп\u200bродовж <b>тиж</b>ня\u00a0— із\u00a07\u00a0до\u00a013\u00a0вересня —"
    " повітря в\n   центрі&nbsp;стало <a href='/news/tag/38.html'>чисті</a>шим на\u202f18%,"
    ' повідомляє обʼєднання "Степовии\u0306 вітер".',
    odd="Упродовж тижня — із 7 до 13 вересня — повітря в центрі стало чистішим на 18%,"
    ' повідомляє обʼєднання "Степовий вітер".',
    about=(
        "Реклама акції обійшлася дешевше, ніж планували: її малювали школярі.",
        "Останнє вимірювання зробили о 23:30, коли рух уже відновили.",
        "UKR.NET та інші агрегатори підхопили новину того ж вечора.",
    ),
    heading="Що далі",
    items=("маршрут №5 залишиться електричним;", "паркування біля шкіл заборонять."),
    quote='"Ми хотіли "тихе" місто, а отримали ще й "чисте"", - каже Дарина Лозова.',
    rows=(("День", "PM2,5"), ("Понеділок", "21"), ("Неділя", "9")),
    lines=("Телефон довідкової — 15-05.", "Запитати Соломію."),
    other_language="«Мы приедем перенимать опыт», — сказал гость из соседней страны.",
    caption="Діти малюють плакат «зеленого» маршруту",
    insert="Міст перекриють на дві ночі",
    author="Дарина Лозова",
    tag=Tag("Міський транспорт", "міський_транспорт"),
)
_RU = _Words(
    wrong_lang="uk",
    title='"Неделя "чистого" воздуха": реклама, дети и ‘зеленый’ маршрут — итоги',
    title_html="\n  &quot;Неделя &quot;чистого&quot; воздуха&quot;: реклама,&nbsp;дети"
    " и <em>‘зелены\u0438\u0306’</em>  маршрут&nbsp;&mdash; итоги\n",
    lead="Семь дней без автомобилей в центре: что показали измерения.",
    odd_html="В те\u200bчение <b>неде</b>ли\u00a0— с\u00a07\u00a0по\u00a013\u00a0сентября —"
    " воздух в\n   центре&nbsp;стал <a href='/news/tag/38.html'>чи</a>ще на\u202f18%,"
    ' сообщает объединение "Степнои\u0306 ветер".',
    odd="В течение недели — с 7 по 13 сентября — воздух в центре стал чище на 18%,"
    ' сообщает объединение "Степной ветер".',
    about=(
        "Реклама акции обошлась дешевле, чем планировали: ее рисовали школьники.",
        "Последнее измерение сделали в 23:30, когда движение уже возобновили.",
        "UKR.NET и другие агрегаторы подхватили новость в тот же вечер.",
    ),
    heading="Что дальше",
    items=("маршрут №5 останется электрическим;", "парковку у школ запретят."),
    quote='"Мы хотели "тихий" город, а получили еще и "чистый"", - говорит Инна Речная.',
    rows=(("День", "PM2,5"), ("Понедельник", "21"), ("Воскресенье", "9")),
    lines=("Телефон справочной — 15-05.", "Спросить Марину."),
    other_language="«Ми приїдемо переймати досвід», — сказав гість із сусідньої області.",
    caption="Дети рисуют плакат «зеленого» маршрута",
    insert="Троллейбусы вернулись на улицы",
    author="Инна Речная",
    tag=Tag("Городской транспорт", "городской_транспорт"),
)
_EN = _Words(
    wrong_lang="ru",
    title='"Week of "clean" air": advertising, children and a ‘green’ route — results',
    title_html="\n  &quot;Week of &quot;clean&quot; air&quot;: advertising,&nbsp;children"
    " and a <em>‘green’</em>  route&nbsp;&mdash; results\n",
    lead="Seven days without cars in the center: what the measurements show.",
    odd_html="From\u00a0September\u00a07\u00a0to\u00a013 the air in the\n  cen\u200bter&nbsp;was"
    " <b>clean</b>er by\u202f18%, the Cafe\u0301 <a href='/news/tag/38.html'>\"Steppe"
    ' Wind"</a> association said.',
    odd='From September 7 to 13 the air in the center was cleaner by 18%, the Café "Steppe'
    ' Wind" association said.',
    about=(
        "Advertising for the week cost less than planned: schoolchildren drew it.",
        "Latest readings were taken at 23:30, when traffic had already resumed.",
        "UKR.NET and other aggregators picked up the story the same evening.",
    ),
    heading="What comes next",
    items=("route No. 5 stays electric;", "parking near schools will be banned."),
    quote='"We wanted a "quiet" city and got a "clean" one as well," Daryna Lozova said.',
    rows=(("Day", "PM2.5"), ("Monday", "21"), ("Sunday", "9")),
    lines=("Information: 15-05.", "Ask for Solomiia."),
    other_language="«Ми приїдемо переймати досвід», a guest from Lutsk wrote in the book.",
    caption="Children paint a poster of the ‘green’ route",
    insert="Tram route reopens after repairs",
    author="Daryna Lozova",
    tag=Tag("Public transport", "public_transport"),
)

_SOURCE = "https://example.org/air/2026?week=37&unit=pm2.5"


def _build(words: _Words, story: Story) -> Content:
    edition = EDITIONS[story.edition]
    label = edition.ad_label
    image = "/media/images/2019/02/%D0%BF%D0%BB%D0%B0%D0%BA%D0%B0%D1%82%20%E2%84%961.jpg"
    rows = "\n".join(
        "<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in words.rows
    )
    items = "\n".join(f"<li>{item}</li>" for item in words.items)
    blocks = (
        Block(f'<div class="article"><p>{words.odd_html}</p></div>', words.odd),
        inline_ad(story.edition, 5),
        *(paragraph(text) for text in words.about),
        Block(
            "<script>var teaser='<p>РЕКЛАМА</p>';</script><style>p{margin:0}</style>"
            "<noscript><p>JavaScript!</p></noscript><!-- <p>РЕКЛАМА</p> -->"
        ),
        Block(
            f'<p class="read-also"><b>{WORDS[edition.code].read_also}:</b>'
            f' <a href="{story.path}?utm_source=insert">{words.insert}</a></p>'
        ),
        Block(f"<h2>{words.heading}</h2>", words.heading),
        Block(f"<ul>\n{items}\n</ul>", "\n\n".join(words.items)),
        Block(f"<blockquote><p>{escape(words.quote)}</p></blockquote>", words.quote),
        Block(
            f'<div class="ad"><div class="ad-wrapper"><ins></ins></div><span class="ad-subtitle">'
            f"{label}</span></div>\n<p>{label}</p>"
        ),
        Block(f"<table>\n{rows}\n</table>", "\n".join("\t".join(row) for row in words.rows)),
        Block(f"<p>{words.lines[0]}<br />\n{words.lines[1]}</p>", "\n".join(words.lines)),
        paragraph(words.other_language),
        Block(
            f'<figure><img src="{image}" alt="IMG_1"><figcaption>{words.caption}</figcaption>'
            "</figure>",
            None,
            (Picture(image, words.caption),),
        ),
        Block(
            '<blockquote class="twitter-tweet"><p>#clean</p>&mdash; Demo (@demo)</blockquote>'
            '<script async src="https://x.example.com/widgets.js"></script>'
            '<iframe src="https://video.example.com/embed/y2"></iframe>'
        ),
        Block(
            f'<p><a href="https://t.example.com/replica">{WORDS[edition.code].subscribe}</a></p>'
        ),
    )
    source = escape(_SOURCE)
    return Content(
        blocks=blocks,
        lead=words.lead,
        authors=(words.author,),
        picture=Picture(
            "https://media.interfax.com.ua/media/thumbs/images/2022/08/%D0%B2%D1%96%D1%82%D0%B5"
            "%D1%80.jpg",
            None,
            story.title,
        ),
        source_url=_SOURCE,
        source_html=f'<p>{edition.source}:&nbsp;<a href="{source}">{source}</a></p>\n',
        meta="foreign",
        minutes=2,
        lang=words.wrong_lang,
        title_html=words.title_html,
        label_html="\n",
        time_html=glued_time(story),
        related_suffixes=("?utm_source=block", "#comments"),
        before_article=(
            '<div class="ad"><div class="ad-wrapper"><ins></ins></div>'
            f'<span class="ad-subtitle">{label}</span></div>\n'
        ),
        # The related block occurs twice: first empty, with an advertisement before it.
        after_article=(
            '<div class="fb-comments" data-numposts="5"></div>\n<div class="ad"><div class='
            f'"linkator-block"><p>{edition.partner}</p></div><span class="ad-subtitle">{label}'
            f'</span></div>\n<div class="section-wrapper"><h6 class="section-title">'
            f"{edition.related.capitalize()}</h6></div>\n"
        ),
    )


def _special(words: _Words) -> Special:
    build = partial(_build, words)
    return Special("everything", "general", words.title, build, (words.tag,), relatives=4)


UKRAINIAN = _special(_UK)
RUSSIAN = _special(_RU)
ENGLISH = _special(_EN)
