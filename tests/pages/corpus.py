"""Made-up pages of every kind that the project has, to be read again and again."""

from __future__ import annotations

import gzip
from dataclasses import replace
from itertools import product
from pathlib import Path

from newsbot.sites.interfax import INTERFAX
from pages import shaped_page, shapes
from replica import Replica
from replica.dress import DRESSES, redress
from replica.shaped_site import replica_of, story_of
from replica.shapes import OWN, load
from thresholds import Page, article


def corpus() -> list[Page]:
    return [*_saved(), *_replica(), *_drawn(), *_shapes()]


def _saved() -> list[Page]:
    folders = sorted(file.parent for file in Path(__file__).with_name("saved").glob("*/url"))
    return [
        article(
            folder.name,
            gzip.decompress(folder.joinpath("page.html.gz").read_bytes()),
            folder.joinpath("url").read_text("utf-8").strip(),
        )
        for folder in folders
    ]


def _replica() -> list[Page]:
    """The replica's articles and what looks like one, in each dress."""
    replica = Replica(12)
    return [
        article(
            f"{dress} {story.trap or story.id}",
            redress(
                replica.respond(story.edition, story.path, {}).body.decode(),
                dress,
                stripped=dress != "site" and story.is_article,
            ),
            f"https://{story.host}{story.path}",
            site,
        )
        for story in (*replica.stories.values(), *replica.decoys.values())
        for dress in DRESSES
        for site in (None, *([replace(INTERFAX, blocks={})] if dress == "plain" else []))
    ]


def _drawn() -> list[Page]:
    """Pages with the shapes of real ones."""
    drawn = load(OWN)
    replica = replica_of(drawn)
    return [
        article(
            f"{dress} {shape.url} {way}",
            redress(replica.page(story_of(shape, way=way)), dress),
            shape.url,
        )
        for shape, dress, way in product(drawn, DRESSES, range(2))
    ]


def _shapes() -> list[Page]:
    """One story in many layouts."""
    one = [
        (f"{names} {name}={choice}", replace(shapes.Shape(names=names), **{name: choice}))
        for names in ("site", "none")
        for name, choices in shapes.CHOICES.items()
        if name != "names"
        for choice in choices
    ]
    chance = [(f"chance {seed}", shapes.random_shape(seed)) for seed in range(60)]
    return [
        article(name, shaped_page.render(shapes.Story(), shape), shapes.URL, INTERFAX)
        for name, shape in (*one, *chance)
    ]
