#!/usr/bin/env bash
# Disks that fill up or may only be read. Sourced first of all, before command.sh: the check then runs where it may mount,
# and what it mounted is gone when it ends, however it ends.

if [ -z "${VANBAN_MAY_MOUNT:-}" ]; then
    in_its_own=(unshare --mount)
    [ "$(id -u)" = 0 ] || in_its_own+=(--map-root-user)
    ! "${in_its_own[@]}" true 2>/dev/null || VANBAN_MAY_MOUNT=1 exec "${in_its_own[@]}" "$0" "$@"
fi

# make_disk FOLDER SIZE; grow_disk FOLDER SIZE; close_disk FOLDER: nothing is written there any more. Whoever is no root may
# neither resize what he does not name, nor make read-only what is not this mount alone.
make_disk() {
    mkdir -p "$1"
    mount -t tmpfs -o "size=$2" tmpfs "$1" || fault "a disk may be mounted neither by $(id -un) nor in a name space"
}

grow_disk() {
    mount -o "remount,size=$2" tmpfs "$1"
}

close_disk() {
    mount -o remount,bind,ro "$1"
}
