"""Runs a rendered settings file of the LMS, with stand-ins for what it imports."""
import builtins
import collections
import os
import sys
import types
from unittest import mock

DEFAULT_SALTS = ['abc', '123']


class Names(dict):
    """The names of the module; what the platform would have defined is there, and takes everything."""

    def __missing__(self, name):
        if hasattr(builtins, name):
            raise KeyError(name)
        self[name] = mock.MagicMock(name=name)
        return self[name]


def read_settings(path):
    """All names that the file leaves behind."""
    platform = types.ModuleType('lms.envs.production')
    platform.FEATURES = collections.defaultdict(mock.MagicMock)
    platform.RETIRED_USER_SALTS = DEFAULT_SALTS
    platform.RETIREMENT_STATES = ['the default']
    known = {name: mock.MagicMock() for name in ('lms', 'lms.envs', 'xmodule', 'xmodule.modulestore', 'codejail')}
    known['xmodule.modulestore.modulestore_settings'] = mock.MagicMock()
    known['codejail.jail_code'] = mock.MagicMock()
    known['django'] = known['django.utils'] = mock.MagicMock()
    known['django.utils.deprecation'] = None
    # Without it the file falls back to the dictionary of the releases before.
    known['openedx'] = None
    known['lms.envs.production'] = platform
    names = Names(__name__='lms.envs.tutor.production', __file__=str(path))
    with mock.patch.dict(sys.modules, known), mock.patch.object(os, 'makedirs'), mock.patch('os.path.exists', return_value=True):
        with mock.patch('os.path.join', side_effect=lambda *parts: '/'.join(map(str, parts))), mock.patch('json.load'):
            with open(path) as file:
                exec(compile(file.read(), str(path), 'exec'), {'__builtins__': builtins}, names)
    return names
