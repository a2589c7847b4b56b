"""The routes: typed input, one call of the library, a typed answer."""
