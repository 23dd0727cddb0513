"""Which table holds a manager's excusals."""

from throughcare.history.sections import Section, declare
from throughcare.kernel import casefile
from throughcare.ledger import models

declare(Section("excused", casefile.Excused, models.Excused, path=("excusals",)))
