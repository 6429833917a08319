"""The Tutor plugin: the commands of the README, what Tutor renders, and the route in the real Caddy."""
import json
import os
import pathlib
import re
import shutil
import subprocess
import urllib.parse

import yaml

from .gateway import Gateway
from .lms_settings import DEFAULT_SALTS, read_settings
from .processes import CADDY, DELETION, INSTALL, NODE, ROOT, call, free_port, is_old_caddy
from .route import FORM, Route

SECRETS = ['LETHE_ROUTE_SECRET', 'LETHE_WEBHOOK_SECRET', 'LETHE_HINT_SECRET', 'LETHE_OAUTH2_SECRET', 'LETHE_SALT']


def read_commands():
    """The commands of the README, as they stand there."""
    text = (INSTALL / 'README.md').read_text()
    block = re.search(r'^## Four commands\n.*?^```sh\n(.*?)^```', text, re.M | re.S).group(1)
    return [line for line in block.replace('\\\n', ' ').splitlines() if line and not line.startswith('#')]


class Tutor(Route):
    def setUp(self):
        super().setUp()
        self.lms_folder = self.folder / 'lms'
        self.lms_folder.mkdir()
        shutil.copy(INSTALL / 'tests' / 'bin' / 'manage.py', self.lms_folder)
        self.env = {
            **os.environ,
            'HOME': str(self.folder),
            'PATH': f'{INSTALL / "tests" / "bin"}:{os.environ["PATH"]}',
            'TUTOR_ROOT': str(self.folder / 'tutor'),
            'TUTOR_PLUGINS_ROOT': str(self.folder / 'plugins'),
            'LETHE_TEST_DOCKER': str(self.folder / 'docker'),
            'LETHE_TEST_LMS': str(self.lms_folder),
        }
        self.rendered = self.folder / 'tutor' / 'env'

    def run_line(self, line):
        """One line in a shell, in the checkout, as an operator would."""
        done = subprocess.run(['bash', '-c', line], cwd=ROOT, env=self.env, capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, f'{line}\n{done.stdout[-3000:]}{done.stderr[-3000:]}')
        return done.stdout

    def value(self, name):
        """A setting as Tutor has it."""
        return self.run_line(f'tutor config printvalue {name}').strip()

    def yaml(self, path):
        return [one for one in yaml.safe_load_all((self.rendered / path).read_text()) if one]

    def settings(self):
        return read_settings(self.rendered / 'apps' / 'openedx' / 'settings' / 'lms' / 'production.py')

    def platforms(self):
        return json.loads((self.rendered / 'plugins' / 'lethe' / 'apps' / 'lethe' / 'platforms.json').read_text())

    def follow_readme(self):
        """The four commands, each checked."""
        install, enable, save, launch = read_commands()
        # Where a site has the account page, it has this plugin; the commands of the README find it there.
        self.run_line('tutor plugins enable mfe')

        self.run_line(install)
        self.assertEqual((self.folder / 'plugins' / 'lethe.py').read_bytes(), (INSTALL / 'tutor' / 'lethe.py').read_bytes())

        self.run_line(enable)
        self.assertIn('lethe', yaml.safe_load((self.folder / 'tutor' / 'config.yml').read_text())['PLUGINS'])

        self.run_line(save)
        config = yaml.safe_load((self.folder / 'tutor' / 'config.yml').read_text())
        self.assertEqual(len({config[name] for name in SECRETS}), len(SECRETS), 'each secret is made and kept')
        self.assertEqual((config['LETHE_GRADERS'], config['LETHE_SOURCE']), ('nobody', str(ROOT)))
        before = self.platforms()

        self.run_line(launch)
        self.assertEqual(self.platforms(), before, 'nothing that is rendered again is made anew')
        asked = [json.loads(line) for line in (self.folder / 'docker').read_text().splitlines()]
        self.assertTrue(any('up' in one and '-d' in one for one in asked), 'the platform is started')
        jobs = [json.loads(line)[1:] for line in (self.lms_folder / 'commands').read_text().splitlines()]
        names = [job[0] for job in jobs]
        self.assertEqual(names, ['manage_user', 'create_dot_application', 'shell', 'populate_retirement_states'])
        self.assertEqual(jobs[0][1:], ['retirement_service_worker', f'retirement_service_worker@{self.value("LMS_HOST")}', '--staff', '--unusable-password'])
        self.assertEqual(jobs[1][-2:], ['lethe', 'retirement_service_worker'])
        application = dict(zip(jobs[1], jobs[1][1:]))
        self.assertEqual((application['--grant-type'], application['--client-id']), ('client-credentials', 'lethe'))
        self.assertEqual(application['--client-secret'], config['LETHE_OAUTH2_SECRET'])

        self.run_line('tutor local do init --limit=lethe')
        again = [json.loads(line)[1] for line in (self.lms_folder / 'commands').read_text().splitlines()][4:]
        self.assertEqual(again, ['manage_user', 'create_dot_application', 'shell'], 'states that are right are left alone')
        self.application = application
        return config

    def start_route(self, front_port):
        """The rendered Caddyfile, with other ports for the same names, in front of sandbox and sidecar."""
        self.front = front_port
        # As behind port 80: the gateway knows the site by its public address.
        self.host = self.value('LMS_HOST')
        self.account_page = f'http://apps.{self.value("LMS_HOST")}'
        self.secret = self.value('LETHE_ROUTE_SECRET')
        rendered = self.rendered / 'apps' / 'caddy' / 'Caddyfile'
        subprocess.run([CADDY, 'validate', '--adapter', 'caddyfile', '--config', rendered], check=True, capture_output=True, env={**self.env, 'default_site_port': ':80'})
        text = rendered.read_text().replace('lms:8000', f'127.0.0.1:{self.lms}').replace('lethe:7381', f'127.0.0.1:{self.lethe}')
        text = text.replace('\n{\n', f'\n{{\n    admin off\n    http_port {front_port}\n', 1)
        edge = self.folder / 'Caddyfile'
        edge.write_text(text)
        self.start_caddy(edge, front_port, default_site_port=f':{front_port}')

    def start_lms_as_set(self):
        """The sandbox with the client and the states that the rendered environment gave the LMS."""
        seed = json.loads((ROOT / 'adapters' / 'openedx' / 'sandbox' / 'seed.example.json').read_text())
        (client,) = [one for one in seed['clients'] if one['grant'] == 'client_credentials']
        client['id'], client['secret'] = self.application['--client-id'], self.application['--client-secret']
        (self.folder / 'seed.json').write_text(json.dumps(seed))
        command = [NODE, 'adapters/openedx/sandbox/start.ts', '--seed', str(self.folder / 'seed.json')]
        self.lms = urllib.parse.urlsplit(self.start('lms', command, r'sandbox at (\S+)')).port
        states = {'states': self.settings()['RETIREMENT_STATES']}
        call(self.lms, 'POST', '/_sandbox/settings', json.dumps(states), Content_Type='application/json')

    def start_sidecar(self):
        """The sidecar with the environment of the rendered service; folders and ports of this machine."""
        (compose,) = self.yaml('local/docker-compose.yml')
        platforms = self.folder / 'platforms.json'
        rendered = self.rendered / 'plugins' / 'lethe' / 'apps' / 'lethe' / 'platforms.json'
        platforms.write_text(re.sub(r'http://(lms|cms):8000', f'http://127.0.0.1:{self.lms}', rendered.read_text()))
        here = {
            'LETHE_HOST': '127.0.0.1',
            'LETHE_PORT': '0',
            'LETHE_GATEWAY_HOST': '127.0.0.1',
            'LETHE_GATEWAY_PORT': str(self.lethe),
            'LETHE_PLATFORMS_FILE': str(platforms),
            'LETHE_DATA': str(self.folder / 'sidecar' / 'data'),
            'LETHE_KEYS': str(self.folder / 'sidecar' / 'keys'),
            'LETHE_TOKEN_FILE': str(self.folder / 'sidecar' / 'token'),
        }
        environment = {**compose['services']['lethe']['environment'], **here}
        address = self.start('sidecar', [NODE, 'plugin/cli.ts', 'start'], r'listens on (\S+)', **environment)
        self.api = urllib.parse.urlsplit(address).port
        token = (self.folder / 'sidecar' / 'token').read_text().strip()
        self.authorization = {'Authorization': f'Bearer {token}'}
        ready = lambda: [one for one in call(self.api, 'GET', '/platforms', **self.authorization).json() if one['gateway'] and one['hints']]
        (platform,) = self.until(ready, 'the platform of the rendered file is registered')
        return platform

    def test_four_commands_make_a_working_route(self):
        self.follow_readme()
        self.lethe = free_port()
        self.start_lms_as_set()
        self.start_route(free_port())
        gateway = Gateway(self.lethe)
        self.check_who_gets_what(gateway)
        self.check_no_way_round(gateway)
        self.check_never_twice(gateway)
        gateway.close()
        self.check_fails_closed()

        platform = self.start_sidecar()
        self.assertEqual((platform['name'], platform['kind']), (self.value('LMS_HOST'), 'openedx'))
        self.assertEqual(platform['gateway']['mode'], 'forward')
        self.check_sidecar(platform)
        self.end('sidecar')
        self.check_said_to_be_away(self.post(**self.signed_in('ada.finch')))

    def check_sidecar(self, platform):
        """The real gateway behind the route: it refuses, it forwards, and it is not reached without the secret."""
        requests = lambda: call(self.api, 'GET', '/requests', **self.authorization).json()['items']
        beside = call(self.lethe, 'POST', DELETION, FORM, self.host, Origin=self.account_page, X_Lethe_Route='x' * 40)
        self.assertGreaterEqual(beside.status, 400, 'nobody borrows the route')
        self.assertEqual(requests(), [])
        # Without a token against forgery; 403 would read as a wrong password.
        self.assertEqual(self.post().status, 400)
        self.assertEqual(self.post('/api/user/v1/me', 'GET', None).status, 401)
        page = self.post('/lethe/', 'GET', None)
        self.assertEqual((page.status, page.headers['content-type'].split(';')[0]), (401, 'text/html'), 'sign in first')
        page = self.post('/lethe/', 'GET', None, **self.signed_in('mira.holm'))
        self.assertEqual((page.status, page.headers['content-type'].split(';')[0]), (200, 'text/html'))

        refused = self.post(**self.signed_in('tom.reed'))
        self.assertNotIn(refused.status, (204, 403), 'a login is linked; 403 would read as a wrong password')
        self.assertIsInstance(refused.json(), str)
        self.assertEqual(refused.headers.get('access-control-allow-origin'), self.account_page, 'as the LMS gives it')
        self.assertFalse(self.is_retiring('tom.reed'))
        answer = self.post(**self.signed_in('mira.holm'))
        self.assertEqual(answer.status, 204, answer.body)
        self.assertTrue(self.is_retiring('mira.holm'))
        said = sorted((one['platform'], one['origin'], one['state'] == 'blocked') for one in requests())
        self.assertEqual(said, [(platform['id'], 'self', False), (platform['id'], 'self', True)])

    def test_what_is_rendered_is_what_each_part_reads(self):
        self.follow_readme()
        settings = self.settings()
        states = settings['RETIREMENT_STATES']
        self.assertEqual((states[0], states[-3:]), ('PENDING', ['ERRORED', 'ABORTED', 'COMPLETE']))
        before = lambda one, other: self.assertLess(states.index(one), states.index(other))
        before('ENROLLMENTS_COMPLETE', 'RETIRING_FORUMS')
        before('NOTES_COMPLETE', 'RETIRING_LMS_MISC')
        before('LMS_MISC_COMPLETE', 'RETIRING_FORUMS')
        self.assertEqual(states.index('FORUMS_COMPLETE') + 1, states.index('RETIRING_LMS'))
        self.assertEqual(settings['RETIREMENT_SERVICE_WORKER_USERNAME'], 'retirement_service_worker')
        for switch in ('ENABLE_ACCOUNT_DELETION', 'ENABLE_BULK_USER_RETIREMENT'):
            self.assertIs(settings[switch], True)
            self.assertIs(settings['FEATURES'][switch], True, 'as it is called before Ulmo')
        self.assertEqual(settings['RETIRED_USER_SALTS'], DEFAULT_SALTS, 'left alone unless it is a new site')
        help_page = f'http://{self.value("LMS_HOST")}/lethe/'
        self.assertEqual(settings['MFE_CONFIG']['SUPPORT_URL_TO_UNLINK_SOCIAL_MEDIA_ACCOUNT'], help_page)
        self.assertEqual(settings['MFE_CONFIG']['ENABLE_ACCOUNT_DELETION'], 'true')
        self.assertNotIn('LETHE_URL', settings, 'no sender without its package')

        (compose,) = self.yaml('local/docker-compose.yml')
        lethe = compose['services']['lethe']
        self.assertEqual((lethe['build'], lethe['image']), (str(ROOT), 'lethe:0.1.0'))
        self.assertNotIn('ports', lethe, 'reached only through Caddy and from the LMS')
        folders = dict(one.split(':')[1::-1] for one in lethe['volumes'])
        self.assertEqual(folders['/etc/lethe-platforms.json'], '../plugins/lethe/apps/lethe/platforms.json')
        data, keys = (pathlib.PurePosixPath(folders[name]) for name in ('/var/lib/lethe', '/etc/lethe'))
        self.assertNotIn(pathlib.PurePosixPath('../../data'), keys.parents, 'a backup of the data holds no key')
        self.assertNotEqual(data, keys)
        self.assertIn('/mounts/lethe-keys', (self.rendered / 'apps' / 'permissions' / 'setowners.sh').read_text())

        self.run_line('tutor config save --set DOCKER_REGISTRY=registry.school.example/')
        for path, kinds in (('k8s/deployments.yml', ['Deployment']), ('k8s/services.yml', ['Service']), ('k8s/volumes.yml', ['PersistentVolumeClaim'] * 2 + ['Secret'])):
            self.assertEqual([one['kind'] for one in self.yaml(path) if 'lethe' in one['metadata']['name']], kinds)
        (secret,) = [one for one in self.yaml('k8s/volumes.yml') if one['kind'] == 'Secret']
        self.assertEqual(json.loads(secret['stringData']['platforms.json']), self.platforms())
        (deployment,) = [one for one in self.yaml('k8s/deployments.yml') if one['metadata']['name'] == 'lethe']
        pod = deployment['spec']['template']['spec']
        self.assertEqual(deployment['spec']['strategy'], {'type': 'Recreate'})
        mounted = {one['name'] for one in pod['containers'][0]['volumeMounts']}
        self.assertEqual(mounted, {one['name'] for one in pod['volumes']})
        ingress = list(yaml.safe_load_all((INSTALL / 'kubernetes' / 'ingress.yaml').read_text()))
        self.assertEqual([one['kind'] for one in ingress], ['Ingress', 'NetworkPolicy'])

    def test_what_a_site_sets_is_rendered(self):
        self.follow_readme()
        old = 'docker.io/caddy:2.6.4' if is_old_caddy() else 'docker.io/caddy:2.11.7'
        self.run_line(
            f'tutor config save --set LETHE_WHEN_DOWN=pass-through --set LETHE_OWN_SALT=true --set "LETHE_STATES=[]" '
            f'--set LETHE_BULK_RETIREMENT=false --set LETHE_SENDER=lethe-openedx-sender==0.1.0 --set DOCKER_IMAGE_CADDY={old} '
            f'--set LETHE_MODE=defer --set ENABLE_HTTPS=true --set LETHE_MAY_CANCEL=true --append LETHE_ORIGINS=https://app.school.example'
        )
        settings = self.settings()
        self.assertEqual(settings['RETIREMENT_STATES'], ['the default'], 'the list of the site stays')
        self.assertEqual(settings['RETIRED_USER_SALTS'], [*DEFAULT_SALTS, self.value('LETHE_SALT')], 'old names are known still')
        self.assertIs(settings['ENABLE_BULK_USER_RETIREMENT'], False)
        self.assertEqual((settings['LETHE_URL'], settings['LETHE_SOURCE']), ('http://lethe:7380', 'lms'))
        (platform,) = self.platforms()['platforms']
        types = ['account.deletion.requested', 'account.deletion.withdrawn', 'account.purged']
        self.assertEqual(platform['source'], {'id': 'lms', 'secret': settings['LETHE_SECRET'], 'types': types})
        self.assertRegex(settings['LETHE_SECRET'], r'^whsec_[A-Za-z0-9]{64}$')
        self.assertEqual((platform['gateway']['mode'], platform['options']['bulkStart']), ('defer', False))
        host = self.value('LMS_HOST')
        self.assertEqual(platform['gateway']['origins'], [f'https://apps.{host}', 'https://app.school.example'])
        (compose,) = self.yaml('local/docker-compose.yml')
        self.assertIn('send_to_lethe', compose['services']['lethe-sender']['command'])
        self.assertIn('lethe-openedx-sender==0.1.0', (self.rendered / 'build' / 'openedx' / 'Dockerfile').read_text())

        self.run_line('tutor local do init --limit=lethe')
        jobs = [json.loads(line)[1:] for line in (self.lms_folder / 'commands').read_text().splitlines()]
        may = [job[-1] for job in jobs if job[0] == 'shell' and 'change_userretirementstatus' in job[-1]]
        compile(may[0], 'shell', 'exec')

        self.run_line('tutor config save --set ENABLE_HTTPS=false')
        self.start_lms()
        self.lethe = free_port()
        self.start_route(free_port())
        gateway = Gateway(self.lethe)
        self.check_who_gets_what(gateway)
        self.check_never_twice(gateway)
        gateway.close()
        self.check_passes_through()
