package dev.rolecall.lab.demo;

import java.util.Locale;

/** The four things that read the lesson's object, in the order in which they are reported. */
public enum Workload {
    EC2_ROLE("ec2-role", Service.EC2, Wears.ROLE), EC2_KEY("ec2-key", Service.EC2, Wears.KEY), LAMBDA_ROLE("lambda-role", Service.LAMBDA,
            Wears.ROLE), LAMBDA_KEY("lambda-key", Service.LAMBDA, Wears.KEY);

    private final String id;
    private final Service service;
    private final Wears wears;

    Workload(String id, Service service, Wears wears) {
        this.id = id;
        this.service = service;
        this.wears = wears;
    }

    /** The compute service it runs on. */
    public enum Service {
        EC2, LAMBDA;

        /** As it stands in JSON. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Where its credentials come from: a role, or an IAM user's access key. */
    public enum Wears {
        ROLE, KEY;

        /** As it stands in JSON. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public String id() {
        return id;
    }

    public Service service() {
        return service;
    }

    public Wears wears() {
        return wears;
    }
}
