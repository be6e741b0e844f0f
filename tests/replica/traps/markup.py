"""Body markup beyond plain paragraphs: tables, lists, quotes, line breaks, figures, inline tags."""

from __future__ import annotations

from newsbot.demo.words import Tag
from replica.content import Block, Content, Picture, paragraph
from replica.story import Special, Story

_HARVEST = Tag("Зерно", "зерно")
_CITY = Tag("Міський транспорт", "міський_транспорт")


def _table(_story: Story) -> Content:
    return Content(
        blocks=(
            paragraph("Асоціація садівників оприлюднила зведення про врожай за три роки."),
            Block("<h2>Урожай за роками</h2>", "Урожай за роками"),
            Block(
                '<div class="table-wrapper"><table border="1"><thead><tr><th>Рік</th><th>Яблука,'
                " тис. т</th><th>Груші, тис. т</th></tr></thead><tbody>\n"
                "<tr><td>2024</td><td>1 104</td><td><p>131</p></td></tr>\n"
                "<tr><td>2025</td><td>1&nbsp;190</td><td>—</td></tr>\n"
                "<tr><td><b>2026</b> (прогноз)</td><td>1 210</td><td>140</td></tr>\n"
                "</tbody></table></div>",
                "Рік\tЯблука, тис. т\tГруші, тис. т\n2024\t1 104\t131\n2025\t1 190\t—\n"
                "2026 (прогноз)\t1 210\t140",
            ),
            paragraph("Прогноз на 2026 рік уточнять після завершення збору пізніх сортів."),
        ),
        meta="article",
        states_modified=True,
    )


def _lists(_story: Story) -> Content:
    return Content(
        blocks=(
            paragraph("Комітет визначив чотири умови, за яких громада отримає кошти:"),
            Block(
                "<ul>\n<li>бібліотека відкрита щонайменше шість днів на тиждень;</li>\n"
                "<li><p>каталог доступний у мережі;</p></li>\n"
                "<li>є пандус або <b>ліфт</b>.</li>\n</ul>",
                "бібліотека відкрита щонайменше шість днів на тиждень;\n\n"
                "каталог доступний у мережі;\n\nє пандус або ліфт.",
            ),
            paragraph("Порядок розгляду заявок:"),
            Block(
                "<ol><li>подання;</li><li>перевірка;</li><li>рішення.</li></ol>",
                "подання;\n\nперевірка;\n\nрішення.",
            ),
            Block(
                "<blockquote><p>«Ми не шукаємо ідеальних».</p>\n<p>«Ми шукаємо живих», — сказала"
                " голова комітету.</p></blockquote>",
                "«Ми не шукаємо ідеальних».\n\n«Ми шукаємо живих», — сказала голова комітету.",
            ),
            Block(
                "<blockquote>Правила діятимуть із січня.</blockquote>",
                "Правила діятимуть із січня.",
            ),
        ),
        meta="og",
    )


def _line_breaks(_story: Story) -> Content:
    return Content(
        blocks=(
            Block(
                "<p>Графік руху нічних автобусів:<br>№91 — щогодини;<br />\n№92 — о 00:30 і 02:30;"
                "<br/>№93 — лише у вихідні.</p>",
                "Графік руху нічних автобусів:\n№91 — щогодини;\n№92 — о 00:30 і 02:30;\n"
                "№93 — лише у вихідні.",
            ),
            Block(
                "<p>Перше оновлення графіка — у жовтні.<br><br>Друге — наприкінці року.</p>",
                "Перше оновлення графіка — у жовтні.\n\nДруге — наприкінці року.",
            ),
            Block(
                "Цей рядок стоїть у колонці без власного тегу.<br>\n<br>\nІ цей також,"
                " <i>хоч і</i> з виділенням.",
                "Цей рядок стоїть у колонці без власного тегу.\n\nІ цей також, хоч і з виділенням.",
            ),
            Block("<p>&nbsp;</p>"),
            Block(
                "<div>Останній рядок узято в блок.</div>",
                "Останній рядок узято в блок.",
            ),
        ),
    )


def _gallery(story: Story) -> Content:
    root = "https://media.interfax.com.ua/media/images/2026/09"
    photos = (
        Picture(f"{root}/regatta_1.jpg", "Старт запливу біля мосту"),
        Picture(f"{root}/regatta_2.jpg", "Переможці; фото організаторів"),
        Picture(f"{root}/regatta_3.jpg", None),
    )
    return Content(
        blocks=(
            paragraph("На річці завершилася осіння регата, у якій змагалися 40 екіпажів."),
            Block(
                '<div class="article-gallery">\n'
                f'<figure><img src="{photos[0].url}" alt="foto"><figcaption>Старт запливу'
                " <b>біля мосту</b></figcaption></figure>\n"
                f'<figure><a href="{photos[1].url}"><img src="{photos[1].url}"'
                ' alt="Переможці; фото організаторів"></a></figure>\n'
                f'<figure><img src="{photos[2].url}" alt=""></figure>\n</div>',
                None,
                photos,
            ),
            paragraph("Наступні змагання відбудуться навесні."),
        ),
        picture=Picture(f"{root}/regatta_main.jpg", None, story.title),
        meta="jsonld",
        states_modified=True,
    )


def _encoded_image(_story: Story) -> Content:
    name = "%D0%93%D0%BE%D0%BB%D0%BE%D0%B2%D0%BD%D0%B8%D0%B9_%D0%BA%D0%BE%D1%80%D0%BF%D1%83%D1%81"
    inner = "/media/images/2019/02/%D0%BF%D0%BB%D0%B0%D0%BD%20%D0%B4%D0%B2%D0%BE%D1%80%D1%83.png"
    caption = "Головний корпус після реставрації"
    return Content(
        blocks=(
            paragraph("Головний корпус аграрного коледжу відкрили після реставрації фасаду."),
            Block(
                f'<p><img src="{inner}" alt="План двору" width="600"></p>',
                None,
                (Picture(inner, "План двору"),),
            ),
            paragraph("Двір упорядкують наступного року, коли студенти повернуться з практики."),
        ),
        picture=Picture(
            f"https://media.interfax.com.ua/media/thumbs/images/2019/02/{name}.jpg",
            caption,
            caption,
        ),
    )


def _inline(_story: Story) -> Content:
    return Content(
        blocks=(
            Block(
                '<p>Компанія <b>"Дніпролан"</b>, <a href="/news/telecom.html">оператор</a>'
                " <em>оптичної</em> мережі, під’єдн<b>ала</b> сьоме село<span>.</span></p>",
                'Компанія "Дніпролан", оператор оптичної мережі, під’єднала сьоме село.',
            ),
            Block("<h3>Що <i>далі</i></h3>", "Що далі"),
            Block(
                "<p><strong>Перше. </strong>Роботи тривають&nbsp;— <u>щодня</u>, крім неділі;\n"
                "   <a href='https://example.org/map?a=1&amp;b=2'>мапа</a>&nbsp;оновлюється."
                "<!-- редактор: перевірити --></p>",
                "Перше. Роботи тривають — щодня, крім неділі; мапа оновлюється.",
            ),
            Block(
                "<p>Швидкість зросла у 10<sup>3</sup> разів, а викиди CO<sub>2</sub> &lt; норми"
                " &amp; меж.</p>",
                "Швидкість зросла у 103 разів, а викиди CO2 < норми & меж.",
            ),
        ),
        title_html='\n      Оператор\n      <em>"Дніпролан"</em> під&rsquo;єднав&nbsp;сьоме '
        "село&nbsp;\n    ",
    )


def _nested(_story: Story) -> Content:
    return Content(
        blocks=(
            paragraph("Музей трамваїв шукає старі квитки для нової вітрини."),
            Block(
                '<div class="article-text"><div class="article"><p>У колекції вже є 900 квитків,'
                " найстаріший надрукували сто років тому.</p>\n<section><p>Принести квиток можна"
                " будь-якого дня.</p></section></div></div>",
                "У колекції вже є 900 квитків, найстаріший надрукували сто років тому.\n\n"
                "Принести квиток можна будь-якого дня.",
            ),
            paragraph("Вітрину відкриють до дня міста."),
        ),
        meta="jsonld-utc",
        states_modified=True,
    )


SPECIALS = (
    Special(
        "table", "economic", "Урожай яблук за три роки: зведення асоціації", _table, (_HARVEST,)
    ),
    Special("lists", "political", "Громади отримають кошти на бібліотеки за чотирьох умов", _lists),
    Special("line-breaks", "general", "Нічні автобуси змінюють графік", _line_breaks, (_CITY,)),
    Special("gallery", "video", "Осіння регата завершилася перемогою студентів", _gallery),
    Special(
        "encoded-image",
        "general",
        "Аграрний коледж відкрив корпус після реставрації",
        _encoded_image,
    ),
    Special("inline-markup", "telecom", 'Оператор "Дніпролан" під’єднав сьоме село', _inline),
    Special("nested-article", "general", "Музей трамваїв збирає старі квитки", _nested, (_CITY,)),
)
