package dev.rolecall.lab.target.account;

import java.util.Optional;

/**
 * What a look at an account found.
 *
 * @param found    nothing where there is nothing, or it could not be seen
 * @param obstacle why it could not be looked up, in a word or two
 */
record Seen<T>(T found, Optional<String> obstacle) {
    static <T> Seen<T> clearly(T found) {
        return new Seen<>(found, Optional.empty());
    }

    static <T> Seen<T> behind(String obstacle, T instead) {
        return new Seen<>(instead, Optional.of(obstacle));
    }
}
