"""kzgraph: a knowledge graph in which every fact can say why it is believed."""

__version__ = "0.1.0"
