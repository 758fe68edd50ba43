package dev.rolecall.iam.cases;

import java.util.List;
import java.util.Optional;

import dev.rolecall.iam.AccessRequest;
import dev.rolecall.iam.Decision;
import dev.rolecall.iam.Evaluator;
import dev.rolecall.iam.PolicySet;

/**
 * A request, the policies that have a say, and the decision that is expected of them: a unit test of policies.
 *
 * @param id       unique among the cases of one text
 * @param why      why that is expected, in a line
 * @param expected left out where the decision is only to be seen
 */
public record PolicyCase(String id, Optional<String> why, AccessRequest request, PolicySet policies, Optional<Expectation> expected) {

    /**
     * Reads an array of cases. A field that is not known is ignored; policies are named by their place in the case. The
     * {@code principalTags} of a principal are checked for their form and have no other effect: a policy sees the condition keys of
     * {@code context} alone, {@code aws:PrincipalTag/…} among them.
     *
     * @throws MalformedCaseException with the place, when the text is no JSON or no array of cases, or a policy is one that IAM refuses
     */
    public static List<PolicyCase> readAll(String json) {
        return CaseReader.read(json);
    }

    public Decision decide() {
        return Evaluator.evaluate(request, policies);
    }

    /** Whether a decision is another than the expected one; never where none is expected. */
    public boolean isFailedBy(Decision decision) {
        return expected.isPresent() && !expected.get().isMetBy(decision);
    }
}
