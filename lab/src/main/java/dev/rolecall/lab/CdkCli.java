package dev.rolecall.lab;

/** The CDK command line that this repository works with; the registry's {@code latest} is a stray build that does not. */
public final class CdkCli {
    /** As {@code npx} takes it. */
    public static final String PACKAGE = "aws-cdk@2.1148.1";

    private CdkCli() {}
}
