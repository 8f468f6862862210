#!/bin/sh
# A stand-in for Gradescope's container, made of what util-linux has: a root folder of its own with /autograder in it,
# no namespaces to be had inside, the capabilities and the system calls that Docker leaves to root.
#   unshare --mount --pid --ipc --uts --fork --kill-child container.sh ROOT AUTOGRADER PREFIX BASE_PREFIX COMMAND...
set -eu
root=$1 autograder=$2 prefix=$3 base=$4
shift 4
mount --make-rprivate /
mount -t tmpfs -o mode=0755 container "$root"
show() { # read-only, at the same path or another
    mkdir -p "$root${2:-$1}"
    mount --bind "$1" "$root${2:-$1}"
    mount -o remount,bind,ro "$root${2:-$1}"
}
for name in /bin /sbin /lib /lib64 /usr /etc; do
    if [ -L $name ]; then cp -P $name "$root"; elif [ -d $name ]; then show $name; fi
done
show "$base"
show "$prefix" /opt/autograder/venv
mkdir -p "$root/autograder" "$root/proc" "$root/dev/shm" "$root/tmp" "$root/var/tmp" "$root/root"
mount --bind "$autograder" "$root/autograder"
mount -t proc proc "$root/proc"
for name in null zero full random urandom; do
    touch "$root/dev/$name"
    mount --bind /dev/$name "$root/dev/$name"
done
for name in dev/shm tmp var/tmp; do mount -t tmpfs -o mode=1777,size=512m container "$root/$name"; done
docker=-all,+chown,+dac_override,+fowner,+fsetid,+kill,+setgid,+setuid,+setpcap,+net_bind_service,+net_raw,+sys_chroot
docker=$docker,+mknod,+audit_write,+setfcap
exec setpriv --inh-caps=-all --bounding-set="$docker" chroot "$root" \
    /opt/autograder/venv/bin/python -I -c "$ENTER" "$@"
