"""Which kind of device a browser says it is, in plain words."""

# What the names of browsers and systems look like in a User-Agent; the first that is found is meant, since the
# makers of browsers put the names of the others behind their own.
BROWSERS = (
    (("Edg/", "EdgA/", "EdgiOS/"), "Edge"),
    (("OPR/", "Opera"), "Opera"),
    (("SamsungBrowser/",), "Samsung Internet"),
    (("Firefox/", "FxiOS/"), "Firefox"),
    (("Chrome/", "CriOS/", "Chromium/"), "Chrome"),
    (("Safari/",), "Safari"),
)
SYSTEMS = (
    (("Android",), "Android"),
    (("iPhone",), "iPhone"),
    (("iPad",), "iPad"),
    (("CrOS",), "Chromebook"),
    (("Windows",), "Windows"),
    (("Macintosh", "Mac OS X"), "Mac"),
    (("Linux",), "Linux"),
)


def kind_of_device(user_agent: str) -> tuple[str, str]:
    """The browser and the system by their makers' names ("Chrome", "Android"); "" for what is not recognised."""
    return _named(user_agent, BROWSERS), _named(user_agent, SYSTEMS)


def _named(user_agent: str, names: tuple) -> str:
    return next((name for signs, name in names if any(sign in user_agent for sign in signs)), "")
