"""All settings, one file. What the environment may change is listed in docs/settings.md."""

from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from crawltrack import configuration
from crawltrack.configuration import env

BASE_DIR = Path(__file__).resolve().parent.parent
DATA = configuration.data_folder(BASE_DIR / "data")

DEBUG = configuration.flag("CRAWLTRACK_DEBUG")
SECRET_KEY = configuration.secret_key(DATA)
SIGNUP_POLICY = configuration.one_of("CRAWLTRACK_SIGNUP", configuration.SIGNUP_POLICIES, default="open")

PORT = configuration.whole_number("PORT", 8000, least=1)
SITE = configuration.site_url(PORT)
SITE_URL = f"{SITE.scheme}://{SITE.netloc}"  # before every path of ours: each says itself below which the site lies
FORCE_SCRIPT_NAME = SITE.path or None
ALLOWED_HOSTS = configuration.allowed_hosts(SITE)
CSRF_TRUSTED_ORIGINS = [SITE_URL]

# TLS is strict exactly when people reach the site by https.
HTTPS = SITE.scheme == "https"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [rf"^{f'{SITE.path}/healthz'.lstrip('/')}$"]
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# Names of our own: cookies know no port, and another Django site of the same host would sign people out of this one.
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "crawltrack_session", "crawltrack_csrf"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = LANGUAGE_COOKIE_PATH = f"{SITE.path}/"  # another site may be beside this one
SESSION_COOKIE_AGE = 180 * 24 * 3600  # a phone on the nursery floor should not ask for a password at 3 a.m.

# How many proxies of ours stand in front. TLS ends at one, so https counts one unless told otherwise.
TRUSTED_PROXIES = configuration.whole_number("CRAWLTRACK_PROXIES", 1 if HTTPS else 0, most=9)
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

INSTALLED_APPS = [
    "crawltrack.accounts",
    "milestones",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "django.forms",  # its widgets' templates, for FORM_RENDERER
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "crispy_forms",
    "csp",
]

MIDDLEWARE = [
    "milestones.middleware.SharedPagesMiddleware",  # first, so that nothing after it sets a cookie
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # static files come compressed already, pages do not
    "crawltrack.accounts.middleware.PrivateMiddleware",
    "crawltrack.accounts.middleware.SignInMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "crawltrack.uploads.UploadsMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "crawltrack.accounts.middleware.ZoneMiddleware",
    "crawltrack.accounts.middleware.DeviceMiddleware",
    "crawltrack.accounts.middleware.StatusMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "milestones.middleware.WrongTurnMiddleware",
]

ROOT_URLCONF = "crawltrack.urls"
WSGI_APPLICATION = "crawltrack.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "crawltrack.look.look",
                "crawltrack.accounts.provider.in_every_page",
                "milestones.context.family",
            ],
        },
    },
]

DATABASES = {"default": configuration.database(DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# In the database, so that a rate limit counts the same in every server process.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "crawltrack_cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},  # beyond it entries are dropped, and with them what was counted
    }
}

# --- People ---------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.Person"
# Addresses are unique whatever their case, by a constraint that this check cannot read.
SILENCED_SYSTEM_CHECKS = ["auth.W004"]
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "start"
ACCOUNT_ADAPTER = "crawltrack.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_FORMS = {
    "login": "crawltrack.accounts.forms.SignInForm",
    "signup": "crawltrack.accounts.forms.SignUpForm",
    "add_email": "crawltrack.accounts.forms.NewEmailForm",
    "change_password": "crawltrack.accounts.forms.ChangePasswordForm",
    "set_password": "crawltrack.accounts.forms.SetPasswordForm",
    "reset_password": "crawltrack.accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "crawltrack.accounts.forms.ResetPasswordKeyForm",
    "reauthenticate": "crawltrack.accounts.forms.ReauthenticateForm",
}
SIGNUP_INVITED = "milestones.invited.lets_in"  # asks whether a request comes with a family's own invitation
ACCOUNT_RATE_LIMITS = {"invite": "20/d/user,3/d/key"}  # e-mails with invitations: by a person, and to an address
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True  # an unlocked phone is not enough to move the account to another address
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGOUT_REDIRECT_URL = "start"
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Crawltrack: "
ACCOUNT_DEFAULT_HTTP_PROTOCOL = SITE.scheme
ACCOUNT_SESSION_REMEMBER = True
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES

# --- The second step, and passkeys ---------------------------------------------------------------------------------
MFA_ADAPTER = "crawltrack.accounts.second_step.SecondStepAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_FORMS = {
    "authenticate": "crawltrack.accounts.second_step_forms.CodeForm",
    "authenticate_webauthn": "crawltrack.accounts.second_step_forms.PasskeyStepForm",
    "reauthenticate": "crawltrack.accounts.second_step_forms.ReauthenticateByCodeForm",
    "reauthenticate_webauthn": "crawltrack.accounts.second_step_forms.ReauthenticateByPasskeyForm",
    "login_webauthn": "crawltrack.accounts.second_step_forms.PasskeySignInForm",
    "activate_totp": "crawltrack.accounts.second_step_forms.ActivateAppForm",
    "add_webauthn": "crawltrack.accounts.second_step_forms.AddPasskeyForm",
    "edit_webauthn": "crawltrack.accounts.second_step_forms.RenamePasskeyForm",
}
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Crawltrack"
MFA_TOTP_TOLERANCE = 1  # half a minute: the clocks of phones and home servers differ
MFA_TRUST_ENABLED = True
MFA_TRUST_COOKIE_AGE = 60 * 24 * 3600

# --- Somebody else who says who a person is -------------------------------------------------------------------------
OIDC = configuration.provider()
SOCIALACCOUNT_ADAPTER = "crawltrack.accounts.provider.ProviderAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True  # from the first time on, the provider's own number counts
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"  # the provider has done that
# The way there is a link: our policy lets no form lead to another site.
SOCIALACCOUNT_LOGIN_ON_GET = True

# --- E-mail ---------------------------------------------------------------------------------------------------------
locals().update(configuration.email())
EMAIL_TIMEOUT = 10  # a mail server that does not answer must not hold a page for longer
# Confirming an address is asked for, never demanded. Without a mail server it could never happen, so it is not even
# asked: then a change of e-mail takes effect at once (accounts.forms.NewEmailForm).
ACCOUNT_EMAIL_VERIFICATION = "optional" if env.str("EMAIL_URL", "").strip() else "none"
# For the same reason: whoever keeps an account safe by a second step shows first that its e-mail is theirs, where that
# is possible. Else a stranger could sign up with your address and keep you out of it for good.
MFA_ALLOW_UNVERIFIED_EMAIL = ACCOUNT_EMAIL_VERIFICATION == "none"
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("CRAWLTRACK_EMAIL_FROM", "") or f"Crawltrack <crawltrack@{SITE.hostname}>"

# --- Words and time -------------------------------------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = USE_TZ = True
TIME_ZONE = configuration.time_zone()

# --- Forms ----------------------------------------------------------------------------------------------------------
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "crawltrack"
CRISPY_FAIL_SILENTLY = False
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# --- Static files ---------------------------------------------------------------------------------------------------
STATIC_URL = f"{SITE.path}/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = DATA / "static"
PHOTO_STORE = configuration.photo_store(DATA, SITE)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Outside of everything that is served: a photo comes through the same door as its child.
    "photos": PHOTO_STORE.storage,
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "crawltrack.staticfiles.HashedStaticFiles"
    },
}
FILE_UPLOAD_HANDLERS = ["crawltrack.uploads.BoundedUploads"]
DATA_UPLOAD_MAX_NUMBER_FILES = 1000  # who chose far too many hears how many fit
TAKES_FILES = {"photo-new", "session-new", "session", "portrait"}  # the names of the addresses that do
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = DEBUG
DEVELOP_AT_ONCE = DEBUG  # photos: while the page waits, instead of beside it

# Nothing from elsewhere, nothing inline: a page can run and show only what this site serves.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        # The blur of a photo on its way, photos that wait on the phone, and those in the bucket, if there is one.
        "img-src": [SELF, "data:", "blob:", *filter(None, [PHOTO_STORE.origin])],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

MESSAGE_STORAGE = "crawltrack.prefetch.TellingStorage"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"secrets": {"()": "crawltrack.log_lines.WithoutSecrets"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["secrets"]}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {"django": {"handlers": [], "propagate": True}},
}
