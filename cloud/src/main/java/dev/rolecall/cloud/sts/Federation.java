package dev.rolecall.cloud.sts;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.AuthorizationMap.ResourceKinds;
import dev.rolecall.cloud.api.Invocation;
import dev.rolecall.cloud.api.Resource;
import dev.rolecall.cloud.identity.Account;
import dev.rolecall.cloud.identity.Session;
import dev.rolecall.cloud.identity.SessionTerms;
import dev.rolecall.iam.Principal;

/**
 * Sessions of somebody whom a user vouches for: allowed what both the user and the session's policies allow, so nothing without a session
 * policy, but for resources that name the federated user.
 *
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_GetFederationToken.html">GetFederationToken</a>
 */
final class Federation {
    private static final Pattern NAME = Pattern.compile("[\\w+=,.@-]*");

    private final Map<String, Account> accounts;
    private final Sessions sessions;

    Federation(Map<String, Account> accounts, Sessions sessions) {
        this.accounts = accounts;
        this.sessions = sessions;
    }

    static String arn(String accountId, String name) {
        return "arn:aws:sts::" + accountId + ":federated-user/" + name;
    }

    static ResourceKinds<Invocation> kinds() {
        return new ResourceKinds<>(Map.of("federated-user", call -> List.of(resource(call)), "tagged federated-user",
                call -> SessionTagging.passed(call.parameters()).tags().isEmpty() ? List.of() : List.of(resource(call))));
    }

    ObjectNode issue(Invocation call) {
        call.parameters().takesOnly("GetFederationToken", "Name", "Policy", "PolicyArns", "DurationSeconds", "Tags");
        Principal.User user = UserSessions.user(call, "GetFederationToken");
        String name = name(call);
        SessionScope scope = SessionScope.of(call.parameters());
        Optional.ofNullable(accounts.get(call.caller().accountId())).ifPresent(scope::requirePolicies);
        SessionTerms terms = new SessionTerms(scope.policies(), scope.tags(), Optional.empty(), Optional.empty(), Map.of());
        Session session = sessions.ofFederated(user, name, UserSessions.duration(call), terms);
        ObjectNode answer = Answers.issued(session, scope.packed());
        answer.putObject("FederatedUser").put("FederatedUserId", session.accountId() + ":" + name).put("Arn",
                session.principal().arn().orElseThrow());
        return answer;
    }

    private static Resource resource(Invocation call) {
        return Resource.of(arn(call.caller().accountId(), name(call)))
                .with(SessionTagging.keys(SessionTagging.passed(call.parameters())));
    }

    private static String name(Invocation call) {
        String name = call.parameters().required("Name");
        new Constraints().text("name", Optional.of(name), 2, 32, NAME).check();
        return name;
    }
}
