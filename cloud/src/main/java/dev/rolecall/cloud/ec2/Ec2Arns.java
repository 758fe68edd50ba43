package dev.rolecall.cloud.ec2;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.rolecall.cloud.api.Resource;

/**
 * How EC2's resources are named for policies. The key {@code ec2:Region} is there whatever the resource.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html#amazonec2-resources-for-iam-policies">Resource
 *      types defined by Amazon EC2</a>
 */
record Ec2Arns(String region, String accountId) {
    Resource none() {
        return regional(Resource.NONE, Map.of());
    }

    /** A resource of the account. */
    Resource own(String kind, String id, Map<String, List<String>> keys) {
        return regional(Resource.of(arn(kind, id)), keys);
    }

    /** Images belong to no account as far as policies see them. */
    Resource image(String id, Map<String, List<String>> keys) {
        return regional(Resource.of("arn:aws:ec2:" + region + "::image/" + id), keys);
    }

    String arn(String kind, String id) {
        return "arn:aws:ec2:" + region + ":" + accountId + ":" + kind + "/" + id;
    }

    private Resource regional(Resource resource, Map<String, List<String>> keys) {
        Map<String, List<String>> all = new TreeMap<>(keys);
        all.put("ec2:Region", List.of(region));
        return resource.with(all);
    }
}
