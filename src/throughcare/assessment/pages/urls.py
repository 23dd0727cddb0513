"""The addresses of the pages of assessments and scores."""

from django.urls import path

from throughcare.assessment.pages import closing, drafts, scored, signed

CASE = "cases/<str:case>"

urlpatterns = [
    path(f"{CASE}/assessments", signed.case_assessment, name="case-assessment"),
    path(f"{CASE}/assessments/<str:ref>", signed.assessment, name="assessment"),
    path(f"{CASE}/assessments/<str:ref>/countersign", signed.countersign, name="countersign"),
    path(
        f"{CASE}/assessments/<str:ref>/in-error",
        signed.assessment_in_error,
        name="assessment-in-error",
    ),
    path(f"{CASE}/begin-assessment", drafts.begin_assessment, name="begin-assessment"),
    path(f"{CASE}/assess", drafts.assess, name="assess"),
    path(f"{CASE}/assess/<str:step>", drafts.assess_step, name="assess-step"),
    path(f"{CASE}/sign-assessment", closing.sign_assessment, name="sign-assessment"),
    path(f"{CASE}/give-up-assessment", drafts.give_up, name="give-up-assessment"),
    path(f"{CASE}/no-analysis", closing.no_analysis, name="no-analysis"),
    path(
        f"{CASE}/no-analysis/countersign",
        closing.countersign_no_analysis,
        name="countersign-no-analysis",
    ),
    path(f"{CASE}/scores", scored.scores, name="scores"),
    path(f"{CASE}/scores/<str:predictor>", scored.score, name="score"),
]
