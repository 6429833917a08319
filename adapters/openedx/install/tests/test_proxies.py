"""The snippets for sites without Tutor, in the real Caddy and the real nginx, in front of the Open edX sandbox."""
import shutil

from .gateway import Gateway
from .processes import INSTALL, free_port, is_old_caddy
from .route import Route


class Snippets(Route):
    host = 'campus.school.example'
    account_page = 'https://apps.school.example'
    secret = 'route-secret-0123456789'

    def setUp(self):
        super().setUp()
        self.start_lms()
        self.front, self.lethe = free_port(), free_port()

    def check_all(self, passes_through):
        gateway = Gateway(self.lethe)
        self.check_who_gets_what(gateway)
        self.check_no_way_round(gateway)
        self.check_never_twice(gateway)
        gateway.close()
        if passes_through:
            self.check_passes_through()
        else:
            self.check_fails_closed()


class Caddy(Snippets):
    def run_with(self, choice):
        file = self.folder / 'Caddyfile'
        file.write_text(
            f'{{\n    admin off\n    auto_https off\n}}\nimport {INSTALL / "caddy" / "lethe.caddy"}\n'
            f'http://{self.host}:{self.front} {{\n    import lethe {choice}\n'
            f'    reverse_proxy 127.0.0.1:{self.lms}\n}}\n'
        )
        self.host = f'{self.host}:{self.front}'
        env = {
            'LETHE_GATEWAY': f'127.0.0.1:{self.lethe}',
            'LETHE_ROUTE_SECRET': self.secret,
            'LETHE_LMS': f'127.0.0.1:{self.lms}',
            'LETHE_ORIGIN': self.account_page,
            **({'LETHE_BUFFERING': 'buffer_requests'} if is_old_caddy() else {}),
        }
        self.start_caddy(file, self.front, **env)

    def test_caddy_fails_closed(self):
        self.run_with('fail-closed')
        self.check_all(passes_through=False)

    def test_caddy_passes_through(self):
        self.run_with('pass-through')
        self.check_all(passes_through=True)


class Nginx(Snippets):
    refusal_of_methods = 400

    def run_with(self, choice):
        for name in ('lethe-http.conf', 'lethe-server.conf'):
            text = (INSTALL / 'nginx' / name).read_text()
            # What the file says is to be changed.
            text = text.replace('127.0.0.1:7381', f'127.0.0.1:{self.lethe}').replace('127.0.0.1:8000', f'127.0.0.1:{self.lms}')
            text = text.replace('ROUTE-SECRET', self.secret).replace('default lethe_gateway', f'default {choice}')
            (self.folder / name).write_text(text)
        (self.folder / 'nginx.conf').write_text(
            f'daemon off;\nmaster_process off;\npid {self.folder}/pid;\nerror_log {self.folder}/nginx.log;\nevents {{}}\n'
            f'http {{\n    access_log off;\n    include {self.folder}/lethe-http.conf;\n'
            + ''.join(f'    {kind}_temp_path {self.folder}/{kind};\n' for kind in ('client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'))
            + f'    server {{\n        listen 127.0.0.1:{self.front};\n        server_name {self.host};\n'
            f'        include {self.folder}/lethe-server.conf;\n'
            f'        location / {{\n            proxy_pass http://lethe_lms;\n            proxy_set_header Host $http_host;\n'
            '        }\n    }\n}\n'
        )
        nginx = shutil.which('nginx') or '/usr/sbin/nginx'
        self.start('nginx-run', [nginx, '-e', str(self.folder / 'nginx.log'), '-c', str(self.folder / 'nginx.conf')], port=self.front)

    def test_nginx_fails_closed(self):
        self.run_with('lethe_gateway')
        self.check_all(passes_through=False)

    def test_nginx_passes_through(self):
        self.run_with('lethe_or_lms')
        self.check_all(passes_through=True)
