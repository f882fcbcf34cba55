"""Words of English that follow no rule, and those that tell nothing about who could help whom."""

from __future__ import annotations

IRREGULAR = {
    "attorneys": "attorney",
    "buses": "bus",
    "canoes": "canoe",
    "children": "child",
    "cookies": "cookie",
    "gases": "gas",
    "halves": "half",
    "knives": "knife",
    "leaves": "leaf",
    "lenses": "lens",
    "lives": "life",
    "loaves": "loaf",
    "men": "man",
    "movies": "movie",
    "news": "news",
    "shelves": "shelf",
    "wives": "wife",
    "women": "woman",
}
"""The singular of words that have it their own way."""

FAMILY = {
    "accountancy": "accounting",
    "brokering": "broker",
    "carpentry": "carpenter",
    "lawyer": "law",
    "machinery": "machine",
    "machinist": "machine",
    "marketer": "marketing",
    "rental": "rent",
    "storage": "store",
    "valuation": "value",
    "website": "web",
}
"""The word of the same family that the rules can read."""

_SINGULAR_IN_S = "customs goods glasses gas bus lens news always series species"

_ROOT_IN_ER = """
administer alter anger answer antler banner barber barrier barter batter battery beer better binder blister
border bother broker butcher butler butter buffer caliber cancer career carrier carter cater cellar center
chamber chapter charter cheer chowder cider cinder clever cluster clover coffer computer consider copper
corner counter courier cover cucumber customer cyber deliver dinner discover disorder diver dollar elder
ember encounter engender enter entire ether ever every feather feeder fever fiber fiddler filter finger
fitter flower fodder folder former founder freezer further gather gender ginger glacier glitter grocer
hammer hamper harbinger helicopter hinder hover however hunger inner junior kosher ladder lager later lather
latter laser lavender layer leather ledger letter lever liter litter liver lobster locker lower lumber
luster manner master matter meager member mentor meter minister miser monster mother mortar moniker muster
number nursery offer officer only order other otter outer over oyster paper parlor partner passenger pepper
peter pewter pier pillar pitcher plaster platter player pliers polyester poster powder power prefer premier
prior proper quarter query recover refer register remainder remember render rider river roller roster rubber
rudder saffron salver sanders scatter scooter semester senior server sewer shelter shoulder shower shutter
silver sister skipper slipper sober soccer solder soldier spider spinster starter sticker stretcher suffer
sugar summer super supper tanker tavern teller temper tender ticker tiger timber tinder together toner tower
tracer trailer transfer treasurer trouser tuber under upper usher utter vinegar viper voucher wafer waiter
wander water weather wether whisper whether winter wonder yesterday
"""
_ROOT_IN_OR = """
actor ancestor anchor author bachelor captor castor color colour corridor decor doctor door error factor
favor flavor floor harbor harbour honor horror humor indoor interior junior labor labour liquor major manor
mayor minor mirror monitor motor odor outdoor poor pastor professor rumor savor sector senior sensor sponsor
tailor tenor terror tractor traitor tremor tumor tutor vapor vector vendor victor vigor
"""
_OTHERS = """
apartment basement cement comment department document element environment experiment fragment garment
government instrument moment monument ornament parliament pavement payment segment statement supplement
tournament production million fashion religion opinion union station nation portion mission session pension
version question region profession television commission foundation corporation reception auction marketing
evening morning ceiling wedding string spring being during nothing something anything sterling pudding
earring herring clothing thing king ring wing swing sing bring sling climate chocolate private plate slate
estate candidate chandler chandlery physician artist important organization assistant restaurant merchant
infant elephant gallery battery lottery mystery cemetery stationery discovery recovery every very surgery
query balance finance advance distance instance romance alliance ambulance substance science audience
hundred seed feed need shed bed red sled weed speed breed
"""
NO_ENDING = frozenset(f"{_SINGULAR_IN_S} {_ROOT_IN_ER} {_ROOT_IN_OR} {_OTHERS}".split())
"""Words whose last letters look like an ending and are none, or whose family means something else."""

_LITTLE = """
a about above after again all along already also although always am an and another any anybody anyone
anything are around as at away back be because been before behind being below besides between both but by
came can come could did do does doing done down during each either else enough even ever every everybody
everyone everything few first for from get give go going gone good got great had has have having he help her
here hers him his how however if in into is it its just keep kind know known last later least less let like
little long look looking lot made make making many may maybe me might mine more most much must my near need
needed needs never new next no nobody none nor not nothing now of off often old on once one only onto or
other others our ours out over own people per person perhaps put quite rather really right said same say
second see set shall she should since so some somebody someone something sometimes somewhere soon still such
take than thank that the their theirs them then there these they thing things this those though three
through time to together too toward two under until up upon us use used useful using very via want wants was
way we well went were what when where whether which while who whom whose why will wish with within without
work working would year years yes yet you your yours
"""
_EMPTY = """
advice affordable another available best better big business busy cheap cheaper client clients close
companies company corporate customer customers decent easy excellent experienced expert expertise experts
fast find finding firm firms friendly full general happy honest idea ideas independent introduction
introductions intro knowledge large local located low match nice opinion opinions option owner owners part
partner partners place plan plans possible professional professionals proper proven provider providers
quality quick ready recommendation recommendations reliable safe senior service services short simple
skilled small solid solution solutions specialist specialists standard start startup startups strong support
sure system systems team teams tip tips top trusted trustworthy type types valuable various young
"""
_ARTICLES = "der die das den dem ein eine einen einem einer les une los las una unos unas gli een het ett"
LITTLE_WORDS = frozenset(f"{_LITTLE} {_EMPTY} {_ARTICLES}".split())
"""Words that everybody's needs and offers have in common: `a good one who knows the business`."""

_CHARACTERS = "需要 寻找 一个 一位 服务 公司 客户 帮助 专业 提供 我们 他们 可以 什么"
LITTLE_CHARACTERS = frozenset(_CHARACTERS.split())
"""The same in Chinese, of two characters each."""

_PARTING = """
about across after against along among and around as at because before behind below between but by during
for from if in inside into like near of off on onto or outside over per since so than that through to toward
under until up via what when where whether which while who whom whose why with within without
"""
_PARTING_ABROAD = """
für mit bei beim zum zur ohne gegen über und oder
pour avec sans dans chez sur et ou
para con por sin sobre y
senza com sem voor met zonder bij
för med och utan og uten
"""
"""The same in German, French, Spanish, Italian, Portuguese, Dutch and the Nordic languages."""
PARTING_WORDS = frozenset(f"{_PARTING} {_PARTING_ABROAD}".split())
"""Words that part a text: what is asked for stands before the first of them, how and where behind it."""

_PROVIDING = """
adviser advisor agent broker brokerage class coach coaching consultant consulting course dealer design
designer importer installation installer lesson maker producer seller shop space supplier supply teacher
teaching trainer training
"""
PROVIDING_WORDS = frozenset(_PROVIDING.split())
"""Words that say only that somebody has it or does it: a piano teacher, piano lessons, and piano."""

_VAGUE = """
advising assistant buyer contractor delivery director engineer engineering maintenance management manager
office program repair review room software test tour worker workshop
"""
VAGUE_WORDS = frozenset(_VAGUE.split()) | PROVIDING_WORDS
"""Words that say what sort of work it is, and not on what: they never bring two people together alone."""

OF_WORDS = frozenset(["of", "de", "du", "des", "del", "della", "di", "von"])
"""Words behind which it stands which one is meant: a supplier of resin."""

_CALENDAR = """
january february march april may june july august september october november december monday tuesday
wednesday thursday friday saturday sunday spring summer autumn winter christmas easter morning evening day
week month quarter
"""
CALENDAR_WORDS = frozenset(_CALENDAR.split())
"""Words that tell when, and not what it is about."""
