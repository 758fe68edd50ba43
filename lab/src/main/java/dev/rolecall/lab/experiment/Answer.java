package dev.rolecall.lab.experiment;

import java.util.Optional;
import java.util.function.Predicate;

import software.amazon.awssdk.awscore.exception.AwsServiceException;

import dev.rolecall.lab.target.ServiceError;

/**
 * What a service said to somebody who asked for something.
 *
 * @param label what it did, or {@code refused} with the error's code
 * @param words its own, where it refused
 */
record Answer(String label, Optional<String> words) {
    /** What IAM and STS answer to whoever may not ask. */
    private static final String NOT_ALLOWED = "AccessDenied";

    /** Asks for something that may be refused. */
    static Answer to(String done, Runnable question) {
        return ask(done, question, _ -> false);
    }

    /**
     * Asks for something that a limit may refuse.
     *
     * @throws AwsServiceException when the policies of whoever asks refuse it: then the limit was not asked
     */
    static Answer ofLimit(String done, Runnable question) {
        return ask(done, question, NOT_ALLOWED::equals);
    }

    private static Answer ask(String done, Runnable question, Predicate<String> unexpected) {
        try {
            question.run();
            return new Answer(done, Optional.empty());
        } catch (AwsServiceException e) {
            ServiceError error = ServiceError.of(e);
            if (unexpected.test(error.code())) {
                throw e;
            }
            return new Answer(refused(error.code()), Optional.of(error.message()));
        }
    }

    static String refused(String code) {
        return "refused " + code;
    }

    Finding finding(String what, String expected) {
        return Finding.answered(Finding.Kind.CLAIM, what, expected, label, words);
    }

    Finding control(String what, String expected) {
        return Finding.answered(Finding.Kind.CONTROL, what, expected, label, words);
    }
}
