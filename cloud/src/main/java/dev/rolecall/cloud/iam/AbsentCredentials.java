package dev.rolecall.cloud.iam;

import java.util.List;

import dev.rolecall.cloud.api.Operation;

/**
 * What users of AWS may have besides keys, and nobody can have here since nothing creates it: certificates, SSH
 * keys, credentials of single services. Their lists are empty, which is the truth.
 */
final class AbsentCredentials {
    private final IamAccess access;

    AbsentCredentials(IamAccess access) {
        this.access = access;
    }

    List<Operation> operations() {
        return List.of(empty("ListSigningCertificates", "Certificates"), empty("ListSSHPublicKeys", "SSHPublicKeys"),
                empty("ListServiceSpecificCredentials", "ServiceSpecificCredentials"));
    }

    private Operation empty(String name, String member) {
        return access.operation(name, call -> {
            access.user(call);
            return Listing.ofNames(call, member, List.of());
        });
    }
}
