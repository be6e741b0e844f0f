"""The headings of blocks of other articles, and labels, as media in other languages write them."""

RELATED = (
    *("Lesen Sie auch", "Lesen Sie mehr", "Mehr zum Thema", "Zum Thema", "Schon gelesen?"),
    *("Das könnte Sie auch interessieren", "Das könnte dich auch interessieren"),
    *("Weitere Artikel", "Ähnliche Artikel", "Ähnliche Beiträge", "Verwandte Artikel"),
    *("Verwandte Themen", "Verwandte Beiträge", "Passend zum Thema", "Auch interessant"),
    *("Czytaj też", "Czytaj także", "Czytaj również", "Przeczytaj też", "Przeczytaj także"),
    *("Zobacz też", "Zobacz także", "Zobacz również", "Powiązane artykuły", "Podobne artykuły"),
    *("Lea también", "Lee también", "Te puede interesar", "Le puede interesar", "Ver también"),
    *("Noticias relacionadas", "Artículos relacionados", "Contenido relacionado"),
    *("Lire aussi", "À lire aussi", "À lire également", "Sur le même sujet", "Articles liés"),
    *("Articles similaires", "Leggi anche", "Articoli correlati", "Potrebbe interessarti anche"),
    *("Leia também", "Leia mais", "Veja também", "Notícias relacionadas", "Lees ook"),
    *("Gerelateerde artikelen", "Čtěte také", "Přečtěte si také", "Související články"),
    *("Läs också", "Läs mer", "Les også", "Læs også", "İlgili haberler"),
)
LATEST = (
    *("Meistgelesen", "Neueste Artikel", "Neueste Beiträge", "Letzte Beiträge"),
    *("Najnowsze", "Najczęściej czytane", "Najpopularniejsze", "Lo más leído", "Lo más visto"),
    *("Últimas noticias", "Les plus lus", "Les plus lues", "Dernières actualités"),
    *("I più letti", "Ultime notizie", "Mais lidas", "Últimas notícias", "Meest gelezen"),
    *("Laatste nieuws", "Nejčtenější", "Mest läst", "Mest lest", "Mest læste"),
)
CHANGED = (
    *("Aktualisiert", "Letztes Update", "Letzte Änderung", "Letzte Aktualisierung"),
    *("Mis à jour", "Mise à jour", "Dernière mise à jour", "Actualizado", "Actualizada"),
    *("Última actualización", "Atualizado", "Última atualização", "Aggiornato"),
    *("Ultimo aggiornamento", "Aktualizacja", "Bijgewerkt", "Uppdaterad", "Oppdatert"),
)
