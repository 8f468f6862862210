"""nbgrader in a student's account: where assignments are fetched and handed in. Nothing of the engine is needed there."""

import os

c = get_config()
c.CourseDirectory.course_id = "d2l"
c.Exchange.root = os.environ.get("D2L_EXCHANGE", "/srv/d2l/exchange")
if "JUPYTERHUB_API_TOKEN" in os.environ:
    c.Authenticator.plugin_class = "nbgrader.auth.JupyterHubAuthPlugin"
if os.environ.get("D2L_TRY") == "1":  # everybody has one account, which says nothing about who hands in
    c.CourseDirectory.student_id = os.environ["JUPYTERHUB_USER"]
