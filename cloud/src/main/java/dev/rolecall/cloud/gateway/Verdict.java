package dev.rolecall.cloud.gateway;

import java.util.List;
import java.util.Optional;

import dev.rolecall.iam.AccessRequest;
import dev.rolecall.iam.Decision;
import dev.rolecall.iam.DenialMessage;
import dev.rolecall.iam.Evaluator;
import dev.rolecall.iam.Layer;
import dev.rolecall.iam.NamedPolicy;
import dev.rolecall.iam.PolicyDocument;
import dev.rolecall.iam.PolicyKind;
import dev.rolecall.iam.PolicySet;

/** A decision, and whose it is. */
sealed interface Verdict {
    Decision decision();

    /** AWS's sentence for a denial. */
    String denial(AccessRequest request);

    default boolean allowed() {
        return decision().allowed();
    }

    /** The word of the policies of principal and resource. */
    record ByPolicies(Decision decision) implements Verdict {
        @Override
        public String denial(AccessRequest request) {
            return DenialMessage.of(request, decision);
        }
    }

    /**
     * The word of the VPC endpoint that the request came through: its policy grants nothing to anybody, and what it does not allow does
     * not pass.
     *
     * @see <a href="https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html">Control access using endpoint policies</a>
     * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html">Troubleshoot access denied errors</a>
     */
    record ByEndpoint(Decision decision) implements Verdict {
        private static final NamedPolicy EVERYTHING = new NamedPolicy("everything", PolicyDocument.parse("""
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}""", PolicyKind.IDENTITY));
        /** Between two accounts the evaluator insists on the word of the policy at the resource, which is what an endpoint does. */
        private static final Optional<String> ANOTHER_ACCOUNT = Optional.of("");

        static ByEndpoint of(AccessRequest request, NamedPolicy policy) {
            AccessRequest passing = new AccessRequest(request.principal(), request.action(), request.resource(), ANOTHER_ACCOUNT,
                    request.context());
            return new ByEndpoint(Evaluator.evaluate(passing,
                    new PolicySet(List.of(EVERYTHING), Optional.empty(), Optional.of(EVERYTHING), Optional.of(policy))));
        }

        @Override
        public String denial(AccessRequest request) {
            String said = DenialMessage.of(request, decision);
            int at = said.lastIndexOf(Layer.RESOURCE.text());
            return said.substring(0, at) + "VPC endpoint policy" + said.substring(at + Layer.RESOURCE.text().length());
        }
    }
}
