package dev.rolecall.infra;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;

import dev.rolecall.iam.AccessRequest;
import dev.rolecall.iam.Decision;
import dev.rolecall.iam.Evaluator;
import dev.rolecall.iam.NamedPolicy;
import dev.rolecall.iam.PolicyDocument;
import dev.rolecall.iam.PolicyKind;
import dev.rolecall.iam.PolicySet;
import dev.rolecall.iam.Principal;
import dev.rolecall.iam.RequestContext;

/** The principals of the synthesised templates, asked through the policy evaluator what they may do. */
final class Staff {
    static final String ACCOUNT = "111122223333";
    static final String LESSON = "arn:aws:s3:::lesson-bucket/lesson/welcome.txt";
    static final String OTHER_OBJECT = "arn:aws:s3:::lesson-bucket/other/secret.txt";
    static final String S3_KEY = "arn:aws:kms:us-east-1:" + ACCOUNT + ":key/aws-s3";
    static final String USER_NAME = "lab-user";
    static final String USER = "arn:aws:iam::" + ACCOUNT + ":user/" + USER_NAME;
    static final String STACK = "arn:aws:cloudformation:us-east-1:" + ACCOUNT + ":stack/RolecallAccessKey/own";
    static final String VPC = "vpc-0123456789abcdef0";
    static final String EXPIRY_ROLE = "arn:aws:iam::" + ACCOUNT + ":role/ExpiryRole";
    static final String SCHEDULE_GROUP = "arn:aws:scheduler:us-east-1:" + ACCOUNT + ":schedule-group/own";
    static final String OTHER_BUCKET = "arn:aws:s3:::somebody-elses/lesson/welcome.txt";

    private final JsonNode keyless;
    private final Map<String, String> context = new HashMap<>(
            Map.of("aws:CurrentTime", "2026-11-24T01:00:00Z", "aws:SecureTransport", "true", "aws:PrincipalTag/rolecall:lab", "rolecall"));
    private final JsonNode owner;
    private final Principal principal;
    private boolean ownPolicies = true;

    private Staff(JsonNode keyless, JsonNode owner, Principal principal) {
        this.keyless = keyless;
        this.owner = owner;
        this.principal = principal;
    }

    static Staff instanceRole() {
        return session(Assembly.whole().keyless(), "InstanceRole", "EC2-S3-Role");
    }

    static Staff functionRole() {
        return session(Assembly.whole().keyless(), "FunctionRole", "FunctionRole");
    }

    /** The role that the task on ECS wears. */
    static Staff taskRole() {
        return session(Assembly.whole().task(), "TaskRole", "TaskRole");
    }

    /** The role by which ECS writes the task's log. */
    static Staff executionRole() {
        return session(Assembly.whole().task(), "TaskExecutionRole", "TaskExecutionRole");
    }

    static Staff keyFunctionRole() {
        return session(Assembly.whole().accessKey(), "FunctionRole", "KeyFunctionRole");
    }

    /** The role by which Scheduler ends the key and the stack. */
    static Staff expiryRole() {
        return session(Assembly.whole().accessKey(), "ExpiryRole", "ExpiryRole");
    }

    static Staff user() {
        return user(Assembly.whole());
    }

    static Staff user(Assembly whole) {
        JsonNode user = resolve(whole.keyless(), Assembly.only(whole.accessKey(), "AWS::IAM::User"));
        return new Staff(whole.keyless(), user,
                new Principal.User(USER, ACCOUNT, USER_NAME, "AIDAEXAMPLE"));
    }

    private static Staff session(JsonNode template, String logicalIdStart, String name) {
        JsonNode role = Assembly.resources(template, "AWS::IAM::Role").stream()
                .filter(entry -> entry.getKey().startsWith(logicalIdStart)).findFirst().orElseThrow().getValue().path("Properties");
        return new Staff(Assembly.whole().keyless(), resolve(Assembly.whole().keyless(), role),
                new Principal.RoleSession("arn:aws:sts::" + ACCOUNT + ":assumed-role/" + name + "/session", ACCOUNT,
                        "arn:aws:iam::" + ACCOUNT + ":role/" + name, "AROAEXAMPLE", "session"));
    }

    Staff with(String key, String value) {
        context.put(key, value);
        return this;
    }

    Staff without(String key) {
        context.remove(key);
        return this;
    }

    /** The same principal after somebody gave it a policy that allows everything. */
    Staff promoted() {
        ownPolicies = false;
        return this;
    }

    Decision decides(String action, String resource) {
        PolicySet set = PolicySet.ofIdentity(policies());
        Optional<NamedPolicy> boundary = boundary();
        set = boundary.isPresent() ? set.withBoundary(boundary.get()) : set;
        if (resource.startsWith("arn:aws:s3:::lesson-bucket")) {
            set = set.withResource(bucketPolicy());
        } else if (resource.equals(S3_KEY)) {
            set = set.withResource(keyPolicy());
        }
        return Evaluator.evaluate(new AccessRequest(principal, action, resource, Optional.of(ACCOUNT), RequestContext.of(context)), set);
    }

    boolean may(String action, String resource) {
        return decides(action, resource).allowed();
    }

    /** Whether a service may assume a role of this staff by its trust policy. */
    boolean trusts(String service) {
        NamedPolicy trust = new NamedPolicy("trust",
                PolicyDocument.parse(owner.path("AssumeRolePolicyDocument").toString(), PolicyKind.TRUST));
        String role = "arn:aws:iam::" + ACCOUNT + ":role/any";
        return Evaluator.evaluate(new AccessRequest(new Principal.Service(service), "sts:AssumeRole", role, Optional.of(ACCOUNT),
                RequestContext.of(context)), PolicySet.none().withResource(trust)).allowed();
    }

    private List<NamedPolicy> policies() {
        if (!ownPolicies) {
            NamedPolicy everything = new NamedPolicy("Everything", PolicyDocument.parse(
                    "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}}",
                    PolicyKind.IDENTITY));
            return Stream.concat(own().stream(), Stream.of(everything)).toList();
        }
        return own();
    }

    private List<NamedPolicy> own() {
        return owner.path("Policies").values().stream().map(policy -> new NamedPolicy(policy.path("PolicyName").stringValue(),
                PolicyDocument.parse(policy.path("PolicyDocument").toString(), PolicyKind.IDENTITY))).toList();
    }

    private Optional<NamedPolicy> boundary() {
        if (!owner.has("PermissionsBoundary")) {
            return Optional.empty();
        }
        String logicalId = owner.path("PermissionsBoundary").stringValue();
        JsonNode policy = resolve(keyless, Assembly.whole().accessKey().path("Resources").path(logicalId).path("Properties"));
        return Optional
                .of(new NamedPolicy("Boundary", PolicyDocument.parse(policy.path("PolicyDocument").toString(), PolicyKind.IDENTITY)));
    }

    private NamedPolicy bucketPolicy() {
        JsonNode policy = resolve(keyless, Assembly.only(keyless, "AWS::S3::BucketPolicy"));
        return new NamedPolicy("BucketPolicy", PolicyDocument.parse(policy.path("PolicyDocument").toString(), PolicyKind.RESOURCE));
    }

    /**
     * What matters here of the policy of the AWS managed key {@code aws/s3}; the key that {@code cdk bootstrap --bootstrap-customer-key} makes says the same. See
     * <a href="https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html#aws-managed-cmk">AWS managed keys</a>.
     */
    private static NamedPolicy keyPolicy() {
        return new NamedPolicy("KeyPolicy", PolicyDocument.parse("""
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": ["kms:Encrypt", "kms:Decrypt"],
                 "Resource": "*", "Condition": {"StringEquals": {"kms:ViaService": "s3.us-east-1.amazonaws.com"}}}]}
                """, PolicyKind.RESOURCE));
    }

    /** Where the program lies, as an ARN. */
    static String program() {
        JsonNode code = resolve(Assembly.whole().keyless(), Assembly.only(Assembly.whole().keyless(), "AWS::Lambda::Function"))
                .path("Code");
        return "arn:aws:s3:::" + code.path("S3Bucket").stringValue() + "/" + code.path("S3Key").stringValue();
    }

    static JsonNode resolve(JsonNode exporting, JsonNode node) {
        return new Intrinsics(exporting, name -> switch (name) {
            case "AWS::Partition" -> "aws";
            case "AWS::Region" -> "us-east-1";
            case "AWS::AccountId" -> ACCOUNT;
            case "AWS::StackId" -> STACK;
            case String bucket when bucket.startsWith("LessonBucket") ->
                bucket.endsWith(".Arn") ? "arn:aws:s3:::lesson-bucket" : "lesson-bucket";
            case String user when user.startsWith("User17549D45") -> user.endsWith(".Arn") ? USER : USER_NAME;
            case String role when role.startsWith("ExpiryRole") && role.endsWith(".Arn") -> EXPIRY_ROLE;
            case String group when group.startsWith("ExpiryGroup") && group.endsWith(".Arn") -> SCHEDULE_GROUP;
            case String vpc when vpc.startsWith("NetworkVpc") -> VPC;
            case String logs when logs.startsWith("FunctionLogGroup") || logs.startsWith("TaskLogGroup") ->
                "arn:aws:logs:us-east-1:" + ACCOUNT + ":log-group:own:*";
            default -> name;
        }).resolve(node);
    }
}
