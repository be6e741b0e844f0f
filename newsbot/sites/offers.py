"""What media in other languages offer and disclose among the paragraphs of an article."""

PROMOS = (
    *("Melde dich", "Melden Sie sich", "Abonniere", "Abonnieren Sie", "Folge uns", "Folgen Sie"),
    *("Lust auf mehr?", "Inscrivez-vous", "Abonnez-vous", "Suivez-nous", "Suscríbete"),
    *("Suscríbase", "Síguenos", "Siguenos", "Síganos", "Iscriviti", "Seguici", "Inscreva-se"),
    *("Siga-nos", "Nos siga", "Zapisz się", "Subskrybuj", "Obserwuj nas", "Get the latest"),
    *("Download our", "Volg ons", "Schrijf je in"),
)
OWNERS = ("unser", "nuestr", "nostr")
"""Beginnings of words: a whole one before the name of a channel may end a text like any."""
NOTICES = (
    "we may receive compensation links our",
    "we may earn commission links",
)
"""Words that all stand in a paragraph: stories of commissions hardly have all of them."""
