package dev.rolecall.cloud.ecr;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.AuthorizationMap;
import dev.rolecall.cloud.api.AuthorizationMap.ResourceKinds;
import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Invocation;
import dev.rolecall.cloud.api.Operation;
import dev.rolecall.cloud.api.Page;
import dev.rolecall.cloud.api.Resource;
import dev.rolecall.cloud.api.Service;
import dev.rolecall.cloud.api.TaggedResource;
import dev.rolecall.cloud.state.State;
import dev.rolecall.iam.MalformedPolicyException;
import dev.rolecall.iam.NamedPolicy;
import dev.rolecall.iam.PolicyDocument;
import dev.rolecall.iam.PolicyKind;

/**
 * Repositories with their policies. Images are neither pushed nor pulled.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_Operations.html">the API</a>
 */
public final class EcrService implements Service, TaggedResource.Source {
    private static final Pattern NAME = Pattern.compile("(?=.{2,256}$)(?:[a-z0-9]+(?:[._-][a-z0-9]+)*/)*[a-z0-9]+(?:[._-][a-z0-9]+)*");
    private static final int LARGEST_PAGE = 1_000;
    private static final int PAGE = 100;

    private final ConcurrentNavigableMap<String, Repository> repositories = new ConcurrentSkipListMap<>();
    private final String region;
    private final String accountId;

    public EcrService(String region, String accountId) {
        this.region = region;
        this.accountId = accountId;
    }

    public void keepIn(State state) {
        state.keep("ecr/repositories", repositories, Repository.class);
    }

    @Override
    public String name() {
        return "ecr";
    }

    @Override
    public List<Operation> operations() {
        AuthorizationMap map = AuthorizationMap.of(name());
        ResourceKinds<Invocation> kinds = new ResourceKinds<>(Map.of("repository", this::named));
        return List.of(map.operation("CreateRepository", kinds, this::create), map.operation("DescribeRepositories", kinds, this::describe),
                map.operation("DeleteRepository", kinds, this::delete), map.operation("SetRepositoryPolicy", kinds, this::setPolicy),
                map.operation("GetRepositoryPolicy", kinds, this::getPolicy),
                map.operation("PutLifecyclePolicy", kinds, this::putLifecycle),
                map.operation("GetLifecyclePolicy", kinds, this::getLifecycle));
    }

    @Override
    public List<TaggedResource> tagged() {
        return repositories.values().stream().map(found -> new TaggedResource("ecr:repository", found.arn(), found.tags())).toList();
    }

    private List<Resource> named(Invocation call) {
        List<String> several = call.parameters().strings("repositoryNames");
        Optional<String> one = call.parameters().optional("repositoryName");
        List<String> names = one.map(List::of).orElse(several.isEmpty() ? List.of("*") : several);
        return names.stream().map(name -> Resource.of(arn(name))
                .guardedBy(Optional.ofNullable(repositories.get(name)).flatMap(Repository::policy))).toList();
    }

    private String arn(String name) {
        return "arn:aws:ecr:" + region + ":" + accountId + ":repository/" + name;
    }

    private ObjectNode create(Invocation call) {
        String name = call.parameters().required("repositoryName");
        if (!NAME.matcher(name).matches()) {
            throw new AwsException("InvalidParameterException", 400, "Invalid parameter at 'repositoryName' failed to satisfy constraint: "
                    + "'must satisfy regular expression'");
        }
        Repository repository = new Repository(name, arn(name), accountId, accountId + ".dkr.ecr." + region + ".amazonaws.com/" + name,
                call.parameters().optional("imageTagMutability").orElse("MUTABLE"), call.now(), Optional.empty(), Optional.empty(),
                Optional.empty(),
                call.parameters().tags("tags"));
        if (repositories.putIfAbsent(name, repository) != null) {
            throw new AwsException("RepositoryAlreadyExistsException", 400,
                    "The repository with name '" + name + "' already exists in the registry with id '" + accountId + "'");
        }
        return empty().set("repository", repository.node());
    }

    private ObjectNode describe(Invocation call) {
        List<String> names = call.parameters().strings("repositoryNames");
        List<Repository> found = names.isEmpty() ? List.copyOf(repositories.values()) : names.stream().map(this::find).toList();
        Page<Repository> page = Page.of(found, call.parameters().optional("nextToken"),
                Page.size(call.parameters(), "maxResults", PAGE, LARGEST_PAGE));
        ObjectNode answer = empty();
        ArrayNode list = answer.putArray("repositories");
        page.items().forEach(repository -> list.add(repository.node()));
        page.next().ifPresent(token -> answer.put("nextToken", token));
        return answer;
    }

    private ObjectNode delete(Invocation call) {
        Repository found = find(call);
        repositories.remove(found.name());
        return empty().set("repository", found.node());
    }

    private ObjectNode setPolicy(Invocation call) {
        String text = call.parameters().required("policyText");
        try {
            NamedPolicy policy = new NamedPolicy("repository policy of " + find(call).name(),
                    PolicyDocument.parse(onTheRepository(text), PolicyKind.RESOURCE));
            change(call, repository -> repository.guardedBy(policy, text));
        } catch (MalformedPolicyException | JacksonException e) {
            throw new AwsException("InvalidParameterException", 400,
                    "Invalid parameter at 'PolicyText' failed to satisfy constraint: '" + e.getMessage() + "'");
        }
        return about(call).put("policyText", text);
    }

    /** The statements of such a policy name no resource: they are about the repository that they are on. */
    private static String onTheRepository(String text) {
        JsonNode document = JsonMapper.shared().readTree(text);
        document.path("Statement").forEach(statement -> {
            if (statement instanceof ObjectNode object) {
                object.put("Resource", "*");
            }
        });
        return document.toString();
    }

    private ObjectNode getPolicy(Invocation call) {
        String text = find(call).policyText()
                .orElseThrow(() -> new AwsException("RepositoryPolicyNotFoundException", 400, "Repository policy does not exist"));
        return about(call).put("policyText", text);
    }

    private ObjectNode putLifecycle(Invocation call) {
        String text = call.parameters().required("lifecyclePolicyText");
        change(call, repository -> repository.withLifecycle(text));
        return about(call).put("lifecyclePolicyText", text);
    }

    private ObjectNode getLifecycle(Invocation call) {
        String text = find(call).lifecycle()
                .orElseThrow(() -> new AwsException("LifecyclePolicyNotFoundException", 400, "Lifecycle policy does not exist"));
        return about(call).put("lifecyclePolicyText", text);
    }

    private void change(Invocation call, UnaryOperator<Repository> how) {
        repositories.computeIfPresent(find(call).name(), (_, repository) -> how.apply(repository));
    }

    private Repository find(Invocation call) {
        return find(call.parameters().required("repositoryName"));
    }

    private Repository find(String name) {
        return Optional.ofNullable(repositories.get(name))
                .orElseThrow(() -> new AwsException("RepositoryNotFoundException", 400,
                        "The repository with name '" + name + "' does not exist in the registry with id '" + accountId + "'"));
    }

    private ObjectNode about(Invocation call) {
        return empty().put("registryId", accountId).put("repositoryName", call.parameters().required("repositoryName"));
    }

    private static ObjectNode empty() {
        return JsonNodeFactory.instance.objectNode();
    }
}
