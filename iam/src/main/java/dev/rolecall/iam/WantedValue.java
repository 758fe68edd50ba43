package dev.rolecall.iam;

import java.util.Optional;
import java.util.function.Predicate;

/** A value that a condition asks for, compiled. */
interface WantedValue {

    /** The test for values of the request; empty when a variable has no value there. */
    Optional<Predicate<String>> resolve(RequestContext context);

    /** A value without variables: the same test for every request. */
    static WantedValue fixed(Predicate<String> test) {
        Optional<Predicate<String>> same = Optional.of(test);
        return _ -> same;
    }

    /** A value that can not be read as what its operator compares: it equals nothing. */
    static WantedValue nothing() {
        return fixed(_ -> false);
    }
}
