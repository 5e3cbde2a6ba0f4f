"""The labels of the reader's heads, in the order of the weights."""

KINDS = (
    "meeting visit call negotiation agreement request support accusation rejection threat appointment departure "
    "election law attack protest arrest trial death aid deployment sanction disaster deal launch award"
).split()
STATUSES = "happened ongoing planned requested possible denied cancelled failed".split()
ROLES = (
    "participant host visitor destination mediator requester addressee supporter supported accuser accused agent "
    "target threatener person organisation appointer winner loser voter attacker weapon protester authority "
    "defendant plaintiff victim giver recipient cause"
).split()

# Words of a trigger that do not tell its kind ("on trial", "held talks with").
LIGHT = set(
    "a an the of to on in at for with by from and or as into over under out up down off away be been being is are was "
    "were has have had will would that which who 's ’s".split()
)

# The roles of each kind, as GUIDE.md of the annotated articles has them.
ROLES_OF = dict(
    meeting="participant host", visit="visitor host destination", call="participant", negotiation="participant mediator",
    agreement="participant", request="requester addressee", support="supporter supported", accusation="accuser accused",
    rejection="agent target", threat="threatener target", appointment="person organisation appointer",
    departure="person organisation", election="winner loser voter", law="agent target", attack="attacker target weapon",
    protest="protester target", arrest="authority person", trial="authority defendant plaintiff", death="victim",
    aid="giver recipient", deployment="agent target", sanction="agent target", disaster="cause victim",
    deal="agent target", launch="agent target", award="winner giver",
)
