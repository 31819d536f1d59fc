"""Everything that goes out of Crawltrack in a file, so that a family's log is never locked in. See docs/exchange.md."""
