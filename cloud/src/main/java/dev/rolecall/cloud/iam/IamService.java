package dev.rolecall.cloud.iam;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.rolecall.cloud.api.Operation;
import dev.rolecall.cloud.api.Service;
import dev.rolecall.cloud.audit.LastUses;
import dev.rolecall.cloud.identity.Account;
import dev.rolecall.cloud.identity.Credentials;
import dev.rolecall.cloud.state.State;

/**
 * Identity and Access Management.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_Operations.html">IAM actions</a>
 */
public final class IamService implements Service {
    private final List<Operation> operations;

    public IamService(Map<String, Account> accounts, Credentials credentials, LastUses uses, State state) {
        IamAccess access = new IamAccess(accounts, credentials);
        this.operations = Stream.of(new Roles(access, uses).operations(), new Users(access, credentials).operations(),
                new Groups(access).operations(), new AccessKeys(access, credentials, uses).operations(),
                new MfaDevices(access, credentials.mfaDevices()).operations(),
                new LoginProfiles(access).operations(), new AbsentCredentials(access).operations(),
                new AccountAliases(access).operations(), new ManagedPolicies(access).operations(),
                new PolicyVersions(access).operations(), new CredentialReports(access, credentials, uses, state).operations(),
                new AccountReports(access, credentials.mfaDevices(), uses).operations(), new Simulations(access).operations(),
                new InstanceProfiles(access).operations(),
                Stream.of(IdentityPolicies.Kind.values()).flatMap(kind -> new IdentityPolicies(access, kind).operations().stream())
                        .toList(),
                TagOperations.ofAll(access).stream().flatMap(tags -> tags.operations().stream()).toList()).flatMap(List::stream).toList();
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
