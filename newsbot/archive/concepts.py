"""Words that news is made of, in three languages: the beginnings of those that mean one thing.

A story and its translation share them, two stories of the same firm and the same sums do not. One
row is one thing: Ukrainian | Russian | English. What all three write alike needs no row: that is
found by its consonants (`sounds.py`).
"""

from __future__ import annotations

from functools import lru_cache

_ROWS = """
суд позов позива | суд иск | court judge lawsuit sue
арешт затрим підозр | арест задерж подозр | arrest detain suspec charge
вирок засуд | приговор осужд осуд | sentence convict verdict
прокур слідч розслід | прокур следств следоват расслед | prosecut investigat probe
хабар корупц | взятк корруп | brib corrupt
закон законопро | закон законопро | law bill legislat
голосу | голосов | vote voting
вибор виборц | выбор избират | election elector
рада ради раду радою | рада рады раду совет | council board
уряд кабмін | правительств кабмин | government cabinet
міністер міністр | министр министер | minist
відкри | откры | open
закри | закры | clos shut
почат розпоч | нача начин | begin began begun start launch
завер закінч | заверш законч окончан | complet finish conclud
побуду будів збуду | построи строит | build construct
завод фабрик підприєм | завод фабрик предприят | plant factory enterpris
виробл виробн випуск | произв выпуск | produc output manufactur
акці | акци | share stock
прибут | прибыл | profit
збит | убыт ущерб | loss damag
борг | долг задолж | debt owe
кредит позик | кредит заем займ | loan lend credit
відсот | процент | percent
ціна ціни ціну подорож дорожч | цена цены цену подорож дороже | price cost expensiv
зрост зріс виріс підвищ збільш | рост вырос рос повыш увелич | grow grew rise rose rais increas
зниж скороч зменш падін впал | сниж сокращ уменьш паден упал | declin decreas reduc fall fell drop
бюдж | бюдж | budget
подат | налог | tax
митн мито | тамож пошлин | custom tarif duty
експорт вивез | экспорт вывез | export
імпорт ввез | импорт ввез | import
відвант перевез перевал | отгру перевез перевал | ship cargo transship
порт термінал | порт терминал | port terminal
залізн вагон потяг поїзд | железн вагон поезд | rail wagon train
дорог траса шосе | дорог трасс шоссе | road highway
міст мост | мост | bridge
літак аеропорт рейс | самолет аэропорт рейс | plane aircraft airport flight
зерн пшениц врожа | зерн пшениц урожа | grain wheat harvest crop
цукор цукр | сахар | sugar
газ газу | газ газа | gas
нафт пальн бензин | нефт топлив бензин | oil fuel petrol gasolin
енерг електр | энерг электр | energ electric power
вугіл шахт | угол угл шахт | coal mine
банк | банк | bank
валют курс | валют курс | currency exchang
інвест вклад | инвест вклад | invest
угод договір договор контракт | соглаш сделк договор контракт | agreement deal contract
купи придба | купи приобр | buy bought purchas acqui
прода реаліз | прода реализ | sell sold sale
конкурс тендер аукціон | конкурс тендер аукцион | contest tender auction bid
страйк | забаст | strike
протест мітинг | протест митинг | protest rally demonstrat
зарплат оплат | зарплат оплат | wage salar pay
пенсі | пенси | pension
праців робітник робоч співроб | работник рабоч сотруд | worker employ staff job
звільн відстав | увол отстав освобожд | dismiss resign fire sack releas
призначен признач | назнач | appoint
гендирект директор керівн очоль | гендирект директор руковод возглав | director head chief manag
пожеж згорі вогон вогн | пожар сгор огон огн | fire burn blaze
вибух | взрыв | explo blast
обстріл ракет дрон безпілот | обстрел ракет дрон беспилот | shell missil drone
загин загибл помер | погиб умер | kill dead die death
поран постражд | ранен пострад | wound injur hurt casual
рятув | спас | rescu
війн боє бої фронт | войн бой бои фронт | war fight battl front
військ армі збро | воен войск арм вооруж | militar arm forc weapon
мир перемир | мир перемир | peace ceasefir truce
переговор зустріч | переговор встреч | talk negotiat meet
санкц | санкц | sanction
допомог | помощ | aid help assist
лікар медиц хвор | больниц врач медиц болезн | hospital doctor medic health diseas
школ освіт учн | школ образов учен | school educat pupil
університ студент | универс студент | universit student
дит | дет ребен | child
погод дощ сніг | погод дожд снег | weather rain snow
повін паводк | наводн паводк | flood
вод | вод | water
склад | склад | warehous storag
житл будинок квартир | жиль дом квартир | hous hom apartment
тепл опал | тепл отоп | heat
дозвол ліценз | разреш лиценз | permit licens allow
заборон | запрет запрещ | ban prohibit forbid
штраф | штраф | fine penalt
перевір ревіз | провер ревиз | inspect audit check
збор засід | собран заседан | meeting session hearing
біржа біржі | бирж | exchang
страх | страх | insur
спорт матч турнір чемпіон | спорт матч турнир чемпион | sport match tournament champion
перемог | побед | victor win won
музе вистав | музе выстав | museum exhibit
фільм кіно | фильм кино | film cinema movie
церкв | церк | church
туризм турист | туризм турист | touris
молод | молод | youth young
жінк | женщ | wom
ветеран | ветеран | veteran
"""


def _read() -> tuple[dict[str, int], ...]:
    tables: tuple[dict[str, int], ...] = ({}, {}, {})
    for number, row in enumerate(_ROWS.strip().splitlines()):
        for table, words in zip(tables, row.split("|"), strict=True):
            for word in words.split():
                table[word] = number
    return tables


_TABLES = dict(zip(("uk", "ru", "en"), _read(), strict=True))
_LONGEST = max(map(len, (word for table in _TABLES.values() for word in table)))
_SHORTEST = 3


@lru_cache(maxsize=100_000)
def concept_of(word: str, language: str) -> int | None:
    """The row of a word in a language, by the longest beginning; None for any other."""
    table, text = _TABLES.get(language, {}), word.casefold()
    for length in range(min(len(text), _LONGEST), _SHORTEST - 1, -1):
        if (row := table.get(text[:length])) is not None:
            return row
    return None
