package dev.rolecall.lab.policy;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.rolecall.iam.PolicySet;
import dev.rolecall.iam.Principal;

/** Knows of a principal what its name tells: for policies that are given as files. */
final class FromFiles {
    private FromFiles() {}

    static Gathered gather(Who who) {
        return new Gathered(principal(who), Map.of(), PolicySet.none(), Optional.empty(), unseen(who));
    }

    private static Principal principal(Who who) {
        return switch (who) {
            case Who.User user -> new Principal.User(user.arn(), user.account(), user.name(), "");
            case Who.Session session ->
                new Principal.RoleSession(session.arn(), session.account(), session.roleArn(), "", session.name());
            case Who.Federated federated -> new Principal.FederatedUser(federated.arn(), federated.account(), "");
            case Who.Plain(Principal principal) -> principal;
        };
    }

    private static List<String> unseen(Who who) {
        String given = "Other policies than those that were given as files.";
        return switch (who) {
            case Who.Session session when session.role().isEmpty() -> List.of(given,
                    "The role's path, which its session does not tell: the role is taken for " + session.roleArn() + ".");
            case Who.Federated _ ->
                List.of(given, "Statements that name the user who made the session: its ARN does not tell who that is.");
            case Who.User _,Who.Session _,Who.Plain _ -> List.of(given);
        };
    }
}
