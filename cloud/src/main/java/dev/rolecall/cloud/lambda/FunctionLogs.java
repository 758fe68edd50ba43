package dev.rolecall.cloud.lambda;

import dev.rolecall.cloud.api.SessionCredentials;

/** Where functions log to. */
@FunctionalInterface
public interface FunctionLogs {
    /**
     * Makes a function's log group where there is none and its role may make one; a function runs without a log otherwise.
     *
     * @param role of the execution environment that begins
     */
    void begin(SessionCredentials role, String logGroup);
}
