"""
Tutor plugin: the settings of the Lethe sender, and a container of the LMS image that runs it.

Copy it into the folder that `tutor plugins printroot` names, then `tutor plugins enable lethe_sender`.
"""
from tutor import hooks

hooks.Filters.CONFIG_DEFAULTS.add_items(
    [("LETHE_URL", ""), ("LETHE_SOURCE", ""), ("LETHE_SECRET", ""), ("LETHE_PLATFORM", "")]
)

hooks.Filters.ENV_PATCHES.add_items(
    [
        (
            "openedx-lms-common-settings",
            """
LETHE_URL = {{ LETHE_URL | tojson }}
LETHE_SOURCE = {{ LETHE_SOURCE | tojson }}
LETHE_SECRET = {{ LETHE_SECRET | tojson }}
LETHE_PLATFORM = {{ LETHE_PLATFORM | tojson }}
""",
        ),
        (
            "local-docker-compose-services",
            """
lethe-sender:
  image: {{ DOCKER_IMAGE_OPENEDX }}
  command: ["./manage.py", "lms", "send_to_lethe", "--forever"]
  environment:
    SERVICE_VARIANT: lms
    DJANGO_SETTINGS_MODULE: lms.envs.tutor.production
  restart: unless-stopped
  volumes:
    - ../apps/openedx/settings/lms:/openedx/edx-platform/lms/envs/tutor:ro
    - ../apps/openedx/settings/cms:/openedx/edx-platform/cms/envs/tutor:ro
    - ../apps/openedx/config:/openedx/config:ro
  depends_on:
    - lms
""",
        ),
        (
            "k8s-deployments",
            """
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: lethe-sender
  labels:
    app.kubernetes.io/name: lethe-sender
spec:
  selector:
    matchLabels:
      app.kubernetes.io/name: lethe-sender
  template:
    metadata:
      labels:
        app.kubernetes.io/name: lethe-sender
    spec:
      securityContext:
        runAsUser: 1000
        runAsGroup: 1000
      containers:
        - name: lethe-sender
          image: {{ DOCKER_IMAGE_OPENEDX }}
          args: ["./manage.py", "lms", "send_to_lethe", "--forever"]
          env:
            - name: SERVICE_VARIANT
              value: lms
            - name: DJANGO_SETTINGS_MODULE
              value: lms.envs.tutor.production
          volumeMounts:
            - mountPath: /openedx/edx-platform/lms/envs/tutor/
              name: settings-lms
            - mountPath: /openedx/edx-platform/cms/envs/tutor/
              name: settings-cms
            - mountPath: /openedx/config
              name: config
          securityContext:
            allowPrivilegeEscalation: false
      volumes:
        - name: settings-lms
          configMap:
            name: openedx-settings-lms
        - name: settings-cms
          configMap:
            name: openedx-settings-cms
        - name: config
          configMap:
            name: openedx-config
""",
        ),
    ]
)
