#!/usr/bin/env bash
# Creates the topics of topics.tsv that a broker lacks, with Kafka's own tools, where there is no build of Almenara.
# Elsewhere `almenara topics create` does the same and also says how existing topics differ.
#
#   create-topics.sh BOOTSTRAP [OPTION ...]     options go to kafka-topics.sh, say --command-config FILE
set -euo pipefail

bootstrap=$1
shift
tools=${KAFKA_TOOLS:-/opt/kafka/bin}

grep -v '^#' "$(dirname "$0")/topics.tsv" | while read -r name partitions cleanup retention; do
  # Without the redirection the tool would read the rest of the table.
  "$tools/kafka-topics.sh" --bootstrap-server "$bootstrap" "$@" --create --if-not-exists \
    --topic "$name" --partitions "$partitions" \
    --config "cleanup.policy=$cleanup" --config "retention.ms=$retention" \
    --config message.timestamp.type=LogAppendTime </dev/null
done
