package dev.rolecall.iam.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** High: with these the holder is an administrator, or can make itself one. */
final class AdministratorRule implements Rule {
    private static final RuleText TEXT = RuleText.of("administrator-attached", Severity.HIGH, "An AWS managed policy of administrators",
            "Whoever holds it is an administrator of the account, or can become one.",
            "Attach a policy with what is needed; for a start take the AWS managed policy of the job function or the service.",
            "access_policies_job-functions");
    private static final Set<String> NAMES = Set.of("AdministratorAccess", "IAMFullAccess", "AdministratorAccess-Amplify",
            "AdministratorAccess-AWSElasticBeanstalk");
    private static final String PREFIX = ":iam::aws:policy/";

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public Stream<Finding> findings(Subject subject) {
        List<Place> arns = new ArrayList<>();
        subject.place().child("ManagedPolicyArns").stream().flatMap(list -> list.elements().stream()).forEach(arns::add);
        subject.place().child("AttachedManagedPolicies", "ManagedPolicies", "AttachedPolicies").stream()
                .flatMap(list -> list.elements().stream()).map(policy -> policy.child("PolicyArn", "Arn").orElse(policy))
                .forEach(arns::add);
        return arns.stream().filter(arn -> arn.node().isString()).filter(arn -> isAdministrators(arn.node().asString()))
                .map(arn -> TEXT.at(Spot.of(arn.pointer()), name(arn.node().asString()) + " is attached."));
    }

    private static boolean isAdministrators(String arn) {
        return arn.contains(PREFIX) && NAMES.contains(name(arn));
    }

    private static String name(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }
}
