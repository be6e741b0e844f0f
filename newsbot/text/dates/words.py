"""The words of dates: one table a language, one row a word.

Each word has a *kind*, one letter, which is how the grammar of `forms` sees it:

    m month            M month abbreviation that is also a common noun: only beside a year
    Q English month, which may stand before its day
    w weekday          r relative day (value: days from today)
    u unit             h half a unit in one word     (value: a `Span`)
    R year: a unit, and the mark after a year («2025 року»)          G, H, U see AMBIGUOUS
    k mark after a year only («2025 р.» is R)        q ordinal ending («26-го»)
    c number word      F half     f «a few»          a ago
    i about            L less     Y than             j now       J, N halves of «just now»
    o preposition      p am/pm    z zone             K Kyiv      T word of «за київським часом»
    g published/updated           l other label      B byline    v views, comments, reading time
    A and              ! never part of a date that can be read («tomorrow»)

To teach the parser a word, add it to the row it belongs to. Forms are written in lower case,
without apostrophes (`tokens` folds both). Sources of the rows: CLDR 48 (names, abbreviations,
relative fields), the word lists of dateparser 1.5, and pages of Ukrainian news sites.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple


class Span(NamedTuple):
    """A length of time. Seconds are exact; days and months are steps in the Kyiv calendar."""

    seconds: float = 0
    days: float = 0
    months: float = 0


class Word(NamedTuple):
    kind: str
    value: Any = None


SECOND, MINUTE, HOUR = Span(seconds=1), Span(seconds=60), Span(seconds=3600)
DAY, WEEK, MONTH, YEAR = Span(days=1), Span(days=7), Span(months=1), Span(months=12)
QUARTER, MOMENT = Span(months=3), Span()

MONTHS: Mapping[str, Sequence[str]] = {
    "uk": (
        "січень січня січню січнем січні січ",
        "лютий лютого лютому лютим лютім лют",
        "березень березня березню березнем березні бер берез березн",
        "квітень квітня квітню квітнем квітні кві квіт квітн",
        "травень травня травню травнем травні тра трав травн",
        "червень червня червню червнем червні чер черв червн",
        "липень липня липню липнем липні лип липн",
        "серпень серпня серпню серпнем серпні сер серп серпн",
        "вересень вересня вересню вереснем вересні вер верес вересн",
        "жовтень жовтня жовтню жовтнем жовтні жов жовт жовтн",
        "листопад листопада листопаду листопадом листопаді лис листоп листопад",
        "грудень грудня грудню груднем грудні гру груд грудн",
    ),
    "ru": (
        "январь января январю январем январём январе янв январ",
        "февраль февраля февралю февралем февралём феврале фев февр",
        "март марта марту мартом марте мар",
        "апрель апреля апрелю апрелем апреле апр",
        "май мая маю маем мае",
        "июнь июня июню июнем июне июн",
        "июль июля июлю июлем июле июл",
        "август августа августу августом августе авг",
        "сентябрь сентября сентябрю сентябрем сентябрём сентябре сен сент",
        "октябрь октября октябрю октябрем октябрём октябре окт октяб",
        "ноябрь ноября ноябрю ноябрем ноябрём ноябре ноя нояб",
        "декабрь декабря декабрю декабрем декабрём декабре дек декаб",
    ),
    "en": (
        "january jan",
        "february feb",
        "march mar",
        "april apr",
        "may",
        "june jun",
        "july jul",
        "august aug",
        "september sep sept",
        "october oct",
        "november nov",
        "december dec",
    ),
}

WEEKDAYS: Mapping[str, Sequence[str]] = {
    "uk": (
        "понеділок понеділка понеділку понеділком пн пон понед",
        "вівторок вівторка вівторку вівторком вт вів вівт вівтор",
        "середа середи середі середу середою ср серед",
        "четвер четверга четвергу четвергом чт чет четв",
        "пятниця пятниці пятницю пятницею пт пят пятн",
        "субота суботи суботі суботу суботою сб суб субот",
        "неділя неділі неділю неділею нд нед неділ",
    ),
    "ru": (
        "понедельник понедельника понедельнику понедельником пн пнд",
        "вторник вторника вторнику вторником вт втр",
        "среда среды среде среду средой ср срд",
        "четверг четверга четвергу четвергом чт чтв",
        "пятница пятницы пятнице пятницу пятницей пт птн",
        "суббота субботы субботе субботу субботой сб сбт",
        "воскресенье воскресенья воскресенью воскресеньем воскресение вс вск воскр",
    ),
    "en": (
        "monday mon",
        "tuesday tue tues",
        "wednesday wed weds",
        "thursday thu thur thurs",
        "friday fri",
        "saturday sat",
        "sunday sun",
    ),
}

UNITS: Mapping[str, Mapping[Span, str]] = {
    "uk": {
        SECOND: "секунда секунди секунд секунду сек с",
        MINUTE: "хвилина хвилини хвилин хвилину хвилинку хвил хв",
        HOUR: "година години годин годину годинку год г",
        DAY: "день дня дні днів дн д доба доби діб добу",
        WEEK: "тиждень тижня тижні тижнів тижд тиж т",
        MONTH: "місяць місяця місяці місяців міс",
        QUARTER: "квартал кварталу квартали кварталів кв",
        MOMENT: "мить хвильку",
    },
    "ru": {
        SECOND: "секунда секунды секунд секунду сек",
        MINUTE: "минута минуты минут минуту минутку мин",
        HOUR: "час часа часов ч",
        DAY: "день дня дней дн д сутки суток",
        WEEK: "неделя недели недель неделю",
        MONTH: "месяц месяца месяцев мес",
        QUARTER: "квартал квартала кварталов кв",
        YEAR: "лет",
        MOMENT: "мгновение миг",
    },
    "en": {
        SECOND: "second seconds sec secs s",
        MINUTE: "minute minutes min mins m",
        HOUR: "hour hours hr hrs h",
        DAY: "day days d",
        WEEK: "week weeks wk wks w",
        MONTH: "month months mo mos",
        QUARTER: "quarter quarters qtr qtrs",
        YEAR: "year years yr yrs y",
        MOMENT: "moment moments",
    },
}

HALF_UNITS: Mapping[str, Mapping[Span, str]] = {
    "uk": {
        Span(seconds=30): "півхвилини",
        Span(seconds=1800): "півгодини",
        Span(seconds=43200): "півдня півдоби",
        Span(months=6): "півроку",
    },
    "ru": {
        Span(seconds=30): "полминуты",
        Span(seconds=1800): "полчаса",
        Span(seconds=43200): "полдня",
        Span(months=6): "полгода",
    },
    "en": {},
}

NUMBERS: Mapping[str, Mapping[float, str]] = {
    "uk": {
        0.25: "чверть",
        1: "один одна одну одне одної одного",
        1.5: "півтора півтори",
        2: "два дві двох пару пара",
        3: "три трьох",
        4: "чотири чотирьох",
        5: "пять пяти",
        6: "шість шести",
        7: "сім семи",
        8: "вісім восьми",
        9: "девять девяти",
        10: "десять десяти",
        11: "одинадцять",
        12: "дванадцять",
        13: "тринадцять",
        14: "чотирнадцять",
        15: "пятнадцять",
        16: "шістнадцять",
        17: "сімнадцять",
        18: "вісімнадцять",
        19: "девятнадцять",
        20: "двадцять",
        30: "тридцять",
        40: "сорок",
        50: "пятдесят",
        100: "сто",
    },
    "ru": {
        1: "один одна одну одно одного одной",
        1.5: "полтора полторы",
        2: "два две двух пару пара",
        3: "три трех трёх",
        4: "четыре четырех четырёх",
        5: "пять пяти",
        6: "шесть шести",
        7: "семь семи",
        8: "восемь восьми",
        9: "девять девяти",
        10: "десять десяти",
        11: "одиннадцать",
        12: "двенадцать",
        13: "тринадцать",
        14: "четырнадцать",
        15: "пятнадцать",
        16: "шестнадцать",
        17: "семнадцать",
        18: "восемнадцать",
        19: "девятнадцать",
        20: "двадцать",
        30: "тридцать",
        40: "сорок",
        50: "пятьдесят",
    },
    "en": {
        1: "a an one",
        2: "two",
        3: "three",
        4: "four",
        5: "five",
        6: "six",
        7: "seven",
        8: "eight",
        9: "nine",
        10: "ten",
        11: "eleven",
        12: "twelve",
        13: "thirteen",
        14: "fourteen",
        15: "fifteen",
        16: "sixteen",
        17: "seventeen",
        18: "eighteen",
        19: "nineteen",
        20: "twenty",
        30: "thirty",
        40: "forty",
        50: "fifty",
    },
}

RELATIVE_DAYS: Mapping[str, Mapping[int, str]] = {
    "uk": {0: "сьогодні", -1: "вчора учора", -2: "позавчора завчора"},
    "ru": {0: "сегодня", -1: "вчера", -2: "позавчера"},
    "en": {0: "today", -1: "yesterday"},
}

# Words whose kind is all that matters.
PLAIN: Mapping[str, Mapping[str, str]] = {
    "uk": {
        "a": "тому назад",
        "k": "рр",
        "q": "го ого те ше ге тє є е й му",
        "F": "пів",
        "f": "кілька декілька",
        "i": "близько приблизно десь",
        "L": "менш менше",
        "Y": "ніж",
        "j": "щойно зараз",
        "J": "тільки",
        "N": "що но",
        "o": "о об в у",
        "K": """київ києва києві києвом києву київський київським київському київського
            східноєвропейським""",
        "T": "за по часом часу літнім зимовим стандартним",
        "g": """опубліковано опублікована опублікований опубліковане опубл публікація публікації
            публікацію оновлено оновлена оновлений оновлення онов змінено зміна зміни змін
            редаговано відредаговано редагування створено створення додано додавання розміщено
            розміщення виправлено доповнено виходу""",
        "l": """дата час новина новини новин стаття статті матеріал матеріалу запис запису останнє
            останні остання останній останнього востаннє стрічка інтерфакс україна""",
        "B": """автор автори авторка текст фото відео джерело джерела редактор редакторка редакція
            журналіст журналістка кореспондент кореспондентка""",
        "v": """перегляд перегляди переглядів переглянуто коментар коментарі коментарів читати
            читання прочитання прочитань поширень поширення поширити лайків""",
        "A": "та і",
        "!": """завтра післязавтра через наступний наступна наступного наступної""",
    },
    "ru": {
        "a": "назад тому",
        "k": "гг",
        "q": "го ого е ое ее й",
        "F": "пол",
        "f": "несколько",
        "i": "около примерно приблизительно",
        "L": "менее меньше",
        "Y": "чем",
        "j": "сейчас",
        "J": "только",
        "N": "что",
        "o": "в во",
        "K": "киев киева киеве киеву киевский киевскому киевского европа",
        "T": "по время времени летнее зимнее стандартное восточная",
        "g": """опубликовано опубликована опубликован опубл публикация публикации обновлено
            обновлена обновлен обновление обновления изменено изменение изменения отредактировано
            создано создания добавлено размещено исправлено дополнено выхода""",
        "l": """дата новость новости новостей статья статьи материал материала последнее последние
            последняя последний лента интерфакс украина""",
        "B": """автор авторы текст фото видео источник источники редактор редакция журналист
            корреспондент""",
        "v": """просмотр просмотра просмотры просмотров комментарий комментария комментарии
            комментариев читать чтения чтение прочтений""",
        "A": "и",
        "!": """завтра послезавтра через следующий следующая""",
    },
    "en": {
        "a": "ago",
        "q": "st nd rd th of",
        "F": "half",
        "f": "few couple",
        "i": "about around approximately circa",
        "L": "less",
        "Y": "than",
        "j": "now",
        "J": "just right",
        "o": "at in",
        "K": "kyiv kiev european",
        "T": "time local europe eastern standard summer",
        "g": """published publication posted updated update upd modified edited created added
            released""",
        "l": "date last on news article the interfax ukraine first",
        "B": "author authors by text photo video source editor correspondent",
        "v": "view views comment comments read reading share shares",
        "A": "and",
        "!": "tomorrow next from until till since",
    },
}

YEAR_WORDS: Mapping[str, str] = {
    "uk": "рік року роки років р",
    "ru": "года году год",
    "en": "",
}

MERIDIEM: Mapping[str, str] = {
    "am": "am дп ранку утра öö πμ",
    "pm": "pm пп пополудні вечора вечера ös μμ",
}

# Abbreviations of RFC 2822 and of Europe; others («IST», «BST») name several zones and stay unread.
ZONES: Mapping[float, str] = {
    -8: "pst",
    -7: "pdt mst",
    -6: "mdt cst",
    -5: "cdt est",
    -4: "edt",
    0: "z ut wet гринвічем грінвічем гринвичу",
    1: "cet west bst",
    2: "eet cest",
    3: "eest",
    9: "jst kst",
    10: "aest",
    11: "aedt",
}

PLACES: Mapping[str, str] = {"America/New_York": "et", "America/Los_Angeles": "pt"}
"""Zones whose names say nothing of the season: «3:45 pm ET»."""
MOSCOW = "msk мск москва москвою москве московським московскому moscow"

# Words that two of the languages use in different senses, for when both are read together.
# G hour or mark after a year («1г тому», «2025 г.»); H hour or year («2 год тому», «год назад»);
# U hour or label («час назад», «Час публікації:»).
AMBIGUOUS: Mapping[str, Mapping[frozenset[str], Word]] = {
    "г": {
        frozenset(("uk",)): Word("u", HOUR),
        frozenset(("ru",)): Word("k"),
        frozenset(("uk", "ru")): Word("G", HOUR),
    },
    "год": {
        frozenset(("uk",)): Word("u", HOUR),
        frozenset(("ru",)): Word("R", YEAR),
        frozenset(("uk", "ru")): Word("H", HOUR),
    },
    "час": {
        frozenset(("uk",)): Word("l"),
        frozenset(("ru",)): Word("u", HOUR),
        frozenset(("uk", "ru")): Word("U", HOUR),
    },
    "нед": {
        frozenset(("uk",)): Word("w", 6),
        frozenset(("ru",)): Word("u", WEEK),
        frozenset(("uk", "ru")): Word("u", WEEK),
    },
    # «лист» is a letter or a leaf first, and November only where a year says so.
    "лист": {
        frozenset(("uk",)): Word("M", 11),
        frozenset(("uk", "ru")): Word("M", 11),
    },
}
