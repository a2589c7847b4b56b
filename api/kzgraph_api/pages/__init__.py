"""Pages for people: what the library tells, rendered by templates under a strict policy."""
