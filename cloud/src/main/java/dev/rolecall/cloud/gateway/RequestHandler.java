package dev.rolecall.cloud.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.rolecall.cloud.api.ApiCall;
import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.sigv4.Authorization;
import dev.rolecall.cloud.sigv4.Sha256;

/** Takes a request from the server through authentication to its protocol, and writes the answer. */
final class RequestHandler implements HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger(RequestHandler.class);
    private static final int TOO_LARGE = 413;

    private static final Set<String> BY_IDENTITY_PROVIDER = Set.of("AssumeRoleWithSAML", "AssumeRoleWithWebIdentity");

    private final Map<String, WireProtocol> protocols = new HashMap<>();
    private final WireProtocol query = new QueryProtocol();
    private final WireProtocol rest = new UnknownRestProtocol();
    private final Authenticator authenticator;
    private final Dispatcher dispatcher;
    private final S3Endpoint s3;
    private final Origin origin;

    RequestHandler(Authenticator authenticator, Dispatcher dispatcher, Ec2Protocol ec2, S3Endpoint s3, Origin origin) {
        this.authenticator = authenticator;
        this.dispatcher = dispatcher;
        this.s3 = s3;
        this.origin = origin;
        protocols.put("ec2", ec2);
        protocols.put("lambda", new LambdaProtocol());
        protocols.put("scheduler", new SchedulerProtocol());
        protocols.put("ssm", new JsonProtocol("ValidationException"));
        protocols.put("ecr", new JsonProtocol("InvalidParameterException"));
        protocols.put("ecs", new JsonProtocol("InvalidParameterException"));
        protocols.put("logs", new JsonProtocol("InvalidParameterException"));
        protocols.put("tagging", new JsonProtocol("InvalidParameterException"));
        protocols.put("cloudtrail", new JsonProtocol("ValidationException"));
        protocols.put("organizations", new JsonProtocol("InvalidInputException"));
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        String requestId = RequestIds.next();
        try (exchange) {
            WireRequest request = Exchanges.read(exchange, origin.secureTransport(), requestId);
            Authorization.Found found = Authorization.in(request.http());
            if (isS3(request, found)) {
                s3.handle(exchange, request.through(origin.pathTo("s3")), found, authenticator);
            } else {
                Exchanges.write(exchange, answer(request, found).header("x-amzn-RequestId", requestId));
            }
        }
    }

    private WireResponse answer(WireRequest request, Authorization.Found found) {
        WireProtocol protocol = protocolFor(request, found);
        try {
            return switch (found) {
                case Authorization.Found.Unsigned unsigned -> throw unsigned(protocol, request);
                case Authorization.Found.Incomplete incomplete ->
                    throw protocol.rejected(new Rejection.Incomplete(incomplete.fault(), incomplete.reason()));
                case Authorization.Found.Claim claim -> serve(protocol, request, claim.authorization());
            };
        } catch (AwsException e) {
            WireResponse failure = protocol.failure(e, request.id());
            // What is left of such a body is not read, so the connection carries no other request.
            return e.status() == TOO_LARGE ? failure.header("Connection", "close") : failure;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            LOG.error("A request failed for no reason of the client's", e);
            return protocol.failure(
                    new AwsException("InternalFailure", 500, "The local cloud failed: " + e.getClass().getSimpleName() + "."),
                    request.id());
        }
    }

    /** Two calls of STS need no credentials, only the word of an identity provider, which nobody is here. */
    private AwsException unsigned(WireProtocol protocol, WireRequest request) throws IOException {
        String action = protocol.equals(query)
                ? QueryParameters.parse(request.readBody(protocol.largestBody(request))).path("Action").asString("")
                : "";
        return BY_IDENTITY_PROVIDER.contains(action)
                ? new AwsException("InvalidAction", 400,
                        "This local cloud does not implement sts:" + action + ": it has no identity providers.")
                : protocol.rejected(new Rejection.Missing());
    }

    private WireResponse serve(WireProtocol protocol, WireRequest request, Authorization authorization) throws IOException {
        byte[] body = request.readBody(protocol.largestBody(request));
        return switch (authenticator.authenticate(request, authorization, Sha256.hex(body), Map.of())) {
            case Authenticator.Outcome.Rejected rejected -> throw protocol.rejected(rejected.rejection());
            case Authenticator.Outcome.Authenticated who -> {
                ApiCall call = protocol.decode(request, authorization.scope().service(), body);
                yield protocol.success(call, dispatcher.invoke(who.caller(), call, request.id()), request.id());
            }
        };
    }

    /** A service without a protocol of its own here is answered as the request's form suggests; the dispatcher refuses it. */
    private WireProtocol protocolFor(WireRequest request, Authorization.Found found) {
        Optional<String> service = found instanceof Authorization.Found.Claim claim
                ? Optional.of(claim.authorization().scope().service())
                : Optional.of("lambda").filter(_ -> LambdaProtocol.owns(request));
        WireProtocol byForm = request.header("x-amz-target").isPresent() ? new JsonProtocol("ValidationException") : query;
        return service.map(name -> protocols.getOrDefault(name, UnknownRestProtocol.isSpoken(name, request) ? rest : byForm))
                .orElse(byForm);
    }

    /** Unsigned requests that are neither a form nor JSON nor at one of Lambda's paths are anonymous requests to S3. */
    private static boolean isS3(WireRequest request, Authorization.Found found) {
        if (found instanceof Authorization.Found.Claim claim) {
            return claim.authorization().scope().service().equals("s3");
        }
        String contentType = request.header("content-type").orElse("");
        boolean form = request.http().method().equals("POST") && request.http().rawPath().equals("/");
        return !form && !LambdaProtocol.owns(request) && request.header("x-amz-target").isEmpty()
                && !contentType.startsWith("application/x-www-form-urlencoded");
    }
}
