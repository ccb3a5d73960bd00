"""The project's figures: ratios measured in one run against a floor, so that they mean the same on any machine."""
