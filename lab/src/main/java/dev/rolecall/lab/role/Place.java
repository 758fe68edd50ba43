package dev.rolecall.lab.role;

import java.util.Optional;

import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/**
 * The account and region that a stack is for.
 *
 * @param standIn whether one of them was told nowhere, and is only an example's
 */
record Place(String account, String region, boolean standIn) {
    /** One of the accounts that AWS's documentation has for examples; the local cloud's account, too. */
    private static final String EXAMPLE_ACCOUNT = "111122223333";
    private static final String EXAMPLE_REGION = "us-east-1";

    static Place of(Optional<String> account, Optional<String> region) {
        return new Place(account.orElse(EXAMPLE_ACCOUNT), region.orElse(EXAMPLE_REGION), account.isEmpty() || region.isEmpty());
    }

    /**
     * The value of a pseudo parameter; empty where only CloudFormation knows it.
     *
     * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html">pseudo parameters</a>
     */
    Optional<String> pseudoParameter(String name) {
        PartitionMetadata partition = PartitionMetadata.of(Region.of(region));
        return switch (name) {
            case "AWS::AccountId" -> Optional.of(account);
            case "AWS::Region" -> Optional.of(region);
            case "AWS::Partition" -> Optional.of(partition.id());
            case "AWS::URLSuffix" -> Optional.of(partition.dnsSuffix());
            default -> Optional.empty();
        };
    }
}
