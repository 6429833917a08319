"""A Django site with the real openedx-webhooks, without an LMS: what the plugin imports of it stands in for it."""
import sys
import types

import django
from django.conf import settings


def open_site():
    """Sets Django up, makes the tables, and connects the plugin to its events and filters as the LMS does."""
    for name in ('common', 'common.djangoapps', 'common.djangoapps.student', 'lms', 'lms.djangoapps', 'lms.djangoapps.courseware'):
        sys.modules[name] = types.ModuleType(name)
    student = sys.modules['common.djangoapps.student.models'] = types.ModuleType('models')
    student.UserProfile = type('UserProfile', (), {})
    courses = sys.modules['lms.djangoapps.courseware.courses'] = types.ModuleType('courses')
    courses.get_course_blocks_completion_summary = None
    settings.configure(
        INSTALLED_APPS=['django.contrib.auth', 'django.contrib.contenttypes', 'openedx_webhooks'],
        DATABASES={'default': {'ENGINE': 'django.db.backends.sqlite3', 'NAME': ':memory:'}},
        DEFAULT_AUTO_FIELD='django.db.models.AutoField',
        USE_TZ=True,
        OPEN_EDX_FILTERS_CONFIG={},
    )
    django.setup()
    from django.core.management import call_command
    from openedx_events.learning import signals
    from openedx_webhooks import receivers
    from openedx_webhooks.settings.common import plugin_settings

    call_command('migrate', verbosity=0)
    plugin_settings(settings)
    for name in ('SESSION_LOGIN_COMPLETED', 'COURSE_UNENROLLMENT_COMPLETED', 'COURSE_ACCESS_ROLE_ADDED', 'COURSE_ACCESS_ROLE_REMOVED'):
        getattr(signals, name).connect(getattr(receivers, f'{name.lower()}_receiver'))
