"""Django's system checks: warnings only, because a sender set wrongly must not keep the LMS from starting."""
from django.core import checks

from .configuration import find_problems, read_configuration


def check_settings(app_configs, **kwargs):
    """Warns of settings that keep deliveries in the queue; an app that was never set up is silent."""
    configuration = read_configuration()
    problems = find_problems(configuration) if configuration.is_on else []
    return [checks.Warning(problem, id='lethe_sender.W001') for problem in problems]


def register():
    """Adds the check to those of the site."""
    checks.register(check_settings, 'lethe_sender')
