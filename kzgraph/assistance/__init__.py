"""Assistance for adding a document: what stands in its text, and claims that wait for a review.

Two extras, never required. ``kzgraph[nlp]`` brings spaCy with a French model (``pipeline.py`` alone
imports it), ``kzgraph[llm]`` brings pydantic-ai (``provider.py`` alone imports it). Whatever they say is
a proposal: a person accepts it, and only then it becomes a claim.
"""
