"""`throughcare check`: is the configuration fit, and with `--deploy`, fit for a service?"""

import sys

import click

from throughcare.settings.options import DEMO_SECRET_KEY, LOCAL_HOSTS, OPTIONS, Options


def faults(options: Options = OPTIONS, *, deploy: bool) -> list[str]:
    """What is wrong with these options, each with what to do."""
    found = []
    if options.openid_connect and not options.openid_connect.server.startswith("https://"):
        found.append("THROUGHCARE_OIDC_SERVER must begin with https://.")
    if not deploy:
        return found
    if options.secret_key == DEMO_SECRET_KEY:
        found.append("THROUGHCARE_SECRET_KEY is not set. Set it to 50 or more random characters.")
    elif len(options.secret_key) < 50 or len(set(options.secret_key)) < 10:
        found.append("THROUGHCARE_SECRET_KEY is weak. Set it to 50 or more random characters.")
    if options.demo:
        found.append("THROUGHCARE_DEMO is on: anyone may sign in as a persona. Switch it off.")
    if options.debug:
        found.append("THROUGHCARE_DEBUG is on: error pages would show records. Switch it off.")
    if options.database_url is None:
        found.append("DATABASE_URL is not set. A service needs a PostgreSQL that is backed up.")
    if not options.behind_tls:
        found.append("THROUGHCARE_TLS is off. Put TLS in front and set it to 1.")
    if "*" in options.hosts:
        found.append("THROUGHCARE_HOSTS is *. Name the hosts the service answers to.")
    elif set(options.hosts) <= set(LOCAL_HOSTS):
        found.append("THROUGHCARE_HOSTS names only this machine. Name the service's hosts.")
    if not options.email_host:
        found.append("THROUGHCARE_EMAIL_HOST is not set: nobody could reset a password.")
    return found


@click.command()
@click.option("--deploy", is_flag=True, help="Refuse every default that is unsafe for a service.")
def check(deploy: bool) -> None:
    """Check the configuration; exit with 1 and say what to do where it is wrong."""
    from throughcare.settings.command import set_up_django

    found = faults(deploy=deploy)
    set_up_django()
    found += [*_of_django(deploy=deploy), *_of_database()]
    for fault in found:
        click.echo(f"- {fault}", err=True)
    if found:
        sys.exit(1)
    click.echo("The configuration is fit for a service." if deploy else "The configuration is fit.")


def _of_django(*, deploy: bool) -> list[str]:
    from django.core.checks import WARNING, run_checks

    ours = {"security.W009", "security.W018", "security.W020"}  # said above, more plainly
    tls = {"security.W004", "security.W008", "security.W012", "security.W016"}
    hidden = ours | {"security.W021", "security.W005"} | (tls if not OPTIONS.behind_tls else set())
    messages = run_checks(include_deployment_checks=deploy)
    return [
        f"{message.msg} ({message.id})"
        for message in messages
        if message.level >= WARNING and message.id not in hidden
    ]


def _of_database() -> list[str]:
    """Can a named database be reached, is it new enough, is it migrated?"""
    if OPTIONS.database_url is None:
        return []
    from django.db import DatabaseError, connection
    from django.db.migrations.executor import MigrationExecutor

    try:
        with connection.cursor() as cursor:
            cursor.execute("SHOW server_version_num")
            version = int(cursor.fetchone()[0])
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        return [f"DATABASE_URL: the database cannot be reached ({type(error).__name__})."]
    found = []
    if version < 150000:
        found.append(f"The database is PostgreSQL {version // 10000}. Use 15 or later.")
    if waiting:
        found.append(f"{len(waiting)} migrations wait. Run `throughcare manage migrate`.")
    return found
