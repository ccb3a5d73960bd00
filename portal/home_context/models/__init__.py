"""The tables of what families share about home."""

from portal.home_context.models.items import HomeDraft, HomeItem, HomeVersion
from portal.home_context.models.voices import HomeVoice

__all__ = ["HomeDraft", "HomeItem", "HomeVersion", "HomeVoice"]
