# Ends the processes that a local cloud has started, and removes its folders, where the cloud ended without doing so itself.
#
# Arguments: the folders. Standard input, which ends with the cloud, says
#   +PID  a process was started, where the system can do that as the leader of a group of its own
#   -PID  it has ended; what it left in its group ends now
#   .     the cloud was closed, and removes its folders itself

# What a terminal sends to all of its programs is for the cloud.
trap '' HUP INT QUIT TERM

started=' '
closed=false
while IFS= read -r line; do
    case $line in
        +*) started="$started${line#+} " ;;
        -*)
            before=${started%% ${line#-} *}
            [ "$before" = "$started" ] || started="$before ${started#* ${line#-} }"
            kill -s KILL -- "$line"
            ;;
        .) closed=true ;;
    esac
done

# What was started and is there, and everything below or in the group of it.
family() {
    ps -A -o pid= -o ppid= -o pgid= | awk -v started="$started" '
        BEGIN { count = split(started, pids); for (i = 1; i <= count; i++) ours[pids[i]] }
        { parent[$1] = $2; group[$1] = $3 }
        END {
            do {
                more = 0
                for (pid in parent) {
                    if (!(pid in ours) && (parent[pid] in ours || group[pid] in ours)) { ours[pid]; more = 1 }
                }
            } while (more)
            for (pid in parent) if (pid in ours) print pid
        }' | sort
}

if [ "$started" != ' ' ]; then
    # Stopped first: what is stopped starts nothing, so that nobody gets away between the look and the kill.
    known=
    found=$(family)
    while [ "$found" != "$known" ]; do
        kill -s STOP $found
        known=$found
        found=$(family)
    done
    [ -z "$found" ] || kill -s KILL $found
    # Where there is no ps, the groups are all that is known.
    for pid in $started; do
        kill -s KILL -- "-$pid"
    done
fi

$closed && exit
# Who was just killed may have been writing.
for round in 1 2 3 4 5 6 7 8 9 10; do
    rm -rf -- "$@" && break
    sleep 0.1
done
