package dev.rolecall.cloud.process;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.RoleCredentials;
import dev.rolecall.cloud.api.Secret;
import dev.rolecall.cloud.api.SessionCredentials;

/** Issues numbered sessions, and remembers what it was asked; it can be told to trust nobody. */
public final class TestRoles implements RoleCredentials {
    private final InstantSource clock;
    private final Duration life;
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private volatile boolean trusting = true;

    /** One request for credentials. */
    public record Asked(String service, String roleArn, String sessionName, Map<String, List<String>> context) {}

    public TestRoles(InstantSource clock, Duration life) {
        this.clock = clock;
        this.life = life;
    }

    @Override
    public SessionCredentials assume(String servicePrincipal, String roleArn, String sessionName, Map<String, List<String>> context) {
        asked.add(new Asked(servicePrincipal, roleArn, sessionName, context));
        if (!trusting) {
            throw new AwsException("AccessDenied", 403, "not trusted");
        }
        Instant now = clock.instant();
        String number = String.format("%03d", asked.size());
        return new SessionCredentials("ASIAEXAMPLEKEY" + number, new Secret("secret-" + number), new Secret("token-" + number), now,
                now.plus(life));
    }

    public List<Asked> asked() {
        return asked;
    }

    public void trust(boolean trust) {
        this.trusting = trust;
    }
}
