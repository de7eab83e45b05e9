#!/bin/sh
# Starts a Jupyter kernel in a container:  run.sh CONNECTION_FILE PODMAN_OPTION... IMAGE
# The container ends with this process or with the grader that started it, whatever ends these.
connection=$1
shift
folder=$(dirname "$connection")
name=private-pixels-$$

if [ "$(ls -A "$folder")" != "$(basename "$connection")" ]; then  # Students would see what else is there.
    echo "$0: $folder is not this kernel's alone; only Private Pixels' own grader makes it a folder of its own" >&2
    exit 1
fi
if [ "$(id -u)" = 0 ]; then  # Root's containers run as nobody, an ordinary user's as that user.
    chown -R 65534:65534 "$folder"
    user=--user=65534:65534
else
    user=--userns=keep-id
fi

# A grader ends a kernel with SIGKILL, of which the container would hear nothing.
setsid sh -c "while kill -0 $$ && kill -0 $PPID; do sleep 1; done; podman rm --force --time=0 $name; rm -r '$folder'" \
    >/dev/null 2>&1 </dev/null &

exec podman run --rm --name="$name" "$user" --network=none --read-only --read-only-tmpfs=false \
    --cap-drop=all --security-opt=no-new-privileges --log-driver=none --env=HOME=/tmp --workdir=/tmp \
    --volume="$folder:$folder" "$@" \
    sh -c 'exec python -m ipykernel_launcher -f "$0" >/dev/null 2>&1' "$connection"
