package dev.rolecall.cloud.s3;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.AuthorizationMap;
import dev.rolecall.cloud.api.AuthorizationMap.ResourceKinds;
import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Invocation;
import dev.rolecall.cloud.api.Operation;
import dev.rolecall.cloud.api.Page;
import dev.rolecall.cloud.api.Parameters;
import dev.rolecall.cloud.api.Resource;
import dev.rolecall.cloud.api.Service;
import dev.rolecall.cloud.api.TaggedResource;
import dev.rolecall.iam.MalformedPolicyException;
import dev.rolecall.iam.NamedPolicy;
import dev.rolecall.iam.PolicyDocument;
import dev.rolecall.iam.PolicyKind;

/** The operations on buckets; those on objects go to the object store. */
public final class S3Service implements Service, TaggedResource.Source {
    /** @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html">General purpose bucket naming rules</a> */
    private static final Pattern NAME = Pattern.compile("(?!.*\\.\\.)(?!\\d+\\.\\d+\\.\\d+\\.\\d+$)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

    private static final int MOST_BUCKETS = 10_000;

    private final ResourceKinds<Invocation> kinds = new ResourceKinds<>(kinds());
    private final Buckets buckets;
    private final ObjectStore store;
    private final String region;

    public S3Service(Buckets buckets, ObjectStore store, String region) {
        this.buckets = buckets;
        this.store = store;
        this.region = region;
    }

    @Override
    public String name() {
        return "s3";
    }

    @Override
    public List<Operation> operations() {
        AuthorizationMap map = AuthorizationMap.of(name());
        List<Operation> operations = new ArrayList<>();
        operations.add(map.operation("ListBuckets", kinds, this::list));
        operations.add(map.operation("CreateBucket", kinds, this::create));
        operations.add(map.operation("DeleteBucket", kinds, this::delete));
        operations.add(map.operation("GetBucketLocation", kinds, this::location));
        operations.add(map.operation("PutBucketPolicy", kinds, this::putPolicy));
        operations.add(map.operation("GetBucketPolicy", kinds, this::getPolicy));
        operations.add(map.operation("DeleteBucketPolicy", kinds, this::deletePolicy));
        for (BucketSetting setting : BucketSetting.values()) {
            operations.add(map.operation("Put" + setting.operation(), kinds, call -> put(call, setting)));
            operations.add(map.operation("Get" + setting.operation(), kinds, call -> get(call, setting)));
            operations.add(map.operation("Delete" + setting.operation(), kinds, call -> remove(call, setting)));
        }
        return operations;
    }

    @Override
    public List<TaggedResource> tagged() {
        return buckets.all().stream().map(bucket -> new TaggedResource("s3:bucket", "arn:aws:s3:::" + bucket.name(), bucket.tags()))
                .toList();
    }

    private Map<String, Function<Invocation, List<Resource>>> kinds() {
        // The service authorization reference has no resource for all buckets; AWS's own examples write it so.
        return Map.of("all buckets", call -> List.of(Resource.of("arn:aws:s3:::*")
                .with(Map.of("s3:ResourceAccount", List.of(call.caller().accountId())))),
                "bucket", call -> List.of(bucket(call)),
                "bucket that gets an ownership", call -> call.parameters().optional("ObjectOwnership").isPresent()
                        ? List.of(Resource.of("arn:aws:s3:::" + call.parameters().required("Bucket")))
                        : List.of());
    }

    private Resource bucket(Invocation call) {
        String name = call.parameters().required("Bucket");
        Map<String, List<String>> keys = new HashMap<>();
        location(call.parameters()).ifPresent(place -> keys.put("s3:locationconstraint", List.of(place)));
        call.parameters().optional("ACL").ifPresent(acl -> keys.put("s3:x-amz-acl", List.of(acl)));
        call.parameters().optional("ObjectOwnership").ifPresent(owner -> keys.put("s3:x-amz-object-ownership", List.of(owner)));
        return buckets.owned(Resource.of("arn:aws:s3:::" + name).with(keys), Optional.of(name));
    }

    private static Optional<String> location(Parameters parameters) {
        return parameters.structure("CreateBucketConfiguration").optional("LocationConstraint");
    }

    private ObjectNode list(Invocation call) {
        Parameters parameters = call.parameters();
        String prefix = parameters.optional("Prefix").orElse("");
        List<Bucket> found = buckets.all().stream()
                .filter(bucket -> bucket.owner().equals(call.caller().accountId()) && bucket.name().startsWith(prefix))
                .filter(bucket -> parameters.optional("BucketRegion").map(bucket.region()::equals).orElse(true))
                .sorted(Comparator.comparing(Bucket::name)).toList();
        Page<Bucket> page = Page.of(found, parameters.optional("ContinuationToken"),
                Page.size(parameters, "MaxBuckets", MOST_BUCKETS, MOST_BUCKETS));
        ObjectNode answer = empty();
        answer.putObject("Owner").put("ID", CanonicalUser.of(call.caller().accountId()));
        ArrayNode list = answer.putArray("Buckets");
        page.items().forEach(bucket -> list.addObject().put("Name", bucket.name())
                .put("CreationDate", bucket.created().truncatedTo(ChronoUnit.MILLIS).toString()).put("BucketRegion", bucket.region()));
        page.next().ifPresent(token -> answer.put("ContinuationToken", token));
        return answer;
    }

    private synchronized ObjectNode create(Invocation call) {
        String name = call.parameters().required("Bucket");
        if (!NAME.matcher(name).matches()) {
            throw new AwsException("InvalidBucketName", 400, "The specified bucket is not valid.");
        }
        if (location(call.parameters()).filter(place -> !place.equals(region)).isPresent()) {
            throw new AwsException("IllegalLocationConstraintException", 400, "The " + location(call.parameters()).orElse("")
                    + " location constraint is incompatible for the region specific endpoint this request was sent to.");
        }
        if (call.parameters().optional("ACL").filter(acl -> !acl.equals("private")).isPresent()) {
            throw new AwsException("InvalidBucketAclWithBlockPublicAccessError", 400,
                    "Bucket cannot have public ACLs set with BlockPublicAccess enabled");
        }
        Bucket bucket = Bucket.of(name, call.caller().accountId(), region, call.now(), Optional.empty(),
                BucketSetting.ofNewBucket(call.parameters().optional("ObjectOwnership")));
        if (!buckets.add(bucket)) {
            boolean own = buckets.get(name).owner().equals(call.caller().accountId());
            throw own
                    ? new AwsException("BucketAlreadyOwnedByYou", 409,
                            "Your previous request to create the named bucket succeeded and you already own it.")
                    : new AwsException("BucketAlreadyExists", 409, "The requested bucket name is not available.");
        }
        store.createBucket(name);
        return empty().put("Location", "/" + name);
    }

    private synchronized ObjectNode delete(Invocation call) {
        String name = buckets.get(call.parameters().required("Bucket")).name();
        if (!store.isEmpty(name)) {
            throw new AwsException("BucketNotEmpty", 409, "The bucket you tried to delete is not empty");
        }
        store.deleteBucket(name);
        buckets.remove(name);
        return empty();
    }

    private ObjectNode location(Invocation call) {
        String found = buckets.get(call.parameters().required("Bucket")).region();
        // The oldest region answers with an empty constraint.
        return empty().put("LocationConstraint", found.equals("us-east-1") ? "" : found);
    }

    private ObjectNode putPolicy(Invocation call) {
        String text = call.parameters().required("Policy");
        try {
            PolicyDocument document = PolicyDocument.parse(text, PolicyKind.RESOURCE);
            if (document.statements().stream().anyMatch(statement -> statement.resources().isEmpty())) {
                throw new AwsException("MalformedPolicy", 400, "Missing required field Resource");
            }
            String name = call.parameters().required("Bucket");
            if (buckets.get(name).refusesPublicPolicies() && PublicPolicy.is(text)) {
                throw new AwsException("AccessDenied", 403, "User: " + call.caller().name()
                        + " is not authorized to perform: s3:PutBucketPolicy on resource: \"arn:aws:s3:::" + name
                        + "\" because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access.");
            }
            buckets.change(name, bucket -> bucket.with(Optional.of(new NamedPolicy("bucket policy of " + name, document))));
            return empty();
        } catch (MalformedPolicyException e) {
            throw new AwsException("MalformedPolicy", 400, String.valueOf(e.getMessage()));
        }
    }

    private ObjectNode getPolicy(Invocation call) {
        NamedPolicy policy = buckets.get(call.parameters().required("Bucket")).policy()
                .orElseThrow(() -> new AwsException("NoSuchBucketPolicy", 404, "The bucket policy does not exist"));
        return empty().put("Policy", policy.document().json());
    }

    private ObjectNode deletePolicy(Invocation call) {
        buckets.change(call.parameters().required("Bucket"), bucket -> bucket.with(Optional.empty()));
        return empty();
    }

    private ObjectNode put(Invocation call, BucketSetting setting) {
        ObjectNode value = call.parameters().structure(setting.member()).node();
        buckets.change(call.parameters().required("Bucket"), bucket -> bucket.with(setting, setting.kept(value)));
        return empty();
    }

    private ObjectNode get(Invocation call, BucketSetting setting) {
        Bucket bucket = buckets.get(call.parameters().required("Bucket"));
        ObjectNode value = Optional.ofNullable(bucket.settings().get(setting)).or(setting::otherwise).orElseThrow(setting::absent);
        return empty().set(setting.member(), value.deepCopy());
    }

    private ObjectNode remove(Invocation call, BucketSetting setting) {
        buckets.change(call.parameters().required("Bucket"), bucket -> bucket.without(setting));
        return empty();
    }

    private static ObjectNode empty() {
        return JsonNodeFactory.instance.objectNode();
    }
}
