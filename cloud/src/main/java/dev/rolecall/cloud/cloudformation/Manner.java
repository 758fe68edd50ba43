package dev.rolecall.cloud.cloudformation;

/**
 * How a stack is updated.
 *
 * @param preserving whether what was done stays when a resource fails
 * @param reverting  whether what was changed behind CloudFormation's back is changed back, also where the template stays the same
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateChangeSet.html">{@code DeploymentMode}</a>
 */
record Manner(boolean preserving, boolean reverting) {
    static final Manner PLAIN = new Manner(false, false);
}
