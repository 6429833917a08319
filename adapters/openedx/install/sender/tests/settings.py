"""
A bare Django with the stand-in, on SQLite unless `LETHE_TEST_ENGINE` (`mysql`, `postgresql`), `_HOST` and `_USER` say
otherwise. A child process is pointed at the database of the test that starts it.
"""
import os

folder = os.environ['LETHE_TEST_FOLDER']
server = os.environ.get('LETHE_TEST_ENGINE')
name = os.environ.get('LETHE_TEST_DATABASE')

SECRET_KEY = 'only for tests'
USE_TZ = True
INSTALLED_APPS = ['django.contrib.contenttypes', 'django.contrib.auth', 'lethe_sender']
if os.environ.get('LETHE_TEST_BARE') is None:
    INSTALLED_APPS.append('tests.user_api')
DEFAULT_AUTO_FIELD = 'django.db.models.BigAutoField'
PASSWORD_HASHERS = ['django.contrib.auth.hashers.MD5PasswordHasher']
if server:
    DATABASES = {
        'default': {
            'ENGINE': f'django.db.backends.{server}',
            'HOST': os.environ['LETHE_TEST_HOST'],
            'USER': os.environ['LETHE_TEST_USER'],
            'NAME': name or 'lms',
        }
    }
else:
    DATABASES = {
        'default': {
            'ENGINE': 'django.db.backends.sqlite3',
            'NAME': name or os.path.join(folder, 'lms.sqlite3'),
            'OPTIONS': {'timeout': 20},
            'TEST': {'NAME': os.path.join(folder, 'test.sqlite3')},
        }
    }
for setting in ('LETHE_URL', 'LETHE_SOURCE', 'LETHE_SECRET', 'LETHE_PLATFORM'):
    globals()[setting] = os.environ.get(f'TEST_{setting}', '')
