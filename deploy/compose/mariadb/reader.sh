#!/bin/sh
# Runs once, when the database is made: a user for Postfix, who may read and nothing else.
set -eu
# By the environment, for a command line is everybody's to read.
MYSQL_PWD=$MARIADB_ROOT_PASSWORD mariadb --user=root <<SQL
CREATE USER postfix@'%' IDENTIFIED BY '$READER_PASSWORD';
GRANT SELECT ON postern.* TO postfix@'%';
SQL
