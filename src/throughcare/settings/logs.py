"""Logs: one JSON object a line, with the request's id, without personal data.

Events are named in code and carry ids. Nothing logs a name, a CRN, a query string, a form or SQL
parameters: the filter below drops the parameters that Django's own messages would carry.
"""

from typing import Any

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger


def logging_settings(level: str) -> dict[str, Any]:
    """The `LOGGING` setting; also sets up structlog to end in the same place."""
    before: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[
            *before,
            structlog.processors.format_exc_info,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": [*before, structlog.processors.format_exc_info],
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    drop_the_question,
                    structlog.processors.JSONRenderer(),
                ],
            },
        },
        "handlers": {"standard-error": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["standard-error"], "level": level},
        "loggers": {
            # Our own line says what was asked and answered, without the address.
            "django.request": {"level": "CRITICAL"},
            "django.server": {"level": "CRITICAL"},
            "django.db.backends": {"level": "WARNING"},
            "django.security.DisallowedHost": {"level": "CRITICAL"},
        },
    }


def drop_the_question(logger: WrappedLogger, method: str, event: EventDict) -> EventDict:
    """Keep what was asked for, by whom and with which words, out of the log."""
    for name in ("sql", "params", "args", "positional_args"):
        event.pop(name, None)
    return event


def log(name: str) -> structlog.stdlib.BoundLogger:
    """The log of a module: `log(__name__).info("case-loaded", case=case.public_id)`."""
    bound: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(name)
    return bound
