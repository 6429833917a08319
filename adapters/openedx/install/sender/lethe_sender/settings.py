"""Called by the LMS while it reads its settings; what a site sets later wins."""
from .configuration import DEFAULTS


def plugin_settings(settings):
    """Gives every setting of this app its default, unless the site has set it already."""
    for name, value in DEFAULTS.items():
        if not hasattr(settings, name):
            setattr(settings, name, value)
