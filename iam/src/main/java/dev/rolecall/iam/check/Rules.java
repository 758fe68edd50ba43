package dev.rolecall.iam.check;

import java.util.List;

/** All rules, in the order of the documentation: what IAM refuses, who may come in, what they may do, what does not do what it says. */
final class Rules {
    static final List<Rule> ALL = List.of(new SizeRule(), new RolePropertiesRule(), //
            new OpenToEveryoneRule(), new NotPrincipalRule(), new OtherAccountRule(), new OwnAccountRule(), new ServiceSourceRule(),
            new OidcSubjectRule(), new OidcAudienceRule(), new SamlAudienceRule(), new UserTrustedRule(), new SessionDurationRule(),
            new FullAccessRule(), new AdministratorRule(), new EscalationRule(), new PassRoleRule(), new ActionWildcardRule(),
            new ResourceWildcardRule(), new NotActionRule(), new NotResourceRule(), new UserRule(), new AccessKeyRule(), //
            new ForAllValuesRule(), new IfExistsRule(), new MfaRule(), new LiteralWildcardRule(), new PrivateAddressRule(),
            new UnreadableValueRule(), new EmptyConditionRule(), new UnknownKeyRule(), new AbsentKeyRule(), new VersionRule(),
            new UnknownActionRule(), new ActionResourceRule(), new RedundantValueRule(), new RedundantStatementRule());

    private Rules() {}
}
