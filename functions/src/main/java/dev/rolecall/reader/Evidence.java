package dev.rolecall.reader;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What one attempt to read left behind. Holds no secret, so that printing it cannot leak one.
 *
 * @param workload the name that the workload was given
 * @param at when the attempt ended
 * @param badge how the credentials looked, null when there were none
 * @param secretOnDisk files of the own home folder in which the secret in use was found, written with {@code ~}
 * @param sinceStart from the start of the process to the end of the attempt
 * @param credentials until the credentials were there
 * @param read the rest of the attempt
 */
record Evidence(String workload, Instant at, Outcome outcome, @Nullable Badge badge, List<String> secretOnDisk, Duration sinceStart,
        Duration credentials, Duration read) {

    /** The line that a program prints, by which its evidence is found in a console or a log. */
    String line() {
        return "rolecall-evidence " + json();
    }

    /** One line of JSON, ASCII only. */
    String json() {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("workload", workload);
        all.put("at", at.toString());
        all.put("outcome", outcome.word());
        switch (outcome) {
            case Outcome.Read(String bucket, String key, long bytes, String etag) ->
                all.put("object", ordered("bucket", bucket, "key", key, "bytes", bytes, "etag", etag));
            case Outcome.Refused(String code, String message, int status, String requestId) ->
                all.put("error", ordered("code", code, "message", message, "status", status, "requestId", requestId));
            case Outcome.Failed(String code, String message, Integer status) ->
                all.put("error", ordered("code", code, "message", message, "status", status));
        }
        all.put("credentials", badge == null
                ? null
                : ordered("accessKeyId", badge.accessKeyId(), "sessionToken", badge.sessionToken(),
                        "expiresAt", badge.expiresAt() == null ? null : badge.expiresAt().toString(), "provider", badge.provider()));
        all.put("secretOnDisk", secretOnDisk);
        all.put("millis",
                ordered("sinceStart", sinceStart.toMillis(), "credentials", credentials.toMillis(), "read", read.toMillis()));
        return Json.write(all);
    }

    private static Map<String, @Nullable Object> ordered(@Nullable Object... namesAndValues) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return map;
    }
}
