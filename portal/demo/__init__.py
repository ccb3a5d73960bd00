"""The openly fictional demo school, for a first look and for the tests; never beside a real school."""
