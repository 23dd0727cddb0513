"""Which table holds which facts about who a person is."""

from throughcare.history.sections import Inside, Root, Section, declare, declare_root
from throughcare.kernel.casefile import person as casefile
from throughcare.people import models

RegistrationEnd = Section("registration end", casefile.RegistrationEnd, models.RegistrationEnd)

declare_root(Root(Section("particulars", casefile.Particulars, models.Person), models.Crn))

declare(
    Section(
        "name",
        casefile.Name,
        models.Name,
        path=("person", "names"),
        derive=models.Name.make_findable,
    ),
    Section("identifier", casefile.Identifier, models.Identifier, path=("person", "identifiers")),
    Section("address", casefile.Address, models.Address, path=("person", "addresses")),
    Section(
        "relationship", casefile.Relationship, models.Relationship, path=("person", "relationships")
    ),
    Section(
        "child protection",
        casefile.ChildProtection,
        models.ChildProtection,
        path=("person", "child_protection"),
    ),
    Section(
        "characteristic",
        casefile.Characteristic,
        models.Characteristic,
        path=("person", "characteristics"),
    ),
    Section(
        "registration",
        casefile.Registration,
        models.Registration,
        path=("person", "registrations"),
        inside=(Inside(RegistrationEnd, field="ended", link="registration"),),
    ),
)
