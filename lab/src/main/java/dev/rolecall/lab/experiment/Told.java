package dev.rolecall.lab.experiment;

import dev.rolecall.lab.demo.Evidence;

/** What evidence tells, as findings. */
final class Told {
    static final String BY_PROFILE = "InstanceProfileCredentialsProvider";
    static final String BY_ENVIRONMENT = "EnvironmentVariableCredentialsProvider";
    static final String BY_ENDPOINT = "ContainerCredentialsProvider";

    private Told() {}

    static String read(String provider) {
        return "read with " + provider;
    }

    static String refused(String code, String provider) {
        return "refused " + code + " with " + provider;
    }

    static String failed(String code) {
        return "failed " + code;
    }

    static Finding finding(String what, String expected, Evidence evidence) {
        return finding(Finding.Kind.CLAIM, what, expected, evidence);
    }

    static Finding control(String what, String expected, Evidence evidence) {
        return finding(Finding.Kind.CONTROL, what, expected, evidence);
    }

    private static Finding finding(Finding.Kind kind, String what, String expected, Evidence evidence) {
        return Finding.answered(kind, what, expected, by(evidence), evidence.error().map(Evidence.ErrorSeen::message));
    }

    private static String by(Evidence evidence) {
        String provider = evidence.credentials().map(Evidence.CredentialsSeen::provider).orElse("no credentials");
        String code = evidence.error().map(Evidence.ErrorSeen::code).orElse("");
        return switch (evidence.outcome()) {
            case READ -> read(provider);
            case REFUSED -> refused(code, provider);
            case FAILED -> failed(code);
        };
    }
}
