package dev.rolecall.cloud.api;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A part of a list, and the token that asks for the next part; services have different names for both.
 *
 * @param next empty where nothing is left
 */
public record Page<T>(List<T> items, Optional<String> next) {

    /**
     * The part that begins where a token says, or at the beginning.
     *
     * @param size at most so many
     * @throws AwsException a validation error for a token that was never handed out
     */
    public static <T> Page<T> of(List<T> all, Optional<String> token, int size) {
        int from = Math.min(token.map(Page::position).orElse(0), all.size());
        int to = Math.min(from + size, all.size());
        return new Page<>(List.copyOf(all.subList(from, to)), to < all.size() ? Optional.of(token(to)) : Optional.empty());
    }

    /**
     * How many are asked for.
     *
     * @throws AwsException a validation error outside 1 to {@code most}
     */
    public static int size(Parameters parameters, String member, int otherwise, int most) {
        int size = parameters.integer(member).orElse(otherwise);
        if (size < 1 || size > most) {
            throw AwsException.validation("1 validation error detected: Value '" + size + "' at '" + member
                    + "' failed to satisfy constraint: Member must have value from 1 to " + most);
        }
        return size;
    }

    private static String token(int position) {
        return Base64.getEncoder().encodeToString(Integer.toString(position).getBytes(StandardCharsets.UTF_8));
    }

    private static int position(String token) {
        try {
            return Integer.parseUnsignedInt(new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw AwsException.validation("The token of the next page is not valid.");
        }
    }
}
