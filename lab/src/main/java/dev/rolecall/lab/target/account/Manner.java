package dev.rolecall.lab.target.account;

import java.time.Duration;

import dev.rolecall.lab.target.Pace;

/** How an account behaves, by what is behind it. */
enum Manner {
    /** AWS itself. */
    AWS,
    /** On this machine: quick, perhaps without a CDK bootstrap, and perhaps without every resource type. */
    EMULATOR,
    /** On this machine, and asked by name to be taken for AWS: quick, and otherwise held to what AWS has. */
    STAND_IN,
    /** The local cloud, taken for AWS to see what would be asked of it. */
    REHEARSAL;

    /** Polled as often as the CDK CLI does it. An instance needs some minutes to boot, to install Java and to show its console. */
    private static final Pace REMOTE = new Pace(Duration.ofSeconds(5), Duration.ofMinutes(20), Duration.ofMinutes(1));

    Pace pace() {
        return switch (this) {
            case AWS -> REMOTE;
            case EMULATOR, STAND_IN, REHEARSAL -> Pace.LOOPBACK;
        };
    }
}
