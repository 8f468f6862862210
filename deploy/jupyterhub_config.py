"""JupyterHub for this course: students fetch and hand in, instructors have formgrader. docs/jupyterhub.md explains it.

With D2L_TRY=1 it is tried out on one's own machine: every name below with the password of D2L_TRY_PASSWORD, all of them
in one account of the operating system. Never hold a class so: there each could read the other's work.
"""

import os
import sys
from pathlib import Path

c = get_config()
trying_out = os.environ.get("D2L_TRY") == "1"
deploy = Path(__file__).resolve().parent
course = deploy.parent  # must be readable for the grader alone: it holds the graders, the gradebook and submissions
exchange = Path(os.environ.get("D2L_EXCHANGE", "/srv/d2l/exchange"))
state = Path(os.environ.get("D2L_STATE", "/srv/d2l/hub"))
formgrader = os.environ.get("D2L_FORMGRADER", "http://127.0.0.1:9999")

# ---- who

instructors = ["prof"]
students = ["ada", "carl"]
grader = "grader"  # the account that owns the course's folder; instructors use it through formgrader, nobody logs in to it

c.Authenticator.allowed_users = {*instructors, *students}
c.Authenticator.allow_existing_users = False
c.Authenticator.blocked_users = {grader}
c.JupyterHub.load_groups = {"formgrade-d2l": {"users": [*instructors, grader]}, "nbgrader-d2l": {"users": students}}
if trying_out:
    c.JupyterHub.authenticator_class = "shared-password"  # JupyterHub's dummy authenticator, with a password
    c.SharedPasswordAuthenticator.user_password = os.environ["D2L_TRY_PASSWORD"]
    c.JupyterHub.bind_url = os.environ.get("D2L_BIND", "http://127.0.0.1:8000")
    c.JupyterHub.hub_port = int(os.environ.get("D2L_HUB_PORT", "8081"))
    c.ConfigurableHTTPProxy.api_url = os.environ.get("D2L_PROXY_API", "http://127.0.0.1:8001")
    c.JupyterHub.spawner_class = "simple"
    c.SimpleLocalProcessSpawner.home_dir_template = str(state / "home" / "{username}")
else:
    c.JupyterHub.authenticator_class = "pam"  # this machine's accounts; or pip install oauthenticator, and for example:
    # c.JupyterHub.authenticator_class = "github"
    # c.GitHubOAuthenticator.oauth_callback_url = "https://hub.example.org/hub/oauth_callback"
    c.JupyterHub.bind_url = "https://:443"
    c.JupyterHub.ssl_key = "/etc/ssl/private/hub.key"
    c.JupyterHub.ssl_cert = "/etc/ssl/certs/hub.pem"
    # A page of one person's server cannot touch another's when each has a name of its own (needs *.hub.example.org):
    # c.JupyterHub.subdomain_host = "https://hub.example.org"

c.JupyterHub.cookie_secret_file = str(state / "cookie_secret")
c.JupyterHub.db_url = f"sqlite:///{state / 'jupyterhub.sqlite'}"
c.ConfigurableHTTPProxy.pid_file = str(state / "proxy.pid")

# ---- servers of their own: students' side of nbgrader, for everybody

common = {"PATH": os.pathsep.join([os.path.dirname(sys.executable), os.environ["PATH"]]), "D2L_EXCHANGE": str(exchange)}
if trying_out:
    common["D2L_TRY"] = "1"
c.Spawner.environment = {**common, "JUPYTER_CONFIG_PATH": str(deploy / "student")}
c.Spawner.default_url = "/lab"
as_root = ["--allow-root"] if trying_out and os.getuid() == 0 else []  # Jupyter asks for it in so many words
c.Spawner.cmd = [sys.executable, "-m", "jupyterhub.singleuser", *as_root]

# ---- formgrader: one server over the course's folder, in the grader's account, for instructors

c.JupyterHub.services = [
    {
        "name": "d2l",
        "url": formgrader,
        "command": [
            sys.executable,
            "-m",
            "jupyterhub.singleuser",
            "--ServerApp.default_url=/services/d2l/formgrader",
            *as_root,
        ],
        "cwd": str(course),
        "environment": {**common, "JUPYTERHUB_USER": grader, "JUPYTER_CONFIG_PATH": str(deploy / "grader")},
        "oauth_no_confirm": True,
        **({} if trying_out else {"user": grader}),
    }
]
c.JupyterHub.load_roles = [
    {"name": "formgrader", "groups": ["formgrade-d2l"], "scopes": ["access:services!service=d2l"]},
    # nbgrader's JupyterHubAuthPlugin: a student's server asks for the courses that the student is in ...
    {
        "name": "server",
        "scopes": ["users:activity!user", "access:servers!server", "read:users:name!user", "read:users:groups!user"],
    },
    # ... and formgrader puts a new student into the group
    {"name": "roster", "services": ["d2l"], "scopes": ["list:users", "read:users:groups", "list:groups", "groups"]},
]
