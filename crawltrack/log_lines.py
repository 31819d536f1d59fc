import logging
import re

# What comes after these in an address opens something to whoever has it.
SECRET = re.compile(r"(/(?:shared|invitations)/)[^/\s]+")


class WithoutSecrets(logging.Filter):
    """A line that names an address goes into the log without the secret in it."""

    def filter(self, record: logging.LogRecord) -> bool:
        said = record.getMessage()
        if SECRET.search(said):
            record.msg, record.args = SECRET.sub(r"\1…", said), ()
        return True
