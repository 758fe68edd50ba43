package dev.rolecall.lab.cleanup;

import dev.rolecall.lab.target.Target;

/** Writes commands for the AWS CLI that reach the same account. */
record AwsCommand(String suffix) {

    static AwsCommand at(Target target) {
        return new AwsCommand(" --region " + target.region() + target.endpoint().map(url -> " --endpoint-url " + url).orElse(""));
    }

    String of(String words) {
        return "aws " + words + suffix;
    }
}
