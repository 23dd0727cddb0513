"""Beginning an assessment, and keeping what is typed into it page by page."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import msgspec
from django.db import transaction

from throughcare import history
from throughcare.accounts.models import User
from throughcare.assessment.models import Draft, Oasys
from throughcare.assessment.queries import KIND, begun, draft_of, last_signed, not_to_analyse, whole
from throughcare.assessment.rules import drafting
from throughcare.assessment.rules.drafting import Content, Replaced, Step
from throughcare.assessment.rules.screening import PAGES
from throughcare.history import clock, correcting
from throughcare.kernel.refusal import Refusal
from throughcare.people.models import Person


class Newer(Exception):
    """Somebody else saved the same page of the draft after it was read."""

    def __init__(self, step: Step) -> None:
        super().__init__("It was saved by somebody else after you opened it.")
        self.step = step


def begin(
    person: Person, *, by: User, layer: str, carry_forward: bool, token: str | None = None
) -> Draft:
    """Begin an assessment: empty, or carried forward from the one signed last.

    Where one was begun elsewhere and not signed, it is taken up as it stands. Raises Refusal
    where a draft is in work, or nothing was signed that could be carried forward.
    """
    with history.write(person, by=by, why="Assessment begun", token=token) as entry:
        if draft_of(person) is not None:
            raise Refusal("An assessment is in progress already. Continue it.")
        content = Content(layer=layer)
        oasys, earlier = begun(person), last_signed(person)
        if oasys is not None:
            content.layer = oasys.layer
            (file,) = whole(person, [oasys.pk]).assessment.oasys
            content.steps = drafting.of_assessment(file, carried=False)
        elif carry_forward:
            if earlier is None:
                raise Refusal("There is no signed assessment to carry forward.")
            (file,) = whole(person, [earlier.pk]).assessment.oasys
            content.since = earlier.ref
            content.steps = drafting.of_assessment(file, carried=True)
        if oasys is None:
            oasys = correcting.create(
                Oasys, person=person, layer=content.layer, begun_on=clock.today()
            )
        draft = Draft.objects.create(
            person=person,
            kind=KIND,
            about=oasys.ref,
            content=msgspec.to_builtins(content),
            by=by,
            updated=clock.now(),
        )
        entry.result = oasys.ref
    return draft


def save(draft: Draft, *, by: User, step: str, values: Mapping[str, str], version: int) -> Step:
    """Keep what was typed on one page. Saving confirms what was carried forward there.

    Raises Newer where somebody else saved other words on that page meanwhile. The decision not
    to analyse falls where the indicators it rested on change.
    """
    given = {name: value for name, value in values.items() if value}
    with _open(draft, by) as content:
        before = drafting.indicators(content)
        kept = content.steps.get(step, Step())
        if kept.version != version:
            if kept.values == given:
                return kept  # the same form, sent twice
            raise Newer(kept)
        kept = _kept(kept, by, given)
        content.steps[step] = kept
        changed = step in PAGES and set(drafting.indicators(content)) != set(before)
    if changed:
        _withdraw_decision(draft, by)
    return kept


def confirm(draft: Draft, *, by: User, step: str, version: int) -> Step:
    """Confirm that a page carried forward is still right, as it stands. Raises as ``save``."""
    with _open(draft, by) as content:
        kept = content.steps.get(step)
        if kept is None or not (kept.carried or kept.version > version):
            raise Refusal("There is nothing on this page to confirm.")
        if kept.version != version:
            raise Newer(kept)
        content.steps[step] = kept = _kept(kept, by, kept.values)
    return kept


def give_up(person: Person, *, by: User, because: str, token: str | None = None) -> None:
    """Give up an assessment that was begun. It stays in the record, marked, with the reason."""
    if not because.strip():
        raise Refusal("Say why it is given up.", field="because")
    with history.write(person, by=by, why=f"Assessment given up: {because}", token=token):
        draft, oasys = draft_of(person), begun(person)
        if draft is None and oasys is None:
            raise Refusal("No assessment is in progress.")
        if draft is not None:
            draft.delete()
        if oasys is not None:
            correcting.mark_in_error(oasys, because)


def _kept(before: Step, by: User, values: Mapping[str, str]) -> Step:
    replaced = list(before.replaced)
    if before.by and before.by != by.full_name and before.values != values:
        replaced.append(Replaced(values=before.values, by=before.by, at=before.at))
    return Step(
        replaced=replaced,
        values=dict(values),
        version=before.version + 1,
        by=by.full_name,
        at=clock.now().isoformat(),
    )


@contextmanager
def _open(draft: Draft, by: User) -> Iterator[Content]:
    """Read a draft under its lock, and store it where it was changed."""
    with transaction.atomic():
        row = Draft.objects.select_for_update().filter(pk=draft.pk).first()
        if row is None:
            raise Refusal("This assessment has been signed or given up meanwhile.")
        content = drafting.read(row.content)
        yield content
        changed = msgspec.to_builtins(content)
        if changed != row.content:
            row.content, row.by, row.updated = changed, by, clock.now()
            row.version += 1
            row.save()
        vars(draft).update(vars(row))


def _withdraw_decision(draft: Draft, by: User) -> None:
    oasys = Oasys.objects.filter(person_id=draft.person_id, ref=draft.about).first()
    row = not_to_analyse(oasys)
    if row is not None and oasys is not None:
        with history.write(oasys, by=by, why="Decision not to analyse withdrawn"):
            correcting.mark_in_error(row, "The screening was changed after the decision.")
