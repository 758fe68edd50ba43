package dev.rolecall.cloud.sts;

import java.util.List;
import java.util.Map;

import dev.rolecall.cloud.api.AuthorizationMap;
import dev.rolecall.cloud.api.AuthorizationMap.ResourceKinds;
import dev.rolecall.cloud.api.Invocation;
import dev.rolecall.cloud.api.Operation;
import dev.rolecall.cloud.api.Service;
import dev.rolecall.cloud.identity.Account;
import dev.rolecall.cloud.identity.Credentials;

/**
 * The Security Token Service. Of its operations those are not there that need an identity provider or an organization.
 *
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_Operations.html">STS actions</a>
 */
public final class StsService implements Service {
    private final List<Operation> operations;

    public StsService(Map<String, Account> accounts, Credentials credentials, Sessions sessions, AuthorizationMessages messages) {
        AuthorizationMap map = AuthorizationMap.of(name());
        ResourceKinds<Invocation> none = new ResourceKinds<>(Map.of());
        WhoIs whoIs = new WhoIs(credentials);
        this.operations = List.of(new AssumeRole(accounts, credentials, sessions).operation(map),
                map.operation("GetSessionToken", none, new UserSessions(credentials, sessions)::issue),
                map.operation("GetFederationToken", Federation.kinds(), new Federation(accounts, sessions)::issue),
                map.operation("GetCallerIdentity", none, whoIs::calling), map.operation("GetAccessKeyInfo", none, whoIs::holding),
                map.operation("DecodeAuthorizationMessage", none, messages::decode));
    }

    @Override
    public String name() {
        return "sts";
    }

    @Override
    public List<Operation> operations() {
        return operations;
    }
}
