"""Publishing the figures of a month: read through once more, then frozen."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.access.permissions import Permission
from throughcare.access.views import SignedIn, needs
from throughcare.design.forms import Form, LongTextField
from throughcare.history.answering import done, result_before
from throughcare.organisation.models import Provider
from throughcare.performance import actions
from throughcare.performance.months import last_of, month_named
from throughcare.performance.pages.choosing import Asked, asked, published
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
    if result_before(request) is not None:
        return redirect(what.to("measures"))
    frozen = published(what.place, [what.month])
    again = bool(frozen)
    form = PublishForm(request.POST if request.method == "POST" else None, again=again)
    if request.method == "POST" and form.is_valid() and _published(what, form, request):
        messages.success(
            request,
            _("Service levels of %(month)s published.") % {"month": month_named(what.month)},
        )
        return redirect(what.to("measures"))
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
        "form": form,
        "month": month_named(what.month),
        "lines": [
            (each, shown(each, found.get((each.id, what.month, what.place.unit))))
            for each in what.measures
        ],
        "frozen": frozen[-1] if frozen else None,
    }
    return render(request, "performance/publish.html", context)


def _published(what: Asked, form: PublishForm, request: SignedIn) -> bool:
    assert what.place is not None
    provider = Provider.objects.get(pk=what.place.id)
    given = form.cleaned_data
    return (
        done(
            form,
            lambda: actions.publish(
                provider,
                what.month,
                by=request.user,
                because=given.get("because", ""),
                token=given["token"],
            ),
        )
        is not None
    )
