package dev.rolecall.cloud.gateway;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.rolecall.cloud.api.Caller;
import dev.rolecall.cloud.api.Secret;
import dev.rolecall.cloud.identity.AccessKey;
import dev.rolecall.cloud.identity.Account;
import dev.rolecall.cloud.identity.Credentials;
import dev.rolecall.cloud.identity.Session;
import dev.rolecall.cloud.sigv4.Authorization;
import dev.rolecall.cloud.sigv4.Verification;
import dev.rolecall.iam.NamedPolicy;
import dev.rolecall.iam.Principal;

/** Finds out who sent a request: key, session token, expiry, signature. It allows nothing; that is the policies' business. */
final class Authenticator {
    /** @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">RequestTimeTooSkewed: 15 minutes</a> */
    private static final Duration GREATEST_SKEW = Duration.ofMinutes(15);
    /** IAM, STS and Organizations are global: signed for this region whatever the client's. */
    private static final String GLOBAL_REGION = "us-east-1";
    private static final List<String> GLOBAL_SERVICES = List.of("iam", "organizations", "sts");

    private final Map<String, Account> accounts;
    private final Credentials credentials;
    private final SigningKeys keys = new SigningKeys();
    private final String region;
    private final InstantSource clock;

    Authenticator(Map<String, Account> accounts, Credentials credentials, String region, InstantSource clock) {
        this.accounts = accounts;
        this.credentials = credentials;
        this.region = region;
        this.clock = clock;
    }

    /** The outcome for a request that claims to be signed. */
    sealed interface Outcome {
        /** It is who it says. */
        record Authenticated(Caller caller, Verification.Valid signature) implements Outcome {}

        /** It is not. */
        record Rejected(Rejection rejection) implements Outcome {}
    }

    private record Holder(Secret secret, Principal principal, String accountId, List<NamedPolicy> sessionPolicies,
            Optional<Session> session,
            Map<String, String> tags) {}

    /**
     * Finds out who signed.
     *
     * @param payloadHash the hash that the signature covers
     * @param ofService   the condition keys that the service adds to the global ones
     */
    Outcome authenticate(WireRequest request, Authorization authorization, String payloadHash, Map<String, List<String>> ofService) {
        Optional<Holder> known = holder(authorization);
        if (known.isEmpty()) {
            return new Outcome.Rejected(new Rejection.UnknownKey(authorization.accessKeyId()));
        }
        Holder holder = known.get();
        Instant now = clock.instant();
        Optional<Rejection> rejection = tokenAndTime(request, authorization, holder, now);
        if (rejection.isPresent()) {
            return new Outcome.Rejected(rejection.get());
        }
        Verification verification = Verification.verify(request.http(), authorization,
                keys.of(authorization.accessKeyId(), holder.secret(), authorization.scope()), payloadHash);
        return switch (verification) {
            case Verification.Mismatch wrong ->
                new Outcome.Rejected(new Rejection.WrongSignature(wrong.stringToSign(), wrong.canonicalRequest()));
            case Verification.Valid valid when holder.session().filter(session -> expired(session, now)).isPresent() ->
                new Outcome.Rejected(new Rejection.Expired());
            case Verification.Valid valid -> new Outcome.Authenticated(caller(request, authorization, holder, ofService, now), valid);
        };
    }

    private static boolean expired(Session session, Instant now) {
        return !now.isBefore(session.credentials().expiration());
    }

    private Optional<Rejection> tokenAndTime(WireRequest request, Authorization authorization, Holder holder, Instant now) {
        Optional<Secret> sent = authorization.sessionToken().map(Secret::new);
        Optional<Secret> wanted = holder.session().map(session -> session.credentials().sessionToken());
        if (wanted.isPresent() && sent.isEmpty()) {
            return Optional.of(new Rejection.UnknownKey(authorization.accessKeyId()));
        }
        if (!sent.equals(wanted)) {
            return Optional.of(new Rejection.WrongToken());
        }
        String scoped = authorization.scope().region();
        boolean global = GLOBAL_SERVICES.contains(authorization.scope().service()) && scoped.equals(GLOBAL_REGION);
        if (!scoped.equals(region) && !global) {
            return Optional.of(new Rejection.WrongRegion(scoped, region));
        }
        if (authorization.validFor().isPresent()) {
            Instant end = authorization.signedAt().plus(authorization.validFor().get());
            return now.isAfter(end)
                    ? Optional.of(new Rejection.UrlExpired())
                    : notYet(authorization, now).or(() -> unsignedHeader(request, authorization));
        }
        if (Duration.between(authorization.signedAt(), now).abs().compareTo(GREATEST_SKEW) > 0) {
            return Optional.of(new Rejection.Skewed(authorization.signedAt().toString(), now.toString()));
        }
        return unsignedHeader(request, authorization);
    }

    /** Such a header could change what was signed: {@code x-amz-copy-source} makes a copy of an upload. */
    private static Optional<Rejection> unsignedHeader(WireRequest request, Authorization authorization) {
        for (String name : request.http().headers().keySet()) {
            if (name.startsWith("x-amz-") && !authorization.signedHeaders().contains(name)) {
                return Optional.of(new Rejection.UnsignedHeader(name));
            }
        }
        return Optional.empty();
    }

    private static Optional<Rejection> notYet(Authorization authorization, Instant now) {
        return authorization.signedAt().isAfter(now.plus(GREATEST_SKEW))
                ? Optional.of(new Rejection.Skewed(authorization.signedAt().toString(), now.toString()))
                : Optional.empty();
    }

    private Optional<Holder> holder(Authorization authorization) {
        Optional<Session> session = credentials.session(authorization.accessKeyId());
        if (session.isPresent()) {
            return session.flatMap(this::wearerOf);
        }
        return credentials.key(authorization.accessKeyId()).filter(AccessKey::active).flatMap(this::userOf);
    }

    /** A session ends with its role or user: whoever takes the name inherits nothing. */
    private Optional<Holder> wearerOf(Session session) {
        Account account = account(session.accountId());
        return account.identityOf(session.identity())
                .map(identity -> new Holder(session.credentials().secretAccessKey(), session.principal(), session.accountId(),
                        session.terms().policies().in(account), Optional.of(session), session.terms().tags().over(identity.tags())));
    }

    private Optional<Holder> userOf(AccessKey key) {
        return Optional.ofNullable(account(key.accountId()).users().get(key.userName()))
                .map(user -> new Holder(key.secret(), new Principal.User(user.arn(), key.accountId(), user.name(), user.id()),
                        key.accountId(), List.of(), Optional.empty(), user.tags()));
    }

    private Account account(String id) {
        return Optional.ofNullable(accounts.get(id)).orElseThrow(() -> new IllegalStateException("a credential of an unknown account"));
    }

    private static Caller caller(WireRequest request, Authorization authorization, Holder holder,
            Map<String, List<String>> ofService, Instant now) {
        GlobalKeys keys = GlobalKeys.ofRequest(request, now).requestedRegion(authorization.scope().region()).principal(holder.principal())
                .principalTags(holder.tags()).with(ofService);
        holder.session().ifPresent(session -> keys.session(session, now));
        return new Caller(holder.principal(), holder.accountId(), Optional.of(authorization.accessKeyId()), holder.sessionPolicies(),
                keys.build());
    }
}
