"""What firms do in a made-up world: ventures, projects, figures and trade."""

from happening import SECTORS, Episode, Telling, Truth

FLOWS = ("Exports", "Imports", "TotalTrade")
STAGES = ("StageProposed", "StageDecided", "StageFinanced", "StageUnderConstruction")


def firms(it: Episode) -> Telling:
    world = it.world
    for _ in world.some(2.2):
        it.firms.append(firm := world.new("company", "Company"))
        yield Truth(firm, "basedInState", world.any("state"))
        if world.random.random() < 0.5:
            yield Truth(firm, "operatesIn", it.host)
        if world.random.random() < 0.2:
            yield Truth(firm, "activeInSector", world.of(SECTORS))
    for _ in world.some(0.25):
        partners = sorted({*it.firms, world.any("company"), world.any("company")})[:3]
        venture = world.new("company", "JointVenture")
        yield Truth(venture, "basedInState", it.host)
        yield Truth(venture, "establishedOn", f'"{it.first.year}"^^xsd:gYear', "day")
        for partner in partners:
            yield Truth(
                venture, "jointVenturePartner", partner, more=('kz:share "33"^^xsd:decimal',)
            )


def projects(it: Episode) -> Telling:
    world, draw = it.world, it.world.random.random
    for _ in world.some(1.1):
        power = draw() < 0.4
        project = world.new("project", "PowerProject" if power else "Project")
        yield Truth(project, "location", it.host)
        yield Truth(project, "developer", it.firms[0])
        yield Truth(project, "concernsSector", world.of(SECTORS))
        yield Truth(project, "hasStage", f"kz:{world.of(STAGES)}")
        yield Truth(project, "statedValue", world.amount(), "told", "Planned")
        if power:
            capacity = world.quantity("MegaW", 50 * (1 + int(draw() * 40)))
            yield Truth(project, "plannedCapacity", capacity, "told", "Planned")
        if draw() < 0.5:
            given = (f"kz:amount {world.amount()}",)
            yield Truth(project, "financedBy", world.any("organisation"), more=given)
        for prop in ("interestedIn", "shortlistedFor", "participatesIn"):
            if draw() < 0.5:
                yield Truth(
                    world.any("company"),
                    prop,
                    project,
                    "told",
                    "Asserted" if prop == "interestedIn" else "Intended",
                )


def figures(it: Episode) -> Telling:
    world, draw = it.world, it.world.random.random
    for number in world.some(4):
        of = (it.firms[0], it.visit, it.host, world.any("project", "company"))[number % 4]
        figure = world.new("figure", "Figure", f"kz:figureOf {of}")
        units = ("companies", "visits", "tonnes of uranium per year", "turbines")
        value = (
            world.quantity(units[number % 4], 1 + int(draw() * 5000), counted=True)
            if number != 1
            else world.amount()
        )
        status = ("kz:figureStatus kz:PreliminaryFigure",) if draw() < 0.2 else ()
        modality = "Estimated" if draw() < 0.1 else "Asserted"
        yield Truth(figure, "figureValue", value, "told", modality, status)


def trade(it: Episode) -> Telling:
    world, draw = it.world, it.world.random.random
    year, flow = it.first.year - 1, world.of(FLOWS)
    product = world.any("commodity") if draw() < 0.2 else None
    now = _observation(it, year, flow, product)
    if now is None:
        return
    yield Truth(now, "tradeValue", world.amount(), "year")
    before = _observation(it, year - 1, flow, product)
    if before:
        growth = (f"kz:comparedWith {before}",)
        yield Truth(before, "tradeValue", world.amount(), "year")
        yield Truth(
            now, "growth", world.quantity("PERCENT", 1 + int(draw() * 80)), "year", more=growth
        )
    if draw() < 0.4:
        yield Truth(now, "shareOfTotal", world.quantity("PERCENT", 1 + int(draw() * 60)), "year")


def _observation(it: Episode, year: int, flow: str, product: str | None) -> str | None:
    """Return a new observation of trade, or None where this one was there already."""
    world = it.world
    series = ".".join((it.guest, it.host, flow, product or "")).lower().replace(":", "-")
    one = f"observation:{series.strip('.')}.{year}"
    if one in world.labels:
        return None
    lines = [
        f'skos:prefLabel "trade {one[12:]}"@en , "commerce {one[12:]}"@fr , '
        f'"{one[12:]} саудасы"@kk , "торговля {one[12:]}"@ru',
        f"kz:flow kz:{flow}",
        f"kz:partner {it.host}",
        f'kz:periodEnd "{year}"^^xsd:gYear',
        f'kz:periodStart "{year}"^^xsd:gYear',
    ]
    if product:
        lines.append(f"kz:product {product}")
    world.describe(one, "observation", "kz:TradeObservation", (*lines, f"kz:reporter {it.guest}"))
    world.labels[one] = (f"trade {one[12:]}", f"commerce {one[12:]}")
    world.pools.setdefault("observation", []).append(one)
    return one
