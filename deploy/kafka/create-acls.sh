#!/usr/bin/env bash
# Grants on a broker what acls.tsv says, with Kafka's own tools: one user a role, and nothing else to anybody.
set -euo pipefail

usage() {
  cat <<'TEXT'
create-acls.sh BOOTSTRAP [--manifest FILE] [--principal ROLE=PRINCIPAL ...] [OPTION ...]

Grants each role of acls.tsv its rights. A role is the user of that name (User:ROLE), unless --principal says
otherwise; given several times for a role, each of them gets its rights:

  create-acls.sh broker:9093 --principal platform=User:one --principal platform=User:two --command-config admin.properties

--manifest FILE, given first, takes the place of acls.tsv: units that a deployment adds are in what
`almenara topics rights --units units.yaml` prints.

Further options go to kafka-acls.sh; --command-config FILE holds the administrator's TLS and SASL settings.
KAFKA_TOOLS is the folder of Kafka's tools (default /opt/kafka/bin).

It may run again: what is granted already stays so. It takes nothing away: compare `kafka-acls.sh --list` with acls.tsv.
The broker must refuse what is not granted (authorizer.class.name is set, allow.everyone.if.no.acl.found is not).
Users and their passwords are made with kafka-configs.sh, which is not done here.

Exit codes: 0 all granted, 2 usage; else that of the tool that failed.
TEXT
}

case ${1:-} in
  -h | --help)
    usage
    exit 0
    ;;
  '' | -*)
    usage >&2
    exit 2
    ;;
esac
bootstrap=$1
shift
manifest=$(dirname "$0")/acls.tsv
tools=${KAFKA_TOOLS:-/opt/kafka/bin}

declare -A principals=()
options=()
if [ "${1:-}" = --manifest ]; then
  manifest=${2:-}
  if [ ! -r "$manifest" ]; then
    echo "create-acls.sh: --manifest takes a file, as \`almenara topics rights\` prints it; '$manifest' cannot be read" >&2
    exit 2
  fi
  shift 2
fi
while [ $# -gt 0 ]; do
  case $1 in
    -h | --help)
      usage
      exit 0
      ;;
    --principal)
      pair=${2:-}
      role=${pair%%=*}
      if [ "$role" = "$pair" ] || ! cut -f 1 "$manifest" | grep -qxF -- "$role"; then
        echo "create-acls.sh: --principal takes ROLE=PRINCIPAL with a role of acls.tsv, not '$pair'" >&2
        exit 2
      fi
      if [ -z "${pair#*=}" ] || [[ $pair == *$'\n'* ]]; then
        echo "create-acls.sh: the principal of $role is one line of text, say User:$role" >&2
        exit 2
      fi
      principals[$role]+="${pair#*=}"$'\n'
      shift 2
      ;;
    *)
      options+=("$1")
      shift
      ;;
  esac
done

# One call of the tool grants the same operations on many names.
grant() {
  local user=$1 resource=$2 pattern=$3 names=$4 operations=$5 arguments=() given word
  # A line each: the name of a certificate has spaces in it.
  mapfile -t given <<<"${principals[$user]:-User:$user}"
  for word in "${given[@]}"; do
    [ -n "$word" ] || continue
    arguments+=(--allow-principal "$word")
  done
  for word in ${operations//,/ }; do arguments+=(--operation "$word"); done
  # Without -f a name of * would be the files here.
  set -f
  for word in $names; do arguments+=("--$resource" "$word"); done
  set +f
  # Without the redirection the tool would read the rest of the table.
  "$tools/kafka-acls.sh" --bootstrap-server "$bootstrap" "${options[@]}" --add \
    "${arguments[@]}" --resource-pattern-type "$pattern" </dev/null
}

grep -v '^#' "$manifest" |
  awk -F '\t' -v OFS='\t' '
    { same = $1 OFS $2 OFS $3 OFS $5 }
    same != last && NR > 1 { print user, resource, pattern, names, operations; names = "" }
    { user = $1; resource = $2; pattern = $3; names = names (names == "" ? "" : " ") $4; operations = $5; last = same }
    END { print user, resource, pattern, names, operations }' |
  while IFS=$'\t' read -r user resource pattern names operations; do
    grant "$user" "$resource" "$pattern" "$names" "$operations"
  done
