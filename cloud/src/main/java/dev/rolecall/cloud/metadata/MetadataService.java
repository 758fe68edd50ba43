package dev.rolecall.cloud.metadata;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpServer;

import dev.rolecall.cloud.api.RoleCredentials;
import dev.rolecall.cloud.process.Site;

/**
 * One instance's metadata service, on a loopback port of its own in place of 169.254.169.254. The AWS SDKs and the AWS CLI find it by
 * {@code AWS_EC2_METADATA_SERVICE_ENDPOINT}.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html">Use IMDS</a>
 */
public final class MetadataService implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Optional<byte[]> userData;
    private final RoleCredentials roles;
    private final Site site;
    private Optional<WornRole> role = Optional.empty();
    private volatile Served served;

    /** What it answers with, and by which rules. */
    record Served(MetadataOptions options, MetadataTree tree) {}

    private MetadataService(HttpServer server, InstanceIdentity identity, MetadataOptions options, Optional<byte[]> userData,
            RoleCredentials roles, Site site) {
        this.server = server;
        this.userData = userData;
        this.roles = roles;
        this.site = site;
        this.served = new Served(options, MetadataTree.of(identity, options, userData, role));
    }

    /**
     * Starts the service on any free loopback port.
     *
     * @param userData as the instance was launched with, decoded
     * @param profile  the instance's profile; without one there is nothing under {@code iam/}
     * @param roles    issues the credentials of the profile's role
     * @throws UncheckedIOException when no port can be had
     */
    public static MetadataService start(InstanceIdentity identity, MetadataOptions options, Optional<byte[]> userData,
            Optional<InstanceProfile> profile, RoleCredentials roles, Site site) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
            MetadataService service = new MetadataService(server, identity, options, userData, roles, site);
            service.serve(identity, options, profile);
            server.setExecutor(service.threads);
            server.createContext("/", new MetadataHandler(() -> service.served, new SessionTokens(site.clock())));
            server.start();
            return service;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Answers like this from now on. A role that is worn already keeps its credentials; tokens stay good. */
    public synchronized void serve(InstanceIdentity identity, MetadataOptions options, Optional<InstanceProfile> profile) {
        role = profile.map(worn -> role.filter(known -> known.profile().equals(worn))
                .orElseGet(() -> new WornRole(worn, roles, identity, site.lifetimes(), site.clock())));
        served = new Served(options, MetadataTree.of(identity, options, userData, role));
    }

    /** Where it answers: {@code http://127.0.0.1:PORT}. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
