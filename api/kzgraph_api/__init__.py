"""The web service of kzgraph: SPARQL and REST over one release. It speaks HTTP and nothing else."""
