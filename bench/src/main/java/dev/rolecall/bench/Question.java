package dev.rolecall.bench;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/**
 * A request with all that decides over it.
 *
 * @param alive  whether its key is one
 * @param allows each must hold, or the policies deny it
 */
record Question(SignedCall call, Fact alive, List<Fact> allows) {

    /** What came of asking: the answer, and whether it can be right. */
    record Reply(Answer answer, boolean right) {}

    Reply ask() throws IOException {
        List<Fact> facts = facts();
        long[] seen = facts.stream().mapToLong(Fact::version).toArray();
        Answer expected = expected();
        Answer answer = call.send();
        boolean still = true;
        for (int i = 0; i < seen.length; i++) {
            still &= facts.get(i).isStill(seen[i]);
        }
        return new Reply(answer, still ? answer == expected : answer != Answer.OTHER);
    }

    private Answer expected() {
        if (!alive.holds()) {
            return Answer.UNKNOWN_KEY;
        }
        return allows.stream().allMatch(Fact::holds) ? Answer.ALLOWED : Answer.DENIED;
    }

    private List<Fact> facts() {
        return Stream.concat(Stream.of(alive), allows.stream()).toList();
    }
}
