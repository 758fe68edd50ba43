package dev.rolecall.lab.demo;

import java.util.Locale;

/** What reads the lesson's object, in the order in which it is reported. The task reads only where it was asked for. */
public enum Workload {
    EC2_ROLE("ec2-role", Service.EC2, Wears.ROLE, Part.KEYLESS), EC2_KEY("ec2-key", Service.EC2, Wears.KEY, Part.ACCESS_KEY), LAMBDA_ROLE(
            "lambda-role", Service.LAMBDA, Wears.ROLE,
            Part.KEYLESS), LAMBDA_KEY("lambda-key", Service.LAMBDA, Wears.KEY,
                    Part.ACCESS_KEY), ECS_ROLE("ecs-role", Service.ECS, Wears.ROLE, Part.TASK);

    private final String id;
    private final Service service;
    private final Wears wears;
    private final Part part;

    Workload(String id, Service service, Wears wears, Part part) {
        this.id = id;
        this.service = service;
        this.wears = wears;
        this.part = part;
    }

    /** The compute service it runs on. */
    public enum Service {
        EC2, LAMBDA, ECS;

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

    /** What it is deployed with. */
    Part part() {
        return part;
    }
}
