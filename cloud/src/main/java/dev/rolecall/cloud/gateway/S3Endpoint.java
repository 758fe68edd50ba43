package dev.rolecall.cloud.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.sun.net.httpserver.HttpExchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.ApiCall;
import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Caller;
import dev.rolecall.cloud.s3.Buckets;
import dev.rolecall.cloud.s3.Demands;
import dev.rolecall.cloud.s3.ObjectAddress;
import dev.rolecall.cloud.s3.ObjectStore;
import dev.rolecall.cloud.s3.S3Operation;
import dev.rolecall.cloud.s3.S3Permissions;
import dev.rolecall.cloud.s3.S3Request;
import dev.rolecall.cloud.sigv4.Authorization;
import dev.rolecall.cloud.sigv4.ChunkSignatures;
import dev.rolecall.cloud.sigv4.ContentException;
import dev.rolecall.iam.Principal;

/** S3's REST API: the same way as every request takes, but with bodies that stream. */
final class S3Endpoint {
    private static final Logger LOG = LoggerFactory.getLogger(S3Endpoint.class);
    private static final long LARGEST_DRAIN = 256L * 1024 * 1024;
    private static final Pattern CONTENT_HASH = Pattern.compile("(?:^|&)X-Amz-Content-Sha256=([\\w-]+)(?:&|$)");
    private static final Set<String> WITH_CONTENT = Set.of("PutObject", "UploadPart", "CompleteMultipartUpload");
    private static final Set<String> READS = Set.of("GetObject", "HeadObject", "GetObjectAttributes");
    private static final int LARGEST_DOCUMENT = 2 * 1024 * 1024;

    private final Dispatcher dispatcher;
    private final Buckets buckets;
    private final ObjectStore store;
    private final S3Permissions permissions;
    private final String accountId;
    private final String region;
    private final InstantSource clock;

    /** @param accountId the account in which anonymous requests are judged; they belong to none */
    S3Endpoint(Dispatcher dispatcher, Buckets buckets, ObjectStore store, String accountId, String region,
            InstantSource clock) {
        this.dispatcher = dispatcher;
        this.buckets = buckets;
        this.store = store;
        this.permissions = new S3Permissions(buckets, store);
        this.accountId = accountId;
        this.region = region;
        this.clock = clock;
    }

    private record Sender(Caller caller, InputStream body) {}

    void handle(HttpExchange exchange, WireRequest request, Authorization.Found found, Authenticator authenticator) throws IOException {
        exchange.getResponseHeaders().set("x-amz-request-id", request.id());
        ObjectNode details = JsonNodeFactory.instance.objectNode();
        StoreResponse response = new StoreResponse(exchange);
        try {
            serve(exchange, request, sender(request, found, authenticator, details), response);
        } catch (AwsException e) {
            fail(exchange, request, response, e, details);
        } catch (ContentException e) {
            fail(exchange, request, response, new AwsException(e.code(), e.status(), String.valueOf(e.getMessage())), details);
        } catch (RuntimeException e) {
            LOG.error("A request to S3 failed for no reason of the client's", e);
            fail(exchange, request, response,
                    new AwsException("InternalError", 500, "The local cloud failed: " + e.getClass().getSimpleName() + "."),
                    details);
        }
    }

    private static void fail(HttpExchange exchange, WireRequest request, StoreResponse response, AwsException error, ObjectNode details)
            throws IOException {
        if (!response.isCommitted()) {
            drain(request.body());
            exchange.getResponseHeaders().clear();
            exchange.getResponseHeaders().set("x-amz-request-id", request.id());
            Exchanges.write(exchange, S3Errors.page(error, details, request.id()));
        }
    }

    /** Many clients read no answer before they have sent everything: they would see a broken connection and not the error. */
    private static void drain(InputStream body) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        long left = LARGEST_DRAIN;
        for (int count = 0; count >= 0 && left > 0; left -= count) {
            count = body.read(buffer);
        }
    }

    private Sender sender(WireRequest request, Authorization.Found found, Authenticator authenticator, ObjectNode details)
            throws IOException {
        return switch (found) {
            case Authorization.Found.Unsigned unsigned -> anonymous(request);
            case Authorization.Found.Incomplete incomplete ->
                throw S3Errors.rejected(new Rejection.Incomplete(incomplete.fault(), incomplete.reason()), false);
            case Authorization.Found.Claim claim -> {
                boolean presigned = claim.authorization().validFor().isPresent();
                String hash = request.header("x-amz-content-sha256").or(() -> presigned ? presignedHash(request) : Optional.empty())
                        .orElseThrow(() -> new AwsException("InvalidRequest", 400,
                                "Missing required header for this request: x-amz-content-sha256"));
                yield switch (authenticator.authenticate(request, claim.authorization(), hash,
                        S3SignatureKeys.signed(request, claim.authorization(), clock.instant()))) {
                    case Authenticator.Outcome.Rejected rejected -> {
                        details.setAll(S3Errors.details(rejected.rejection(), claim.authorization()));
                        throw S3Errors.rejected(rejected.rejection(), presigned);
                    }
                    case Authenticator.Outcome.Authenticated who -> {
                        Optional<ChunkSignatures> chunks = Optional.of(who.signature().chunks());
                        yield new Sender(who.caller(), S3Body.of(request, hash, chunks));
                    }
                };
            }
        };
    }

    /** Presigning leaves the content open, unless it says otherwise. */
    private static Optional<String> presignedHash(WireRequest request) {
        Matcher sent = CONTENT_HASH.matcher(request.http().rawQuery());
        return Optional.of(sent.find() ? sent.group(1) : S3Body.UNSIGNED);
    }

    private Sender anonymous(WireRequest request) throws IOException {
        Principal principal = new Principal.Anonymous();
        Caller caller = new Caller(principal, accountId, Optional.empty(), List.of(),
                GlobalKeys.ofRequest(request, clock.instant()).requestedRegion(region).principal(principal)
                        .with(S3SignatureKeys.unsigned(request)).build());
        return new Sender(caller, S3Body.of(request, request.header("x-amz-content-sha256").orElse(S3Body.UNSIGNED), Optional.empty()));
    }

    private void serve(HttpExchange exchange, WireRequest request, Sender sender, StoreResponse response) throws IOException {
        S3Request s3 = S3Request.of(request.http());
        S3Operation operation = S3Operation.of(s3);
        switch (operation) {
            case S3Operation.Registry registry -> {
                ApiCall call = BucketDocuments.decode(registry, s3, document(sender));
                ObjectNode output = dispatcher.invoke(sender.caller(), call, request.id());
                Exchanges.write(exchange, BucketDocuments.encode(registry, output));
            }
            case S3Operation.DeleteMany _ -> {
                String bucket = s3.address().bucket().orElseThrow();
                ObjectDeletion deletion = ObjectDeletion.parse(bucket, document(sender));
                run(sender.caller(), request, operation, s3, () -> demand(s3));
                Exchanges.write(exchange, deletion.run(object -> mayDelete(sender.caller(), s3, object),
                        object -> store.delete(bucket, object.key().orElseThrow())));
            }
            case S3Operation.ObjectTagging _ -> {
                ObjectTagging tagging = ObjectTagging.parse(operation.name(), s3, document(sender));
                run(sender.caller(), request, operation, tagging.request(), () -> {
                    demand(s3);
                    hideMissing(sender.caller(), s3.address());
                    store.mustExist(s3.address());
                });
                Exchanges.write(exchange, tagging.run(store));
            }
            case S3Operation.Stored _ -> stream(request, sender, operation, s3, response);
        }
    }

    private boolean mayDelete(Caller caller, S3Request s3, ObjectAddress object) {
        return permissions.delete(s3, object).stream().allMatch(permission -> dispatcher.allows(caller, permission));
    }

    private void demand(S3Request s3) {
        Demands.check(s3, permissions.mustExist(s3.address().bucket().orElseThrow()), buckets);
    }

    /** Read to its end, or the checks at the end would not happen. */
    private static byte[] document(Sender sender) throws IOException {
        byte[] bytes = sender.body().readNBytes(LARGEST_DOCUMENT + 1);
        if (bytes.length > LARGEST_DOCUMENT) {
            throw new AwsException("MaxMessageLengthExceeded", 400, "Your request was too large.");
        }
        return bytes;
    }

    private void stream(WireRequest request, Sender sender, S3Operation operation, S3Request s3, StoreResponse response)
            throws IOException {
        run(sender.caller(), request, operation, s3, () -> {
            demand(s3);
            s3.copySource().filter(source -> source.key().isPresent()).ifPresent(source -> hideMissing(sender.caller(), source));
            if (operation.name().equals("GetObject")) {
                tellTags(sender.caller(), s3.address(), response);
            }
        });
        if (!WITH_CONTENT.contains(operation.name()) && sender.body().read() >= 0) {
            // What nobody reads nobody checks, and the signature covers it.
            document(sender);
        }
        if (StoreNames.areIn(operation.name())) {
            response.edited(StoreNames.put(permissions.mustExist(s3.address().bucket().orElseThrow()).owner(), s3));
        }
        try {
            store.serve(s3, new StoreRequest(s3), response, sender.body());
        } catch (AwsException e) {
            if (e.code().equals("NoSuchKey") && READS.contains(operation.name())) {
                run(sender.caller(), request, operation, s3, () -> dispatcher.authorize(sender.caller(), permissions.list(s3.address())));
            }
            throw e;
        }
        response.finish();
    }

    private void tellTags(Caller caller, ObjectAddress object, StoreResponse response) {
        int count = store.tags(object).size();
        if (count > 0 && dispatcher.allows(caller, permissions.readTags(object))) {
            response.setHeader("x-amz-tagging-count", String.valueOf(count));
        }
    }

    private void run(Caller caller, WireRequest request, S3Operation operation, S3Request s3, Runnable work) {
        ObjectNode parameters = JsonNodeFactory.instance.objectNode().put("Bucket", s3.address().bucket().orElse("")).put("Key",
                s3.address().key().orElse(""));
        dispatcher.run(caller, new ApiCall("s3", operation.name(), parameters), request.id(), () -> permissions.of(operation, s3), () -> {
            work.run();
            return true;
        });
    }

    /** A missing key is told only to those who may list the bucket; to others it looks forbidden, as on AWS. */
    private void hideMissing(Caller caller, ObjectAddress object) {
        if (!store.exists(object.bucket().orElseThrow(), object.key().orElseThrow())) {
            dispatcher.authorize(caller, permissions.list(object));
        }
    }
}
