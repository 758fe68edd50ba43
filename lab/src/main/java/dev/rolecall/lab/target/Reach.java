package dev.rolecall.lab.target;

/** What the clients of a target take from the machine that they run on. */
public enum Reach {
    /** Nothing: a learner's own AWS set-up is neither used nor able to interfere. */
    ISOLATED,
    /** Proxy, profile settings and endpoints variants, as the SDK and the AWS CLI take them. */
    AS_CONFIGURED
}
