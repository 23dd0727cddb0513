"""The addresses of the pages of plans and reviews."""

from django.urls import path

from throughcare.planning.pages import copies, drafting, plans, reviews, signed, signing

_CASE = "cases/<str:case>"
_DRAFT = f"{_CASE}/plan/draft"
_PLAN = f"{_CASE}/plan/<str:ref>"

urlpatterns = [
    path(f"{_CASE}/plan", plans.plan, name="case-plan"),
    path(_DRAFT, drafting.draft, name="plan-draft"),
    path(f"{_DRAFT}/objectives/<str:ref>", drafting.objective, name="plan-objective"),
    path(
        f"{_DRAFT}/objectives/<str:ref>/remove",
        drafting.remove_objective,
        name="plan-remove-objective",
    ),
    path(f"{_DRAFT}/risks/<str:ref>", drafting.risk, name="plan-risk"),
    path(f"{_DRAFT}/contact", drafting.contact, name="plan-contact"),
    path(f"{_DRAFT}/agreement", drafting.agreement, name="plan-draft-agreement"),
    path(f"{_DRAFT}/sign", signing.sign, name="plan-sign"),
    path(f"{_DRAFT}/give-up", signing.give_up, name="plan-give-up"),
    path(f"{_CASE}/plan/objectives/<str:ref>/action", signed.add_action, name="plan-add-action"),
    path(f"{_CASE}/plan/objectives/<str:ref>/end", signed.end_objective, name="plan-end-objective"),
    path(f"{_CASE}/plan/actions/<str:ref>/done", signed.done, name="plan-action-done"),
    path(f"{_CASE}/plan/actions/<str:ref>", signed.change_action, name="plan-action"),
    path(_PLAN, plans.one, name="plan"),
    path(f"{_PLAN}/copy", copies.page, name="plan-copy"),
    path(f"{_PLAN}/copy.pdf", copies.pdf, name="plan-copy-pdf"),
    path(f"{_PLAN}/agreement", signed.agreement, name="plan-agreement"),
    path(f"{_PLAN}/contact-reason", signed.contact_reason, name="plan-contact-reason"),
    path(f"{_PLAN}/agree-contact", signed.agree_contact, name="plan-agree-contact"),
    path(f"{_CASE}/review", reviews.begin, name="review-begin"),
    path(f"{_CASE}/reviews/<str:ref>", reviews.review, name="review"),
]
