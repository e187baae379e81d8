#!/bin/sh
# Runs once, when the database is made: a user for Postfix, who may read and nothing else.
set -eu
mariadb --user=root --password="$MARIADB_ROOT_PASSWORD" <<SQL
CREATE USER postfix@'%' IDENTIFIED BY '$READER_PASSWORD';
GRANT SELECT ON postern.* TO postfix@'%';
SQL
