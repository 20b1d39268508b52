#!/usr/bin/env bash
# Copies the primary when there is no data yet, and follows it.
set -euo pipefail
data=/var/lib/postgresql/data/standby
if [[ ! -s $data/PG_VERSION ]]; then
	rm -rf "$data"
	pg_basebackup --host primary --username replicator --pgdata "$data" --wal-method stream --write-recovery-conf --checkpoint fast
fi
chmod 700 "$data"
exec postgres -D "$data" -c hot_standby=on
