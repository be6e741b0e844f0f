"""English sentences: all people, companies and events are invented."""

from __future__ import annotations

from newsbot.demo.wording.frame import Place, Topic, Wording

_GENERAL = (
    Topic(
        titles=(
            "Tram route No. {n} reopens {where} after track repairs",
            "{place} returns {n} refurbished trams to its streets",
        ),
        paragraphs=(
            (
                "Tram route No. {n} has reopened {where} after nearly {m} weeks of track repairs,"
                " {office} said."
            ),
            (
                "Workers replaced {k} meters of rail and built {m} raised platforms, according to"
                " the city council."
            ),
            '"Passengers asked about it every day," project manager {person} said.',
            "Trams will run every {m} minutes in the morning and half as often at night.",
        ),
    ),
)

_POLITICAL = (
    Topic(
        titles=(
            "Committee backs bill on public libraries – {person}",
            "Lawmakers file {n} amendments to archive bill",
        ),
        paragraphs=(
            (
                "The parliament's committee has recommended passing the bill on public libraries at"
                " first reading, {office} said."
            ),
            (
                "Communities with a population of more than {k} will have to keep at least one"
                " library with free network access."
            ),
            (
                '"There are {n} amendments left and most of them are technical," co-author {person}'
                " said."
            ),
            "The bill is to reach the floor in the next plenary week.",
        ),
    ),
)

_ECONOMIC = (
    Topic(
        titles=(
            "{firm} raises oil exports by {pct}%",
            "{firm} lifts half-year revenue to UAH {n} mln",
        ),
        paragraphs=(
            "{firm} raised its exports by {pct}% in the first half of the year, {office} said.",
            "Revenue reached UAH {n} mln and net profit UAH {m} mln.",
            (
                '"The market is recovering more slowly than we planned," Chief Financial Officer'
                " {person} said."
            ),
            "The company operates {where} and employs {k} people.",
        ),
    ),
    Topic(
        titles=(
            "Apple prices {where} fall {pct}% in a week",
            "Growers from {place} ship {n} tonnes of pears a day",
        ),
        paragraphs=(
            "Wholesale apple prices {where} fell by {pct}% in a week, {office} said.",
            (
                "Growers put it down to the harvest of early varieties: up to {k} tonnes reach the"
                " market every day."
            ),
            '"The price will most likely rise in a fortnight," analyst {person} said.',
        ),
    ),
)

_SPORT = (
    Topic(
        titles=(
            "Rowers from {place} beat {n} crews to win the regatta",
            "Basketball team of {place} wins {m} games in a row",
        ),
        paragraphs=(
            "The team of {place} has won again in the national championship, {office} said.",
            "Captain {person} scored {m} points and took {m} rebounds.",
            (
                '"We lost the third quarter but the bench pulled us through," head coach {person2}'
                " said."
            ),
            "The next game is away on Saturday.",
        ),
    ),
)

_PRESS = (
    Topic(
        titles=(
            "{firm} opens training center for {n} students {where}",
            "{firm} foundation offers {n} grants to teachers",
        ),
        paragraphs=(
            "{firm} is opening a training center {where} with room for {n} students.",
            "The {m}-week course covers electrical engineering, safety and technical English.",
            ('"Graduates will receive a certificate our partners accept," director {person} said.'),
            "Applications are accepted until the end of the month.",
        ),
    ),
)

_INTERVIEW = (
    Topic(
        titles=(
            '{person}: "We have learned to plan {m} weeks ahead"',
            "{person}: A museum is a place people come back to",
        ),
        paragraphs=(
            "– How did your project {where} begin?",
            "– With an empty warehouse and {n} crates nobody had opened.",
            "– How many people work with you?",
            "– There are {m} of us, and up to {n} volunteers in summer.",
        ),
    ),
)

WORDING = Wording(
    places=(
        Place("Poltava", "in Poltava", "Poltava's"),
        Place("Vinnytsia", "in Vinnytsia", "Vinnytsia's"),
        Place("Lutsk", "in Lutsk", "Lutsk's"),
        Place("Zhytomyr", "in Zhytomyr", "Zhytomyr's"),
        Place("Ternopil", "in Ternopil", "Ternopil's"),
        Place("Cherkasy", "in Cherkasy", "Cherkasy's"),
        Place("Rivne", "in Rivne", "Rivne's"),
        Place("Nizhyn", "in Nizhyn", "Nizhyn's"),
    ),
    people=(
        "Zoriana Krynychenko",
        "Ostap Verboliz",
        "Myroslava Dzvinka",
        "Levko Pasichny",
        "Daryna Lozova",
        "Ustym Haivoron",
        "Solomiia Berehova",
        "Taras Zhuravel",
    ),
    firms=(
        "Silver Field",
        "Northern Mill",
        "Dniprolan",
        "Golden Branch",
        "Verbove Agro",
        "Tekhnorika",
        "Kind Shore",
        "Old Pier",
    ),
    offices=(
        "the city council's press service",
        "the regional administration",
        "the company's press office",
        "the industry association",
    ),
    decimal=".",
    background=(
        (
            "As reported, the work was to be finished in spring but was put off for lack of"
            " materials."
        ),
        "The next stage depends on a tender to be called in October, the organizers said.",
        "Last year UAH {k},000 was allocated from the local budget for the same purpose.",
        "Experts note that neighboring regions have seen growth of {pct}% in two years.",
        "A detailed report will be published within {m} days.",
    ),
    topics={
        "general": _GENERAL,
        "political": _POLITICAL,
        "economic": _ECONOMIC,
        "sport": _SPORT,
        "interview": _INTERVIEW,
        "press": _PRESS,
    },
    changed="According to updated figures, there are {n} sites.",
    added="After publication the newsroom received a comment from the city council, which"
    " confirmed the figures and promised details in {m} days.",
)
