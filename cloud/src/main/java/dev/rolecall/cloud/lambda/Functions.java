package dev.rolecall.cloud.lambda;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Parameters;
import dev.rolecall.cloud.api.Resource;
import dev.rolecall.cloud.api.RoleCredentials;
import dev.rolecall.cloud.api.TagKeys;
import dev.rolecall.cloud.process.Site;

/** The functions of the account by name, and how they are named. */
final class Functions implements AutoCloseable {
    private static final String NAME_IN_ARN = "(?:(?:arn:aws:lambda:[a-z0-9-]+:)?(?:\\d{12}:)?function:)?([a-zA-Z0-9-_]+)(?::\\$LATEST)?";

    private final Map<String, DeployedFunction> byName = new ConcurrentHashMap<>();
    private final Site site;
    private final RoleCredentials roles;

    Functions(Site site, RoleCredentials roles) {
        this.site = site;
        this.roles = roles;
    }

    String arn(String name) {
        return "arn:aws:lambda:" + site.region() + ":" + site.accountId() + ":function:" + name;
    }

    Collection<DeployedFunction> all() {
        return byName.values();
    }

    /** What of each is kept. */
    Map<String, FunctionConfiguration> configurations() {
        return byName.values().stream().map(DeployedFunction::configuration)
                .collect(Collectors.toMap(function -> function.settings().name(), Function.identity()));
    }

    List<FunctionConfiguration> sorted() {
        return byName.values().stream().map(DeployedFunction::configuration)
                .sorted(Comparator.comparing(function -> function.settings().name())).toList();
    }

    void assertFree(String name) {
        if (byName.containsKey(name)) {
            throw exists(name);
        }
    }

    void add(DeployedFunction function) {
        String name = function.configuration().settings().name();
        if (byName.putIfAbsent(name, function) != null) {
            throw exists(name);
        }
    }

    void remove(DeployedFunction function) {
        byName.remove(function.configuration().settings().name(), function);
        function.close();
    }

    /** The function that a call is for, by {@code FunctionName} and {@code Qualifier}. */
    DeployedFunction find(Parameters parameters) {
        String name = name(parameters);
        Optional<String> qualifier = parameters.optional("Qualifier").filter(version -> !version.equals("$LATEST"));
        if (qualifier.isPresent()) {
            throw absent(arn(name) + ":" + qualifier.get());
        }
        return find(name);
    }

    DeployedFunction find(String name) {
        return Optional.ofNullable(byName.get(name)).orElseThrow(() -> absent(arn(name)));
    }

    Resource resource(String name) {
        return Resource.of(arn(name)).with(Optional.ofNullable(byName.get(name))
                .map(function -> TagKeys.ofResource(function.configuration().settings().tags())).orElse(Map.of()));
    }

    /** A function is named by its name, a partial ARN or its ARN. */
    static String name(Parameters parameters) {
        String given = parameters.required("FunctionName");
        if (!given.matches(NAME_IN_ARN)) {
            throw AwsException
                    .validation("1 validation error detected: Value '" + given + "' at 'functionName' failed to satisfy constraint: "
                            + "Member must satisfy regular expression pattern");
        }
        return given.replaceFirst(NAME_IN_ARN, "$1");
    }

    /** Lambda tries the role before it takes it. */
    void assertAssumable(String role, String name) {
        try {
            roles.assume("lambda.amazonaws.com", role, name, DeployedFunction.context(site.accountId(), arn(name)));
        } catch (AwsException e) {
            throw new AwsException("InvalidParameterValueException", 400, "The role defined for the function cannot be assumed by Lambda.");
        }
    }

    /** Whoever gives a function a role passes it. */
    Resource passed(String role, String name) {
        return Resource.of(role).with(Map.of("iam:PassedToService", List.of("lambda.amazonaws.com"), "iam:AssociatedResourceArn",
                List.of(arn(name))));
    }

    /** Stops every execution environment. */
    @Override
    public void close() {
        byName.values().forEach(DeployedFunction::close);
        byName.clear();
    }

    static AwsException absent(String arn) {
        return new AwsException("ResourceNotFoundException", 404, "Function not found: " + arn);
    }

    private static AwsException exists(String name) {
        return new AwsException("ResourceConflictException", 409, "Function already exist: " + name);
    }
}
