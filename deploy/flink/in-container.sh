#!/usr/bin/env bash
# What a container of the Flink image does here: jobmanager, taskmanager, or submit the job and end.
set -euo pipefail

# The image's own start writes into its configuration, and Flink's user must own its state.
cp /almenara/flink/config.yaml /opt/flink/conf/config.yaml
chown flink:flink /state

cluster=$JOB_MANAGER_RPC_ADDRESS:8081

submit() {
  for _ in $(seq 60); do
    if running=$(flink list --running -m "$cluster" 2>/dev/null); then break; fi
    sleep 1
  done
  [ -n "${running:-}" ] || { echo "the cluster at $cluster does not answer" >&2; exit 1; }
  if grep -q almenara-flag-cases <<<"$running"; then
    # Two of them would fence off each other's transactions.
    echo "the job is running already"
    exit 0
  fi
  # shellcheck disable=SC2086  # a list of options
  exec flink run --detached -m "$cluster" $SUBMIT_OPTIONS \
    /almenara/job/almenara-job.jar --bootstrap "$ALMENARA_BOOTSTRAP"
}

case $1 in
  submit) submit ;;
  *) exec /docker-entrypoint.sh "$1" ;;
esac
