package dev.rolecall.lab.deploy;

import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

import dev.rolecall.lab.target.Target;

/**
 * What the CDK leaves open in an assembly that was synthesised for no account in particular.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html">pseudo parameters</a>
 */
record Placeholders(String account, String region) {

    static Placeholders of(Target target) {
        return new Placeholders(target.account(), target.region());
    }

    String resolve(String text) {
        return text.replace("${AWS::AccountId}", account).replace("${AWS::Region}", region).replace("${AWS::Partition}",
                PartitionMetadata.of(Region.of(region)).id());
    }
}
