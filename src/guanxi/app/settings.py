"""Django's settings. No DEBUG, ever; what an operator may change comes from the environment."""

import os
from pathlib import Path

from guanxi.app import database
from guanxi.app.plugs import module_packages
from guanxi.kernel import config
from guanxi.kernel.i18n import DEFAULT_LOCALE

DEBUG = False
SECRET_KEY = config.secret_key()
TLS = os.environ.get("GUANXI_SECURE") == "1"
ALLOWED_HOSTS = os.environ.get("GUANXI_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("GUANXI_ORIGINS", "").split(",") if origin]

INSTALLED_APPS = [
    "guanxi.app.apps.ProgramConfig",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "guanxi.jobs.apps.JobsConfig",
    "guanxi.trail.apps.TrailConfig",
    "guanxi.channels.apps.ChannelsConfig",
    "guanxi.access.apps.AccessConfig",
    "guanxi.records.apps.RecordsConfig",
    "guanxi.exchange.apps.ExchangeConfig",
    *module_packages(),
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.headless",
    "allauth.usersessions",
]
MIDDLEWARE = [
    "guanxi.app.network.TrustedProxies",
    "guanxi.app.middleware.SecurityHeaders",
    "guanxi.app.static.WebFiles",
    "guanxi.app.signing_in.SignInAnswers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
]
ROOT_URLCONF = "guanxi.app.urls"
WSGI_APPLICATION = "guanxi.app.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    }
]
DATABASES = {"default": database.settings()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = DEFAULT_LOCALE.lower()
USE_I18N = False
STATIC_URL = "/static/"
# A server may be given another build of the web UI: the journeys serve a copy that no later build changes.
WEB_DIST = Path(os.environ.get("GUANXI_WEB_DIST") or Path(__file__).resolve().parents[3] / "web" / "dist")
WHITENOISE_ROOT = WEB_DIST if WEB_DIST.is_dir() else None
WHITENOISE_IMMUTABLE_FILE_TEST = r"^/assets/"
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
APPEND_SLASH = False

AUTH_USER_MODEL = "access.User"
AUTHENTICATION_BACKENDS = [
    "allauth.account.auth_backends.AuthenticationBackend",
    "guanxi.access.ldap_backend.DirectoryBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
     "OPTIONS": {"user_attributes": ("username", "name", "email")}},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]  # fmt: skip
HEADLESS_ONLY = True
HEADLESS_CLIENTS = ["browser"]
HEADLESS_FRONTEND_URLS = {"account_reset_password_from_key": "/reset/{key}"}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "guanxi.access.allauth_adapter.Adapter"
# Counted in the database for all processes. `ip` is who `app.network` found at the other end, whatever a header says;
# `key` is the login name, or the person whose code is tried.
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",
}
MFA_ADAPTER = "guanxi.access.allauth_adapter.SecondFactors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# E-mail addresses are not proven here; accounts come from administrators.
MFA_ALLOW_UNVERIFIED_EMAIL = True
# Clocks of phones differ: the code before and the one after count, each once.
MFA_TOTP_TOLERANCE = 1
MFA_RATE_LIMITS = {"webauthn_login": "20/m/ip"}
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"

SESSION_COOKIE_NAME = "__Host-guanxi_session" if TLS else "guanxi_session"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_SECURE = TLS
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = True
SESSION_ENGINE = "django.contrib.sessions.backends.db"
CSRF_COOKIE_NAME = "__Host-guanxi_csrf" if TLS else "guanxi_csrf"
CSRF_COOKIE_SECURE = TLS
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "guanxi.app.shell.csrf_failure"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if os.environ.get("GUANXI_PROXIES") else None
CACHES = {"default": {"BACKEND": "guanxi.access.shared_cache.SharedCache"}}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    # Refusals are answers, not incidents.
    "loggers": {"django.request": {"level": "ERROR"}},
    "root": {"handlers": ["console"], "level": os.environ.get("GUANXI_LOG_LEVEL", "WARNING")},
}
