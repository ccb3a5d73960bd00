"""The class page: what teachers write and every family of the class reads."""
