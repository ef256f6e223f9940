#!/usr/bin/env bash
# The recipes of samples/batch: parts of a batch by GNU parallel, with a part that fails and going on, by a Slurm job array
# on one node that is started here, and by the command of a Kubernetes job. Either way the folder is that of one run. Called with the path of a vanban to test.
. "$(dirname "$0")/lib/command.sh"
. tests/lib/install.sh
. tests/lib/batch.sh
need_command parallel
need_command slurm-wlm slurmctld
need_command munge munged
install_missing

is_as_of_one_run() {
    rm -f "$work/$1"/manifest-*-of-*.jsonl
    same_batch mot "$1"
}

# The first time part 2 fails.
parts_by_parallel() {
    mkdir -p "$scratch/bin"
    cat >"$scratch/bin/vanban" <<END
#!/bin/bash
case "\$*" in *"--shard 2/4"*) [ -e "$scratch/failed" ] || { touch "$scratch/failed"; exit 1; } ;; esac
exec "$vanban" "\$@"
END
    chmod +x "$scratch/bin/vanban"
    local recipe=("$root/samples/batch/parallel.sh" 4 "${letters[@]:2}" thon.csv --out-dir phan)
    PATH=$scratch/bin:$PATH run "${recipe[@]}"
    [ "$status" != 0 ] && [ ! -e "$work/phan/manifest.jsonl" ] || fault "expected a part to fail" || return 1
    PATH=$scratch/bin:$PATH run "${recipe[@]}"
    ends 0 && [ "$(wc -l <"$work/phan.joblog")" = 6 ] || fault "expected one part more: $(cat "$work/phan.joblog")" || return 1
    is_as_of_one_run phan
}

# The log of a batch that is complete says nothing of other records.
parts_again_of_other_records() {
    sed '2s/.*/X1,Trưởng thôn X/' "$work/thon.csv" >"$work/thon-moi.csv"
    PATH=$scratch/bin:$PATH run "$root/samples/batch/parallel.sh" 4 "${letters[@]:2}" thon-moi.csv --out-dir phan
    ends 0 && [ -e "$work/phan/X1.docx" ] && grep -q '"X1.docx"' "$work/phan/manifest.jsonl" || fault "expected the new record"
}

# ---- Slurm ----

daemons=$scratch/slurm

# Two that nobody listens at, and none of those that the system hands out.
free_ports() {
    /usr/bin/python3 - <<'END'
import random, socket
free = {}
while len(free) < 2:
    port = random.randrange(15000, 30000)
    try:
        free[port] = socket.create_server(("", port))
    except OSError:
        pass
print(*free)
END
}

start_slurm() {
    mkdir -p "$daemons"/{state,spool}
    local name ports
    name=$(hostname -s)
    read -ra ports <<<"$(free_ports)"
    cat >"$daemons/slurm.conf" <<END
ClusterName=test
SlurmctldHost=$name(127.0.0.1)
SlurmUser=$(id -un)
SlurmdUser=$(id -un)
AuthInfo=socket=$daemons/munge.socket
SlurmctldPort=${ports[0]}
SlurmdPort=${ports[1]}
StateSaveLocation=$daemons/state
SlurmdSpoolDir=$daemons/spool
SlurmctldPidFile=$daemons/slurmctld.pid
SlurmdPidFile=$daemons/slurmd.pid
SlurmctldLogFile=$daemons/slurmctld.log
SlurmdLogFile=$daemons/slurmd.log
ProctrackType=proctrack/pgid
TaskPlugin=task/none
SwitchType=switch/none
MpiDefault=none
ReturnToService=2
SlurmdParameters=config_overrides
JobAcctGatherType=jobacct_gather/none
NodeName=$name NodeAddr=127.0.0.1 CPUs=2 State=UNKNOWN
PartitionName=main Nodes=ALL Default=YES MaxTime=INFINITE State=UP
END
    export SLURM_CONF=$daemons/slurm.conf
    head -c 1024 /dev/urandom >"$daemons/munge.key"
    chmod 400 "$daemons/munge.key"
    munged --force --key-file="$daemons/munge.key" --socket="$daemons/munge.socket" --pid-file="$daemons/munged.pid" \
        --log-file="$daemons/munged.log" --seed-file="$daemons/munged.seed" &&
        slurmctld && slurmd
}

# By the numbers they wrote, whatever else runs here.
stop_slurm() {
    local name process
    for name in slurmd slurmctld munged; do
        process=$(cat "$daemons/$name.pid" 2>/dev/null) || continue
        kill "$process" 2>/dev/null || continue
        timeout 20 tail --pid="$process" -f /dev/null || kill -9 "$process"
    done
    rm -rf "$scratch"
}
trap stop_slurm EXIT

# becomes WANTED COMMAND...: waits until it prints that; what never does fails some time.
becomes() {
    local last=$((SECONDS + 300))
    until [ "$("${@:2}" 2>&1)" = "$1" ]; do
        [ "$SECONDS" -lt "$last" ] || fault "$("${@:2}" 2>&1)" "$(tail "$daemons"/*.log)" || return 1
        sleep 0.1
    done
}

parts_by_slurm() {
    start_slurm >"$scratch/out" 2>"$scratch/err" || fault "Slurm does not start: $(tail "$daemons"/*.log)" || return 1
    becomes idle sinfo --noheader --format=%T
    run sbatch --parsable --array=1-4 --output="$scratch/task-%a.log" "$root/samples/batch/slurm.sh" "${letters[@]:2}" thon.csv --out-dir slurm
    ends 0 || return 1
    becomes '' squeue --noheader --jobs="$(cat "$scratch/out")"
    run vanban manifest merge slurm
    ends 0 && is_as_of_one_run slurm || fault "$(cat "$scratch"/task-*.log)"
}

# ---- Kubernetes ----

# There is no cluster: the file is read, and the command of its container run as it stands for each index, but that /data is a
# folder here.
parts_by_kubernetes() {
    local index volume=$scratch/volume
    mkdir -p "$volume"
    sed 's/^Mã,/STT,/; s/^T//' "$work/thon.csv" >"$volume/records.csv"
    cp "$work/chung.yaml" "$volume/common.yaml"
    /usr/bin/python3 - samples/batch/kubernetes.yaml >"$scratch/pod.sh" <<'END' || return 1
import sys, yaml
job = yaml.safe_load(open(sys.argv[1], encoding="utf-8"))
assert (job["apiVersion"], job["kind"], job["spec"]["completionMode"]) == ("batch/v1", "Job", "Indexed"), job
pod = job["spec"]["template"]["spec"]
(container,) = pod["containers"]
assert container["command"] == ["/bin/sh", "-c"] and pod["restartPolicy"] in ("OnFailure", "Never")
assert [mount["name"] for mount in container["volumeMounts"]] == [volume["name"] for volume in pod["volumes"]]
(command,) = container["args"]
assert f"/{job['spec']['completions']} " in command, command
print(command)
END
    sed -i "s:/data:$volume:g" "$scratch/pod.sh"
    for index in 0 1 2 3 4 5 6 7; do
        JOB_COMPLETION_INDEX=$index PATH=${vanban%/*}:$PATH /bin/sh -c "$(cat "$scratch/pod.sh")" >"$scratch/out" 2>"$scratch/err" ||
            fault "part $index: $(cat "$scratch/err")" || return 1
    done
    run vanban manifest merge "$volume/out"
    [ "$status" = 0 ] && run vanban manifest verify "$volume/out" && [ "$(find "$volume/out" -name '*.docx' | wc -l)" = 40 ] ||
        fault "not whole: $(ls "$volume/out")"
}

records 40 >"$work/thon.csv"
batch thon.csv mot
check 'one run is made to compare' ends 0
check 'parts by GNU parallel, one failing at first, are one batch' parts_by_parallel
check 'parts of a batch that was complete are made of other records' parts_again_of_other_records
check 'parts by a Slurm job array are one batch' parts_by_slurm
check 'parts by the command of a Kubernetes job are one batch' parts_by_kubernetes
finish
