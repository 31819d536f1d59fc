from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("milestones", "0003_families")]

    operations = [
        migrations.AddIndex(
            model_name="session",
            index=models.Index(condition=models.Q(("removed_at", None)), fields=["child", "-changed_at"], name="news"),
        ),
    ]
