"""The Django settings of every installation. What may differ between them is in `options`."""

from pathlib import Path

from throughcare.settings import database
from throughcare.settings.logs import logging_settings
from throughcare.settings.options import CHECKOUT, OPTIONS, Options

AREAS = (
    "design",
    "accounts",
    "history",
    "access",
    "people",
    "organisation",
    "sentences",
    "caseload",
    "information",
    "assessment",
    "court",
    "planning",
    "contacts",
    "interventions",
    "enforcement",
    "oversight",
    "ledger",
    "workload",
    "team",
    "performance",
    "inspection",
    "casebook",
)
"""Lowest first: an area may import from those before it. pyproject.toml holds them to it."""

DEBUG = OPTIONS.debug
SECRET_KEY = OPTIONS.secret_key
ALLOWED_HOSTS = list(OPTIONS.hosts)
ROOT_URLCONF = "throughcare.urls"
WSGI_APPLICATION = "throughcare.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "pgtrigger",
    "pghistory",
    "rules",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    *(f"throughcare.{area}" for area in AREAS),
]

MIDDLEWARE = [
    "throughcare.settings.requests.RequestLog",  # first: every answer has its id
    "throughcare.settings.headers.SafeHeaders",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

_CONTEXT = [
    "django.template.context_processors.request",
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
    "throughcare.design.frame.context",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": False,  # the environment finds each area's templates by prefix
        "DIRS": [str(Path(__file__).resolve().parents[1] / area / "templates") for area in AREAS],
        "OPTIONS": {
            "environment": "throughcare.design.environment.environment",
            "context_processors": _CONTEXT,
        },
    },
    {  # what allauth brings and our frame does not replace
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": _CONTEXT},
    },
]

# Data

DATABASES = {"default": database.connection_settings(OPTIONS)}

CACHES = {
    # In the process: it holds counters of sign-in attempts and compiled things, nothing of a case.
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}

# Language and time

LANGUAGE_CODE = "en-gb"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/London"

# Sign-in

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {"user_attributes": ("email", "full_name")}),
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/accounts/login/"

ACCOUNT_ADAPTER = "throughcare.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # accounts are made by the service, never by signing up
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # no post to strangers
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "reset_password": "20/m/ip,5/m/key",
    "change_password": "5/m/user",
    "reauthenticate": "10/m/user",
}
ACCOUNT_FORMS = {
    "login": "throughcare.accounts.forms.SignInForm",
    "reset_password": "throughcare.accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "throughcare.accounts.forms.NewPasswordForm",
    "change_password": "throughcare.accounts.forms.ChangePasswordForm",
    "reauthenticate": "throughcare.accounts.forms.ConfirmPasswordForm",
}
MFA_FORMS = {
    "authenticate": "throughcare.accounts.forms.CodeForm",
    "reauthenticate": "throughcare.accounts.forms.ConfirmCodeForm",
    "activate_totp": "throughcare.accounts.forms.SetUpAppForm",
}
SOCIALACCOUNT_ADAPTER = "throughcare.accounts.adapter.SocialAccountAdapter"
CSRF_FAILURE_VIEW = "throughcare.design.errors.csrf_failure"
MFA_ADAPTER = "throughcare.accounts.adapter.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Throughcare"
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_PROVIDERS = OPTIONS.openid_connect.providers() if OPTIONS.openid_connect else {}

# Sessions live on real time: the demo's clock never moves them.

SESSION_ENGINE = "throughcare.access.sessions"
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Safety

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
if OPTIONS.behind_tls:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^health$", r"^ready$"]
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    CSRF_TRUSTED_ORIGINS = [f"https://{host.removeprefix('.')}" for host in OPTIONS.hosts]
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

# Static files: `frontend` prepares the npm packages, `collectstatic` gathers, whitenoise serves.

STATIC_URL = "/static/"
STATIC_ROOT = str(OPTIONS.state / "static")
FRONTEND = OPTIONS.state / "frontend"
STATICFILES_DIRS = [(prefix, str(FRONTEND / prefix)) for prefix in ("govuk", "moj")]
SILENCED_SYSTEM_CHECKS = ["staticfiles.W004"]  # these folders come with the first `serve`
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_MANIFEST_STRICT = False  # a picture that is missing costs the picture, not the page

# Documents of cases: `information.store` keeps them.

DOCUMENTS = OPTIONS.documents
FONTS = OPTIONS.fonts
DOCUMENT_BYTES = OPTIONS.document_megabytes * 1024 * 1024
DOCUMENT_SCAN = OPTIONS.document_scan

# Post

DEFAULT_FROM_EMAIL = OPTIONS.email_from
EMAIL_HOST = OPTIONS.email_host
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if OPTIONS.email_host
    else "django.core.mail.backends.filebased.EmailBackend"
)
EMAIL_FILE_PATH = str(OPTIONS.state / "outbox")

# Logs

LOGGING_CONFIG = "logging.config.dictConfig"
LOGGING = logging_settings(OPTIONS.log_level)

# The demo

DEMO = Options.from_environment().demo  # anew: `throughcare demo` switches it on by itself
CASEBOOK = CHECKOUT / "casebook" if CHECKOUT else None
