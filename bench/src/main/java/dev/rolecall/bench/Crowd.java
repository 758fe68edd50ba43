package dev.rolecall.bench;

import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/**
 * Principals that differ in how they get their permissions, what they ask for, and the changes that an administrator makes meanwhile.
 * All changes are made through the services, as anybody would make them.
 */
final class Crowd implements AutoCloseable {
    private static final String BUCKET = "crowd";
    private static final Fact ALWAYS = new Fact(true);
    private static final Fact NEVER = new Fact(false);
    private static final SignedCall.Unsigned READ = new SignedCall.Unsigned("s3", "/" + BUCKET + "/lesson/welcome.txt", "");
    private static final SignedCall.Unsigned READ_PAYROLL = new SignedCall.Unsigned("s3", "/" + BUCKET + "/payroll/may.csv", "");
    private static final SignedCall.Unsigned WHO = new SignedCall.Unsigned("sts", "/", "Action=GetCallerIdentity&Version=2011-06-15");
    private static final SignedCall.Unsigned USERS = new SignedCall.Unsigned("iam", "/", "Action=ListUsers&Version=2010-05-08");
    private static final SignedCall.Unsigned FUNCTIONS = new SignedCall.Unsigned("lambda", "/2015-03-31/functions", "");

    private static final String ALL = "*";
    private static final String LESSON = "arn:aws:s3:::" + BUCKET + "/lesson/*";
    private static final String TRUST = """
            {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Action": "sts:AssumeRole"}}""";

    private final URI endpoint;
    private final S3Client s3;
    private final IamClient iam;
    private final StsClient sts;
    private final AtomicInteger changes = new AtomicInteger();

    private final Fact bucketIsOpen = new Fact(true);
    private final Fact readerReads = new Fact(true);
    private final Fact sessionReads = new Fact(true);
    private final Fact boundaryAllows = new Fact(true);
    private final Fact groupLists = new Fact(true);
    private final AtomicReference<List<Question>> ofReader = new AtomicReference<>(List.of());
    private final AtomicReference<List<Question>> ofReadersFormerKey = new AtomicReference<>(List.of());
    private final AtomicReference<List<Question>> ofRemadeRole = new AtomicReference<>(List.of());
    private final AtomicReference<List<Question>> ofFormerRole = new AtomicReference<>(List.of());
    private final AtomicReference<Runnable> endOfReadersKey = new AtomicReference<>(() -> {});
    private final AtomicReference<Runnable> endOfRole = new AtomicReference<>(() -> {});
    private final List<Supplier<List<Question>>> groups;
    private final SignedCall read;

    Crowd(URI endpoint, AwsCredentials administrator) {
        this.endpoint = endpoint;
        this.s3 = Clients.s3(endpoint, administrator);
        this.iam = Clients.iam(endpoint, administrator);
        this.sts = Clients.sts(endpoint, administrator);
        s3.createBucket(request -> request.bucket(BUCKET));
        s3.putObject(request -> request.bucket(BUCKET).key("lesson/welcome.txt"), RequestBody.fromString("x".repeat(128)));
        s3.putObject(request -> request.bucket(BUCKET).key("payroll/may.csv"), RequestBody.fromString("x".repeat(128)));
        this.read = SignedCall.sign(endpoint, READ, administrator);
        iam.createUser(request -> request.userName("reader"));
        setReaderReads(true);
        rotate();
        remake();
        List<Question> session = session();
        List<Question> bounded = bounded();
        List<Question> member = member();
        List<Question> nobody = nobody();
        this.groups = List.of(ofReader::get, ofReadersFormerKey::get, ofRemadeRole::get, ofFormerRole::get, () -> session,
                () -> session, () -> bounded, () -> member, () -> nobody);
    }

    /** The request whose answer is the lesson's object. */
    SignedCall read() {
        return read;
    }

    /** Any question; who asked it before is of no account. */
    Question any(RandomGenerator random) {
        while (true) {
            List<Question> questions = groups.get(random.nextInt(groups.size())).get();
            if (!questions.isEmpty()) {
                return questions.get(random.nextInt(questions.size()));
            }
        }
    }

    int changes() {
        return changes.get();
    }

    /** Makes one change, and undoes it the next time. */
    void changeOne(RandomGenerator random) {
        switch (random.nextInt(7)) {
            case 0 -> rotate();
            case 1 -> remake();
            case 2 -> setReaderReads(!readerReads.holds());
            case 3 -> setSessionReads(!sessionReads.holds());
            case 4 -> setBoundaryAllows(!boundaryAllows.holds());
            case 5 -> setGroupLists(!groupLists.holds());
            default -> setBucketIsOpen(!bucketIsOpen.holds());
        }
        changes.incrementAndGet();
    }

    /** A new key for the reader; the one before ends. */
    private void rotate() {
        Fact alive = new Fact(true);
        AwsCredentials key = key("reader");
        List<Question> before = ofReader.getAndSet(List.of(question(READ, key, alive, readerReads, bucketIsOpen),
                question(READ_PAYROLL, key, alive, NEVER), question(WHO, key, alive), question(USERS, key, alive, NEVER)));
        endOfReadersKey.getAndSet(() -> alive.change(false,
                () -> iam.deleteAccessKey(request -> request.userName("reader").accessKeyId(key.accessKeyId())))).run();
        ofReadersFormerKey.set(before);
    }

    /** The role goes, and its session with it; another of the same name comes. */
    private void remake() {
        endOfRole.get().run();
        ofFormerRole.set(ofRemadeRole.get());
        Fact alive = new Fact(true);
        Fact reads = new Fact(true);
        AwsCredentials session = assume(role("Remade"));
        iam.putRolePolicy(request -> request.roleName("Remade").policyName("Read").policyDocument(policy("Allow", "s3:GetObject", LESSON)));
        ofRemadeRole.set(List.of(question(READ, session, alive, reads, bucketIsOpen), question(WHO, session, alive),
                question(FUNCTIONS, session, alive, NEVER)));
        endOfRole.set(() -> {
            reads.change(false, () -> iam.deleteRolePolicy(request -> request.roleName("Remade").policyName("Read")));
            alive.change(false, () -> iam.deleteRole(request -> request.roleName("Remade")));
        });
    }

    /** A role's session with an inline policy. */
    private List<Question> session() {
        AwsCredentials session = assume(role("Session"));
        setSessionReads(true);
        return List.of(question(READ, session, ALWAYS, sessionReads, bucketIsOpen), question(READ_PAYROLL, session, ALWAYS, NEVER),
                question(WHO, session, ALWAYS), question(FUNCTIONS, session, ALWAYS, NEVER));
    }

    /** A role's session under a boundary. */
    private List<Question> bounded() {
        AwsCredentials session = assume(role("Bounded"));
        iam.putRolePolicy(request -> request.roleName("Bounded").policyName("All").policyDocument(policy("Allow", ALL, ALL)));
        iam.createPolicy(request -> request.policyName("Open").policyDocument(policy("Allow", ALL, ALL)));
        iam.createPolicy(request -> request.policyName("Closed").policyDocument(policy("Allow", "ec2:*", ALL)));
        setBoundaryAllows(true);
        return List.of(question(FUNCTIONS, session, ALWAYS, boundaryAllows), question(USERS, session, ALWAYS, boundaryAllows),
                question(READ_PAYROLL, session, ALWAYS, boundaryAllows, bucketIsOpen));
    }

    /** A user with the policies of a group. */
    private List<Question> member() {
        iam.createUser(request -> request.userName("member"));
        iam.createGroup(request -> request.groupName("listers"));
        String policy = iam.createPolicy(
                request -> request.policyName("List").policyDocument(policy("Allow", "iam:ListUsers\", \"lambda:ListFunctions", ALL)))
                .policy().arn();
        iam.attachGroupPolicy(request -> request.groupName("listers").policyArn(policy));
        setGroupLists(true);
        AwsCredentials key = key("member");
        return List.of(question(USERS, key, ALWAYS, groupLists), question(FUNCTIONS, key, ALWAYS, groupLists),
                question(READ, key, ALWAYS, NEVER));
    }

    /** A user without a policy. */
    private List<Question> nobody() {
        iam.createUser(request -> request.userName("nobody"));
        AwsCredentials key = key("nobody");
        return List.of(question(READ, key, ALWAYS, NEVER), question(USERS, key, ALWAYS, NEVER), question(FUNCTIONS, key, ALWAYS, NEVER),
                question(WHO, key, ALWAYS));
    }

    private void setReaderReads(boolean to) {
        readerReads.change(to, () -> iam.putUserPolicy(request -> request.userName("reader").policyName("Read")
                .policyDocument(policy(to ? "Allow" : "Deny", "s3:GetObject", LESSON))));
    }

    private void setSessionReads(boolean to) {
        sessionReads.change(to, () -> {
            if (to) {
                iam.putRolePolicy(request -> request.roleName("Session").policyName("Read")
                        .policyDocument(policy("Allow", "s3:GetObject", LESSON)));
            } else {
                iam.deleteRolePolicy(request -> request.roleName("Session").policyName("Read"));
            }
        });
    }

    private void setBoundaryAllows(boolean to) {
        boundaryAllows.change(to, () -> iam.putRolePermissionsBoundary(request -> request.roleName("Bounded")
                .permissionsBoundary("arn:aws:iam::111122223333:policy/" + (to ? "Open" : "Closed"))));
    }

    private void setGroupLists(boolean to) {
        groupLists.change(to, () -> {
            if (to) {
                iam.addUserToGroup(request -> request.groupName("listers").userName("member"));
            } else {
                iam.removeUserFromGroup(request -> request.groupName("listers").userName("member"));
            }
        });
    }

    /** The administrator too is shut out of the objects while it is closed, and out of nothing else. */
    private void setBucketIsOpen(boolean to) {
        bucketIsOpen.change(to, () -> {
            if (to) {
                s3.deleteBucketPolicy(request -> request.bucket(BUCKET));
            } else {
                s3.putBucketPolicy(request -> request.bucket(BUCKET).policy("""
                        {"Version": "2012-10-17", "Statement": {"Effect": "Deny", "Principal": "*", "Action": "s3:GetObject",
                         "Resource": "arn:aws:s3:::crowd/*"}}"""));
            }
        });
    }

    private Question question(SignedCall.Unsigned call, AwsCredentials credentials, Fact alive, Fact... allows) {
        return new Question(SignedCall.sign(endpoint, call, credentials), alive, List.of(allows));
    }

    private AwsCredentials key(String user) {
        AccessKey key = iam.createAccessKey(request -> request.userName(user)).accessKey();
        return AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey());
    }

    private String role(String name) {
        return iam.createRole(request -> request.roleName(name).assumeRolePolicyDocument(TRUST)).role().arn();
    }

    private AwsCredentials assume(String role) {
        Credentials session = sts.assumeRole(request -> request.roleArn(role).roleSessionName("crowd")).credentials();
        return AwsSessionCredentials.create(session.accessKeyId(), session.secretAccessKey(), session.sessionToken());
    }

    private static String policy(String effect, String action, String resource) {
        return """
                {"Version": "2012-10-17", "Statement": [{"Effect": "%s", "Action": ["%s"], "Resource": "%s"}]}""".formatted(effect, action,
                resource);
    }

    @Override
    public void close() {
        s3.close();
        iam.close();
        sts.close();
    }
}
