"""The Django app, found by the LMS through the entry point ``lms.djangoapp``."""
from django.apps import AppConfig


class LetheSenderConfig(AppConfig):
    """Connects the receivers; ``plugin_app`` is what the LMS reads of its plugins."""

    name = 'lethe_sender'
    verbose_name = 'Lethe sender'
    default_auto_field = 'django.db.models.BigAutoField'
    plugin_app = {'settings_config': {'lms.djangoapp': {'common': {'relative_path': 'settings'}}}}

    def ready(self):
        from . import checks, receivers

        checks.register()
        receivers.connect()
