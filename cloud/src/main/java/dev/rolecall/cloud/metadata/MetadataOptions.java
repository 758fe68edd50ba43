package dev.rolecall.cloud.metadata;

/**
 * How an instance's metadata service answers, as chosen at launch or later.
 *
 * @param tokensRequired IMDSv2 only: a request without a token is refused
 * @param hopLimit       1 to 64; said in answers, not emulated: on loopback nothing is further than one hop
 * @param enabled        off: every request is refused
 * @param tags           whether the instance's tags can be read
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_InstanceMetadataOptionsRequest.html">InstanceMetadataOptionsRequest</a>
 */
public record MetadataOptions(boolean tokensRequired, int hopLimit, boolean enabled, boolean tags) {
    public MetadataOptions {
        if (hopLimit < 1 || hopLimit > 64) {
            throw new IllegalArgumentException("The hop limit is between 1 and 64, not " + hopLimit + ".");
        }
    }
}
