package dev.rolecall.cloud.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

import com.sun.net.httpserver.HttpExchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.ApiCall;
import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Caller;
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
    private static final int LARGEST_DOCUMENT = 2 * 1024 * 1024;

    private final Dispatcher dispatcher;
    private final ObjectStore store;
    private final S3Permissions permissions;
    private final String accountId;
    private final InstantSource clock;

    /** @param accountId the account in which anonymous requests are judged; they belong to none */
    S3Endpoint(Dispatcher dispatcher, ObjectStore store, S3Permissions permissions, String accountId, InstantSource clock) {
        this.dispatcher = dispatcher;
        this.store = store;
        this.permissions = permissions;
        this.accountId = accountId;
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
                throw S3Errors.rejected(new Rejection.Incomplete(incomplete.fault(), incomplete.reason()));
            case Authorization.Found.Claim claim -> {
                boolean presigned = claim.authorization().validFor().isPresent();
                String hash = request.header("x-amz-content-sha256").or(() -> presigned ? Optional.of(S3Body.UNSIGNED) : Optional.empty())
                        .orElseThrow(() -> new AwsException("InvalidRequest", 400,
                                "Missing required header for this request: x-amz-content-sha256"));
                yield switch (authenticator.authenticate(request, claim.authorization(), hash)) {
                    case Authenticator.Outcome.Rejected rejected -> {
                        details.setAll(S3Errors.details(rejected.rejection()));
                        throw S3Errors.rejected(rejected.rejection());
                    }
                    case Authenticator.Outcome.Authenticated who -> {
                        Optional<ChunkSignatures> chunks = Optional.of(who.signature().chunks());
                        yield new Sender(who.caller(), S3Body.of(request, hash, chunks));
                    }
                };
            }
        };
    }

    private Sender anonymous(WireRequest request) throws IOException {
        Principal principal = new Principal.Anonymous();
        Caller caller = new Caller(principal, accountId, Optional.empty(), List.of(),
                GlobalKeys.ofRequest(request, clock.instant()).principal(principal).build());
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
            case S3Operation.DeleteMany many -> {
                String bucket = s3.address().bucket().orElseThrow();
                ObjectDeletion deletion = ObjectDeletion.parse(bucket, document(sender));
                run(sender.caller(), request, operation, s3, () -> permissions.mustExist(bucket));
                WireResponse result = deletion.run(object -> dispatcher.allows(sender.caller(), permissions.delete(s3, object)),
                        object -> store.delete(bucket, object.key().orElseThrow()));
                Exchanges.write(exchange, result);
            }
            case S3Operation.Stored stored -> stream(request, sender, operation, s3, response);
            case S3Operation.Copy copy -> stream(request, sender, operation, s3, response);
        }
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
        run(sender.caller(), request, operation, s3, () -> hideMissing(sender.caller(), operation, s3));
        store.serve(new StoreRequest(s3), response, sender.body());
        response.finish();
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
    private void hideMissing(Caller caller, S3Operation operation, S3Request s3) {
        boolean reads = operation.name().equals("GetObject") || operation.name().equals("HeadObject");
        if (reads && !store.exists(s3.address().bucket().orElseThrow(), s3.address().key().orElseThrow())) {
            dispatcher.authorize(caller, permissions.list(s3));
        }
    }
}
