package dev.rolecall.cloud.ec2;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Parameters;

/** One filter of {@code DescribeInstances}: an instance passes if any of the values matches; {@code *} and {@code ?} are wildcards. */
record InstanceFilter(String name, List<Pattern> values) {

    static InstanceFilter of(Parameters filter) {
        String name = filter.optional("Name").orElse("");
        boolean known = name.startsWith("tag:") || List.of("instance-state-name", "instance-id", "image-id", "instance-type", "subnet-id",
                "tag-key", "iam-instance-profile.arn", "availability-zone", "private-ip-address").contains(name);
        if (!known) {
            throw new AwsException("InvalidParameterValue", 400, "The filter '" + name + "' is invalid");
        }
        return new InstanceFilter(name, filter.strings("Value").stream().map(InstanceFilter::glob).toList());
    }

    boolean passes(LaunchedInstance instance) {
        if (name.equals("tag-key")) {
            return instance.identity().tags().keySet().stream().anyMatch(this::matches);
        }
        return value(instance).filter(this::matches).isPresent();
    }

    private Optional<String> value(LaunchedInstance instance) {
        return switch (name) {
            case "instance-state-name" -> Optional.of(instance.state().wireName());
            case "instance-id" -> Optional.of(instance.identity().instanceId());
            case "image-id" -> Optional.of(instance.identity().imageId());
            case "instance-type" -> Optional.of(instance.identity().instanceType());
            case "availability-zone" -> Optional.of(instance.identity().availabilityZone());
            case "private-ip-address" -> Optional.of(instance.identity().privateIp());
            case "subnet-id" -> instance.launch().subnetId();
            case "iam-instance-profile.arn" -> instance.profile().map(profile -> profile.arn());
            default -> Optional.ofNullable(instance.identity().tags().get(name.substring("tag:".length())));
        };
    }

    private boolean matches(String value) {
        return values.stream().anyMatch(pattern -> pattern.matcher(value).matches());
    }

    private static Pattern glob(String text) {
        return Pattern.compile(Pattern.quote(text).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q"), Pattern.DOTALL);
    }
}
