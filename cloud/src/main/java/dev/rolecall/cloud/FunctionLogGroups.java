package dev.rolecall.cloud;

import tools.jackson.databind.node.JsonNodeFactory;

import dev.rolecall.cloud.api.ApiCall;
import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Invoker;
import dev.rolecall.cloud.api.SessionCredentials;
import dev.rolecall.cloud.identity.Credentials;
import dev.rolecall.cloud.logs.LogsService;

/**
 * Lambda making the log group of a function, as the function's role: nobody but a person or a program deletes it then.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html">Sending function logs to CloudWatch Logs</a>
 */
record FunctionLogGroups(Credentials credentials, LogsService logs, RoleCallers callers, Invoker invoker) {

    void begin(SessionCredentials role, String logGroup) {
        if (!logs.has(logGroup)) {
            credentials.session(role.accessKeyId()).map(callers::caller).ifPresent(caller -> {
                try {
                    invoker.invoke(caller, new ApiCall("logs", "CreateLogGroup",
                            JsonNodeFactory.instance.objectNode().put("logGroupName", logGroup)));
                } catch (AwsException e) {
                    // The role may not, or another environment was first; the audit trail has it. A function runs without a log as well.
                    return;
                }
            });
        }
    }
}
