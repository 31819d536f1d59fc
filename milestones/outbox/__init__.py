"""What a phone kept while it had no connection, or while the answer was on its way: taken exactly once.

docs/offline.md has the protocol and what it promises.
"""

from milestones.outbox.taking import Outbox, Outcome

__all__ = ["Outbox", "Outcome"]
