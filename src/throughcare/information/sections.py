"""Which table holds which facts about what was asked, what arrived and what changed."""

from throughcare.history.sections import Inside, Links, Section, declare
from throughcare.information import models
from throughcare.kernel.casefile import information as casefile

Sent = Section("sent", casefile.Sent, models.Sent)
Chase = Section("chase", casefile.Chase, models.Chase)
Answer = Section(
    "answer",
    casefile.Answer,
    models.Answer,
    links={"documents": Links(models.AnswerDocument, own="answer", other="document")},
)
MarkedRead = Section("marked read", casefile.MarkedRead, models.MarkedRead)
ActedOn = Section("acted on", casefile.ActedOn, models.ActedOn)
NotApplicable = Section("not applicable", casefile.NotApplicable, models.NotApplicable)
NotNeeded = Section("not needed", casefile.NotNeeded, models.NotNeeded)

declare(
    Section("document", casefile.Document, models.Document, path=("information", "documents")),
    Section(
        "incoming item",
        casefile.IncomingItem,
        models.IncomingItem,
        path=("information", "items"),
        inside=(
            Inside(MarkedRead, field="read", link="incoming_item"),
            Inside(ActedOn, field="acted", link="incoming_item"),
        ),
        links={"documents": Links(models.ItemDocument, own="incoming_item", other="document")},
    ),
    Section(
        "enquiry",
        casefile.Enquiry,
        models.Enquiry,
        path=("information", "enquiries"),
        inside=(
            Inside(Sent, field="sent", link="enquiry"),
            Inside(Chase, field="chases", link="enquiry"),
            Inside(Answer, field="answer", link="enquiry"),
            Inside(MarkedRead, field="read", link="enquiry"),
            Inside(ActedOn, field="acted", link="enquiry"),
            Inside(NotApplicable, field="not_applicable", link="enquiry"),
        ),
    ),
    Section(
        "change",
        casefile.Change,
        models.Change,
        path=("information", "changes"),
        inside=(Inside(NotNeeded, field="not_needed", link="change"),),
    ),
    Section(
        "relationship decision",
        casefile.RelationshipDecision,
        models.RelationshipDecision,
        path=("information", "relationship_decisions"),
    ),
)
