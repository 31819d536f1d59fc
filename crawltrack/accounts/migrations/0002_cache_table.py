from django.core.management import call_command
from django.db import migrations


def make_cache_table(apps, schema_editor):
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    """The table where rate limits are counted, so that `migrate` is all a new site needs."""

    dependencies = [("accounts", "0001_person")]

    operations = [migrations.RunPython(make_cache_table, migrations.RunPython.noop)]
