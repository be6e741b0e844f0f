"""Bodies whose words mislead: about advertising, inserts and promos, odd characters, languages."""

from __future__ import annotations

from newsbot.demo.words import Tag
from replica.composition import inline_ad
from replica.content import Block, Content, paragraph
from replica.story import Special, Story

_MARKET = Tag("Експорт", "експорт")


def _about_advertising(_story: Story) -> Content:
    texts = (
        "Реклама на телебаченні торік подорожчала на 12%, свідчить огляд рекламної спілки.",
        "Останнє таке зростання фіксували вісім років тому, коли ринок лише відновлювався.",
        (
            "UKR.NET- новини з усієї України — саме такий напис бачить третина опитаних щоранку, а"
            " за рекламу поруч із ним платять утричі більше."
        ),
        "«РЕКЛАМА» великими літерами під банером не дратує 64% читачів, — ідеться в огляді.",
        "Ще за темою доповіді сперечалися п’ятеро фахівців: чи зникнуть друковані оголошення.",
        "Підписуйтесь на розсилки лише тих крамниць, яким довіряєте, радять автори огляду.",
        "Читати також радять дрібний шрифт: саме там рекламодавці пишуть про умови.",
        "Реклама. Так називався перший фільм, який показали учасникам конференції.",
    )
    return Content(blocks=tuple(paragraph(text) for text in texts), minutes=2)


def _body_ads(_story: Story) -> Content:
    return Content(
        blocks=(
            paragraph("Виробники олії домовилися про спільний склад у порту."),
            inline_ad("uk", 3),
            paragraph("Склад вміщує 40 тис. тонн і працюватиме цілодобово."),
            Block(
                '<div class="ad"><div class="ad-wrapper"><ins class="adsbygoogle"></ins><p>Купуйте'
                ' насіння зі знижкою!</p></div>\n<span class="ad-subtitle">РЕКЛАМА</span></div>'
            ),
            Block("<script>document.write('<p>Банер</p>')</script><p>РЕКЛАМА</p>"),
            paragraph("Перші партії приймуть уже в жовтні."),
            Block("<style>.x{color:red}</style><noscript><p>Увімкніть JavaScript</p></noscript>"),
            Block(
                '<p><a href="https://shop.example.com/"><img src="/media/ads/2026/seed.gif"'
                ' alt="Насіння"></a></p><p><small>Реклама</small></p>'
            ),
            paragraph("Оператором складу стане консорціум п’яти заводів."),
            Block(
                '<div class="linkator-block"><p><a href="http://www.ukr.net/">UKR.NET- новини</a>'
                " з усієї України</p></div><div>РЕКЛАМА</div>"
            ),
        ),
        meta="article",
        states_modified=True,
    )


def _read_also(story: Story) -> Content:
    link = f"{story.path}?utm_source=insert"
    return Content(
        blocks=(
            paragraph("Бібліотеки громад отримають нові стелажі до кінця року."),
            Block(
                f'<p class="read-also"><b>Читайте також:</b> <a href="{link}">Депутати внесли 65'
                " правок до законопроєкту про архіви</a></p>"
            ),
            paragraph("Стелажі виготовляють у майстернях трьох коледжів."),
            Block(
                f'<p><strong>Читайте також: <a href="{link}">Ціни на яблука знизилися</a></strong>'
                "</p>"
            ),
            paragraph("Читайте також уголос — радять бібліотекарі, які ведуть дитячі гуртки."),
            Block(
                '<div class="related-insert"><p>ЧИТАЙТЕ ТАКОЖ</p><ul><li>'
                f'<a href="{link}">Нічні автобуси змінюють графік</a></li></ul></div>'
            ),
            paragraph("Усього заплановано обладнати 300 читальних залів."),
        ),
    )


def _embeds(_story: Story) -> Content:
    return Content(
        blocks=(
            paragraph("Метеорологи показали відео першого осіннього туману над річкою."),
            Block(
                '<iframe width="560" height="315" src="https://video.example.com/embed/x1"'
                ' title="Туман"></iframe>'
            ),
            paragraph("Запис зробила камера на старому елеваторі."),
            Block(
                '<blockquote class="twitter-tweet"><p lang="uk" dir="ltr">Туман! Такого ми ще не'
                ' бачили</p>&mdash; Метео (@meteo_demo) <a href="https://x.example.com/1">23'
                " вересня</a></blockquote>\n"
                '<script async src="https://x.example.com/widgets.js" charset="utf-8"></script>'
            ),
            Block(
                '<script async src="https://telegram.example.org/js/telegram-widget.js?22"'
                ' data-telegram-post="meteo_demo/17" data-width="100%"></script>'
            ),
            paragraph("До полудня видимість відновилася."),
            Block(
                '<p><em>Підписуйтесь на наш <a href="https://t.example.com/replica">Telegram</a>,'
                " щоб дізнаватися першими</em></p>"
            ),
            Block(
                '<div class="share-block">Поділитися: <a href="https://social.example.com/share">'
                "Facebook</a></div>"
            ),
        ),
        meta="og",
    )


def _characters(_story: Story) -> Content:
    # й and ї in their decomposed form, with zero-width and no-break characters among the letters.
    return Content(
        blocks=(
            Block(
                "<p>Украї\u200bнськии\u0306 коле\u2060дж\u00a0— це\u00a02\u00a0000 студентів,"
                " повідомляє \ufeffпресслужба закладу.</p>",
                "Український коледж — це 2 000 студентів, повідомляє пресслужба закладу.",
            ),
            Block(
                "<p>Ки\u0456\u0308в\u202f/\u202fНіжин: обʼєднаний прийом, об'єкт №\u00a07, об’їзд."
                "</p>",
                "Київ / Ніжин: обʼєднаний прийом, об'єкт № 7, об’їзд.",
            ),
            Block(
                "<p>\n\n   Рядки\tтут\n   перенесено   де   завгодно.\n</p>",
                "Рядки тут перенесено де завгодно.",
            ),
            paragraph(
                '"Фраза "у лапках" всередині лапок", - сказав ректор — і додав: «Ще „одна“».'
            ),
        ),
        title_html='Коледж «Дзвін»:&nbsp;&laquo;обʼєднаний&raquo; прии\u0306ом і "нові "старі"'
        ' правила"',
    )


def _digest(_story: Story) -> Content:
    return Content(
        blocks=(
            paragraph("Головне за добу: огляд повідомлень українських та іноземних видань."),
            Block(
                "<p><b>Погода.</b> На заході країни пройшли зливи, рівень річок зріс.</p>",
                "Погода. На заході країни пройшли зливи, рівень річок зріс.",
            ),
            paragraph(
                "«Уровень воды поднялся на полметра, но угрозы для жителей нет», —"
                " цитує видання керівника гідропосту."
            ),
            Block(
                "<p><b>Економіка.</b> Біржа завершила торги зростанням на 0,4%.</p>",
                "Економіка. Біржа завершила торги зростанням на 0,4%.",
            ),
            paragraph("«Рынок ждал этих данных и отреагировал спокойно», — зазначив аналітик."),
            paragraph("Наступний огляд вийде завтра вранці."),
        ),
        minutes=2,
    )


def _source_words(_story: Story) -> Content:
    url = "https://example.org/uk/story?ref=a&lang=uk"
    return Content(
        blocks=(
            paragraph("Джерело в міській раді повідомило, що тендер перенесли на жовтень."),
            paragraph("Джерело: три незалежні експерти, які просили не називати їхніх імен."),
            paragraph("Про причини перенесення говоритимуть на засіданні комісії."),
        ),
        source_url=url,
        source_html='<p>Джерело: <a href="https://example.org/uk/story?ref=a&amp;lang=uk"'
        ' rel="nofollow">https://example.org/uk/story?ref=a&amp;lang=uk</a></p>\n',
    )


SPECIALS = (
    Special(
        "about-advertising",
        "economic",
        "РЕКЛАМА, яку помічають: огляд ринку за рік",
        _about_advertising,
        (_MARKET,),
    ),
    Special(
        "body-ads",
        "economic",
        "Виробники олії відкриють спільний склад у порту",
        _body_ads,
        (_MARKET,),
    ),
    Special("read-also", "general", "Бібліотеки громад отримають нові стелажі", _read_also),
    Special(
        "embeds",
        "video",
        "Перший туман над річкою зняли на відео",
        _embeds,
        (Tag("Погода", "погода"),),
    ),
    Special(
        "characters",
        "general",
        'Коледж «Дзвін»: «обʼєднаний» прийом і "нові "старі" правила"',
        _characters,
    ),
    Special("digest", "general", "Доба коротко: погода, біржа, цитати", _digest),
    Special(
        "source-words", "political", "Тендер на ремонт архіву перенесли на жовтень", _source_words
    ),
)
