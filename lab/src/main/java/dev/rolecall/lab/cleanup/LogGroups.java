package dev.rolecall.lab.cleanup;

import java.util.List;
import java.util.stream.Stream;

import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;

/** Log groups: those of the stacks, and those that Lambda makes by itself and nobody deletes. */
record LogGroups(CloudWatchLogsClient logs, LabNames names, AwsCommand aws) implements Look {
    private static final String OF_LAMBDA = "/aws/lambda/";

    @Override
    public String what() {
        return "log groups, by name";
    }

    @Override
    public List<Leftover> find() {
        return names.generatedPrefixes().flatMap(prefix -> Stream.of(prefix, OF_LAMBDA + prefix))
                .flatMap(prefix -> logs.describeLogGroupsPaginator(describe -> describe.logGroupNamePrefix(prefix)).logGroups().stream())
                .map(group -> new Leftover("log-group", group.logGroupName(),
                        aws.of("logs delete-log-group --log-group-name " + group.logGroupName())))
                .toList();
    }
}
