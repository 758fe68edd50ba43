package dev.rolecall.cloud.ec2;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Parameters;

/** Which part of a list is answered: {@code MaxResults} 5 to 1000, and the token that says where the last answer ended. */
record Page(int from, int to, Optional<String> nextToken) {

    static Page of(Parameters parameters, int size) {
        int most = parameters.integer("MaxResults").orElse(1000);
        if (most < 5 || most > 1000) {
            throw new AwsException("InvalidParameterValue", 400, "Value ( " + most + " ) for parameter maxResults is invalid. "
                    + "Expecting a value between 5 and 1000.");
        }
        int from = parameters.optional("NextToken").map(Page::position).orElse(0);
        int begin = Math.min(from, size);
        int end = Math.min(begin + most, size);
        Optional<String> next = end < size
                ? Optional.of(Base64.getEncoder().encodeToString(Integer.toString(end).getBytes(StandardCharsets.UTF_8)))
                : Optional.empty();
        return new Page(begin, end, next);
    }

    private static int position(String token) {
        try {
            return Integer.parseUnsignedInt(new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw new AwsException("InvalidParameterValue", 400, "Invalid value for nextToken.");
        }
    }
}
