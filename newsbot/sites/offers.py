"""What media in other languages offer and disclose among the paragraphs of an article."""

PROMOS = (
    *("Melde dich", "Melden Sie sich", "Abonniere", "Abonnieren Sie", "Folge uns", "Folgen Sie"),
    *("Lust auf mehr?", "Inscrivez-vous", "Abonnez-vous", "Suivez-nous", "Suscríbete"),
    *("Suscríbase", "Síguenos", "Siguenos", "Síganos", "Iscriviti", "Seguici", "Inscreva-se"),
    *("Siga-nos", "Nos siga", "Zapisz się", "Subskrybuj", "Obserwuj nas", "Get the latest"),
    *("Download our", "Volg ons", "Schrijf je in"),
)
OWNERS = ("nsere", "nuestr", "nostr")
"""Parts of words: a whole one, as «unser», before the name of a channel may end a text like any."""
NOTICES = (
    "we_may_receive compensation links our",
    "we_may_earn commission links",
)
"""What stands in a paragraph, all of it: stories of the Commission have the words one by one."""
