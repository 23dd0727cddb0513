"""Publishing the figures of a month: read through once more, then frozen."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.access.permissions import Permission
from throughcare.access.views import SignedIn, needs
from throughcare.design.forms import Form, LongTextField
from throughcare.history import answering
from throughcare.organisation.models import Provider
from throughcare.performance import actions
from throughcare.performance.months import last_of, month_named
from throughcare.performance.pages.choosing import asked, published
from throughcare.performance.pages.showing import by_key, shown
from throughcare.performance.queries import figures


class PublishForm(Form):
    """Says why figures are published again; asks nothing the first time."""

    because = LongTextField(
        label=gettext_lazy("Why they are published again"),
        hint=gettext_lazy("This names the revision. What was published before stays."),
    )

    def __init__(self, *args: object, again: bool, **kwargs: object) -> None:
        """``again``: the figures were published before."""
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        if not again:
            del self.fields["because"]


@needs(Permission.PUBLISH_MEASURES)
def publish(request: SignedIn) -> HttpResponse:
    """Show what would be published, and publish it."""
    what = asked(request)
    if what.place is None or what.place.kind != "provider":
        return redirect("measures")

    def lead(_ref: str) -> HttpResponse:
        return redirect(what.to("measures"))

    if before := answering.sent_before(request, lead):
        return before
    frozen = published(what.place, [what.month])
    again = bool(frozen)
    form = PublishForm(request.POST if request.method == "POST" else None, again=again)
    provider = Provider.objects.get(pk=what.place.id)
    done = answering.carry_out(
        request,
        form,
        lambda: actions.publish(
            provider,
            what.month,
            by=request.user,
            because=form.cleaned_data.get("because", ""),
            token=form.cleaned_data["token"],
        ),
        said=_("Service levels of %(month)s published.") % {"month": month_named(what.month)},
        lead=lead,
    )
    if done:
        return done
    found = by_key(
        figures(
            since=what.month,
            until=last_of(what.month),
            today=what.today,
            measures=what.measures,
            teams=what.teams,
        )
    )
    context = {
        "what": what,
        "month": month_named(what.month),
        "lines": [
            (each, shown(each, found.get((each.id, what.month, what.place.unit))))
            for each in what.measures
        ],
        "frozen": frozen[-1] if frozen else None,
    }
    return answering.show(request, "performance/publish.html", form, context)
