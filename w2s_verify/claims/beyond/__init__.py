"""Topic beyond: what the linear theory says of models that are not linear in their inputs."""
