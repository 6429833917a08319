"""Label, names and fields as in the LMS."""
from django.contrib.auth.models import User
from django.db import models


class RetirementState(models.Model):
    state_name = models.CharField(max_length=30, unique=True)
    state_execution_order = models.SmallIntegerField(unique=True)
    is_dead_end_state = models.BooleanField(default=False)
    required = models.BooleanField(default=False)

    class Meta:
        app_label = 'user_api'


class UserRetirementStatus(models.Model):
    user = models.OneToOneField(User, on_delete=models.CASCADE)
    original_username = models.CharField(max_length=150, db_index=True)
    original_email = models.EmailField(db_index=True)
    original_name = models.CharField(max_length=255, blank=True, db_index=True)
    retired_username = models.CharField(max_length=150, db_index=True)
    retired_email = models.EmailField(db_index=True)
    current_state = models.ForeignKey(RetirementState, related_name='current_state', on_delete=models.CASCADE)
    last_state = models.ForeignKey(RetirementState, related_name='last_state', on_delete=models.CASCADE)
    responses = models.TextField()
    created = models.DateTimeField(auto_now_add=True)
    modified = models.DateTimeField(auto_now=True)

    class Meta:
        app_label = 'user_api'
