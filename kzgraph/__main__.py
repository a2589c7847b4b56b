"""Where the process starts. It imports nothing by itself: worker processes read this file again."""


def main() -> None:
    """Run the command line."""
    from kzgraph.cli import main as run  # noqa: PLC0415

    run()


if __name__ == "__main__":
    main()
