# As systemd's RestrictSUIDSGID=yes: lets the program that follows set no set-user-ID and no set-group-ID bit (seccomp(2): EPERM).
# RestrictSUIDSGID also watches open and mknod, which nothing here uses for that.
use strict;
use warnings;

my ($NO_NEW_PRIVS, $SECCOMP, $MODE_FILTER) = (38, 22, 2);
my ($ALLOW, $EPERM, $BITS) = (0x7fff0000, 0x00050001, 06000);
# By the architecture, prctl's number, and of each call that takes a mode its number and which argument that is.
my %calls = (
  x86_64  => { prctl => 157, modes => [[90, 1], [91, 1], [83, 1], [268, 2], [258, 2], [452, 2]] },
  aarch64 => { prctl => 167, modes => [[52, 1], [53, 2], [34, 2], [452, 2]] },
);
chomp(my $machine = `uname -m`);
my $calls = $calls{$machine} or die "no numbers of system calls for $machine\n";

my @filter;
for my $call (@{ $calls->{modes} }) {
  my ($number, $argument) = @$call;
  push @filter, [0x20, 0, 0, 0], [0x15, 0, 3, $number];
  push @filter, [0x20, 0, 0, 16 + 8 * $argument], [0x45, 0, 1, $BITS], [0x06, 0, 0, $EPERM];
}
push @filter, [0x06, 0, 0, $ALLOW];
my $program = join '', map { pack 'SCCL', @$_ } @filter;
my $header = pack 'S x6 P', scalar @filter, $program;
syscall($calls->{prctl}, $NO_NEW_PRIVS, 1, 0, 0, 0) == 0 or die "prctl: $!\n";
syscall($calls->{prctl}, $SECCOMP, $MODE_FILTER, $header, 0, 0) == 0 or die "seccomp: $!\n";
exec { $ARGV[0] } @ARGV or die "exec: $!\n";
