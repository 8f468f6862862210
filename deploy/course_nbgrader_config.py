"""What a course on the hub adds to its nbgrader_config.py: copy this file to grading/nbgrader_config.py."""

import os

c = get_config()
c.Exchange.root = os.environ.get("D2L_EXCHANGE", "/srv/d2l/exchange")
if "JUPYTERHUB_API_TOKEN" in os.environ:  # in formgrader's server: new students are put into the hub's group
    c.Authenticator.plugin_class = "nbgrader.auth.JupyterHubAuthPlugin"
if os.environ.get("D2L_TRY") == "1":  # everybody has one account: the owner of a folder is not who handed it in
    c.ExchangeCollect.check_owner = False
