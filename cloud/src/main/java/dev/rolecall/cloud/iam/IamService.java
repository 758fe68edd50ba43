package dev.rolecall.cloud.iam;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.rolecall.cloud.api.Operation;
import dev.rolecall.cloud.api.Service;
import dev.rolecall.cloud.identity.Account;
import dev.rolecall.cloud.identity.Credentials;

/**
 * Identity and Access Management.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_Operations.html">IAM actions</a>
 */
public final class IamService implements Service {
    private final List<Operation> operations;

    public IamService(Map<String, Account> accounts, Credentials credentials) {
        IamAccess access = new IamAccess(accounts);
        this.operations = Stream.of(new Roles(access).operations(), new Users(access, credentials).operations(),
                new AccessKeys(access, credentials).operations(), new MfaDevices(access, credentials.mfaDevices()).operations(),
                new LoginProfiles(access).operations(),
                new AbsentCredentials(access).operations(), new AccountAliases(access).operations(),
                new ManagedPolicies(access).operations(),
                new InstanceProfiles(access).operations(), new IdentityPolicies(access, "Role").operations(),
                new IdentityPolicies(access, "User").operations()).flatMap(List::stream).toList();
    }

    @Override
    public String name() {
        return "iam";
    }

    @Override
    public List<Operation> operations() {
        return operations;
    }
}
