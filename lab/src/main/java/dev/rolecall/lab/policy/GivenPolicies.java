package dev.rolecall.lab.policy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.rolecall.iam.MalformedPolicyException;
import dev.rolecall.iam.NamedPolicy;
import dev.rolecall.iam.PolicyDocument;
import dev.rolecall.iam.PolicyKind;
import dev.rolecall.iam.PolicySet;
import dev.rolecall.lab.LabException;
import dev.rolecall.lab.TextFile;

/** Files of policies, by the part that they have in a decision. */
public record GivenPolicies(List<Path> identity, Optional<Path> boundary, Optional<Path> session, Optional<Path> resource,
        Optional<Path> trust) {

    public GivenPolicies {
        identity = List.copyOf(identity);
    }

    /** Whether no file was given at all. */
    public boolean isEmpty() {
        return identity.isEmpty() && Stream.of(boundary, session, resource, trust).allMatch(Optional::isEmpty);
    }

    /** @throws LabException when a file is no policy that IAM would take, or two of them exclude each other */
    PolicySet read(Asking asking) {
        if (resource.isPresent() && trust.isPresent()) {
            throw LabException.wrongInput("--trust-policy stands in place of --resource-policy: leave one of them out.");
        }
        if (trust.isPresent() && !asking.needsTrust()) {
            throw LabException
                    .wrongInput("A trust policy has a say in sts:AssumeRole… and the like on a role's ARN, not in " + asking.action()
                            + " on " + asking.resource() + ".");
        }
        return new PolicySet(identity.stream().map(file -> read(file, PolicyKind.IDENTITY)).toList(),
                boundary.map(file -> read(file, PolicyKind.IDENTITY)),
                session.stream().map(file -> read(file, PolicyKind.IDENTITY)).toList(),
                resource.map(file -> read(file, PolicyKind.RESOURCE)).or(() -> trust.map(file -> read(file, PolicyKind.TRUST))));
    }

    private static NamedPolicy read(Path file, PolicyKind kind) {
        try {
            return new NamedPolicy(file.toString(), PolicyDocument.parse(TextFile.read(file), kind));
        } catch (MalformedPolicyException e) {
            throw LabException.wrongInput(file + " is no policy that IAM takes"
                    + (e.pointer().isEmpty() ? "" : ", see " + e.pointer()) + ": " + e.getMessage());
        }
    }
}
