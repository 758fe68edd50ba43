package dev.rolecall.cloud.metadata;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The metadata by path; what lies between the root and a value is a listing.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-instance-metadata.html">Instance metadata categories</a>
 */
final class MetadataTree {
    private final TreeMap<String, Function<Delivery, byte[]>> values = new TreeMap<>();

    static MetadataTree of(InstanceIdentity identity, MetadataOptions options, Optional<byte[]> userData, Optional<WornRole> role) {
        MetadataTree tree = new MetadataTree();
        Map<String, String> plain = Map.ofEntries(Map.entry("ami-id", identity.imageId()), Map.entry("ami-launch-index", "0"),
                Map.entry("hostname", identity.hostName()), Map.entry("instance-id", identity.instanceId()),
                Map.entry("instance-life-cycle", "on-demand"), Map.entry("instance-type", identity.instanceType()),
                Map.entry("local-hostname", identity.hostName()), Map.entry("local-ipv4", identity.privateIp()),
                Map.entry("mac", identity.mac()), Map.entry("placement/availability-zone", identity.availabilityZone()),
                Map.entry("placement/region", identity.region()), Map.entry("services/domain", "amazonaws.com"),
                Map.entry("services/partition", "aws"));
        plain.forEach((path, value) -> tree.text("meta-data/" + path, value));
        if (options.tags()) {
            identity.tags().forEach((key, value) -> tree.text("meta-data/tags/instance/" + key, value));
        }
        role.ifPresent(worn -> {
            tree.json("meta-data/iam/info", delivery -> worn.info(delivery).toPrettyString());
            tree.json("meta-data/iam/security-credentials/" + worn.roleName(),
                    delivery -> worn.securityCredentials(delivery).toPrettyString());
        });
        tree.json("dynamic/instance-identity/document", delivery -> IdentityDocument.of(identity).toPrettyString());
        userData.ifPresent(data -> tree.values.put("user-data", delivery -> data));
        return tree;
    }

    /** @param path below {@code /latest/}, without a slash at its beginning */
    Optional<byte[]> find(String path, Delivery delivery) {
        Function<Delivery, byte[]> value = values.get(path);
        if (value != null) {
            return Optional.of(value.apply(delivery));
        }
        String folder = path.isEmpty() || path.endsWith("/") ? path : path + "/";
        TreeSet<String> names = values.tailMap(folder).keySet().stream().takeWhile(key -> key.startsWith(folder))
                .map(key -> firstSegment(key.substring(folder.length()))).collect(Collectors.toCollection(TreeSet::new));
        return names.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", names).getBytes(StandardCharsets.UTF_8));
    }

    private void text(String path, String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        values.put(path, delivery -> bytes);
    }

    private void json(String path, Function<Delivery, String> value) {
        values.put(path, delivery -> value.apply(delivery).getBytes(StandardCharsets.UTF_8));
    }

    private static String firstSegment(String rest) {
        int slash = rest.indexOf('/');
        return slash < 0 ? rest : rest.substring(0, slash + 1);
    }
}
